/// A stretch of one segment in which the clip's sound differs from its source.
package struct SoundPassage: Sendable, Hashable {
    package let segment: Int
    /// Hops of the clip.
    package let hops: Range<Int>
    package let kind: Difference.Kind
    /// Score of the passage as a multiple of the score that makes one.
    package let evidence: Float

    package var strength: Difference.Strength { evidence < 2 ? .weak : evidence < 4 ? .moderate : .strong }

    func overlaps(_ other: SoundPassage) -> Bool { segment == other.segment && hops.overlaps(other.hops) }
}

extension [SoundPassage] {
    /// Passages of the same segment and kind that lie less than `gap` hops apart become one.
    func joined(gap: Int) -> [SoundPassage] {
        var joined: [SoundPassage] = []
        for passage in sorted(by: { ($0.segment, $0.hops.lowerBound) < ($1.segment, $1.hops.lowerBound) }) {
            if let last = joined.last, last.segment == passage.segment, last.kind == passage.kind,
                passage.hops.lowerBound - last.hops.upperBound < gap
            {
                joined[joined.count - 1] = SoundPassage(
                    segment: last.segment,
                    hops: last.hops.lowerBound..<Swift.max(last.hops.upperBound, passage.hops.upperBound),
                    kind: last.kind, evidence: last.evidence + passage.evidence)
            } else {
                joined.append(passage)
            }
        }
        return joined
    }
}
