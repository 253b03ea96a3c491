package import Matching
package import Media

extension Alignment {
    /// Whether the clip lies in passages alone that the publisher excluded: then the recording is no match.
    package func liesWithin(_ passages: [SourceRecord.Passage]) -> Bool {
        let excluded = passages.map { $0.range.milliseconds }
        return !excluded.isEmpty
            && segments.allSatisfy { segment in
                segment.source.milliseconds.subtracting(excluded).map(\.count).reduce(0, +)
                    < Composition.shortestStretch
            }
    }
}

extension VerifiedSegment {
    /// Where the segment lies in a passage that the publisher excluded, on the clip's clock.
    package func stretches(in passages: [SourceRecord.Passage]) -> [(clip: TimeRange, why: String)] {
        let own = source.milliseconds
        return passages.compactMap { passage in
            let shared = passage.range.milliseconds.clamped(to: own)
            guard shared.count >= Composition.shortestGap, speed > 0 else { return nil }
            let start = clip.start.milliseconds + Int(Double(shared.lowerBound - own.lowerBound) / speed)
            let end = min(start + Int(Double(shared.count) / speed), clip.end.milliseconds)
            return (TimeRange(milliseconds: start..<max(start, end)), passage.why)
        }
    }
}
