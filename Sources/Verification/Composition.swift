public import Comparison
public import Matching
import Media

/// What is known of a clip from one or more of the recordings that it overlaps, laid on the clip's clock.
///
/// The first recording that is added takes all that it covers; each later one takes what is still open. So a clip that
/// was spliced from two signed recordings has a source throughout.
public struct Composition: Sendable {
    public private(set) var segments: [VerifiedSegment] = []
    public private(set) var differences: [Difference] = []
    public private(set) var adjustments: Set<Adjustment> = []
    /// Stretches and places of the clip whose picture could not be compared.
    public private(set) var gaps: [PictureGap] = []
    /// What comparing the pictures with each recording found.
    public private(set) var pictures: [RecordingID: PictureFindings] = [:]
    /// How the clip was laid on each recording, and what its sound was judged by.
    public private(set) var comparisons: [RecordingID: SourceComparison] = [:]

    /// A later recording must cover this much of an open stretch, in milliseconds, to be named for it. Chosen as the length
    /// of the shortest foreign passage that the product undertakes to find.
    public static let shortestStretch = 1000

    /// An open stretch shorter than this, in milliseconds, left between two recordings is their joint.
    public static let shortestGap = 500

    public init() {}

    /// Parts of the alignment's segments that no earlier recording covers: what `add` would take.
    public func contribution(of alignment: Alignment) -> [AlignedSegment] {
        guard !segments.isEmpty else { return alignment.segments }
        let covered = segments.map { $0.clip.milliseconds }
        return alignment.segments.flatMap { segment in
            segment.clip.milliseconds.subtracting(covered)
                .filter { $0.count >= Self.shortestStretch }
                .map { segment.restricted(to: $0) }
        }
    }

    /// - Parameter rescaled: whether the recording's picture was made larger or smaller.
    public mutating func add(_ compared: ComparedAlignment, rescaled: Bool = false) {
        let first = segments.isEmpty
        let taken = contribution(of: compared.alignment)
        guard !taken.isEmpty else { return }

        let mirrored = compared.alignment.geometry?.mirrored ?? false
        for part in taken {
            let whole = compared.alignment.segments.firstIndex {
                $0.clip.start <= part.clip.start && part.clip.end <= $0.clip.end
            }
            guard let whole else { continue }
            let missed = compared.pictures?.gaps.filter { $0.clip.overlaps(part.clip) } ?? []
            segments.append(
                VerifiedSegment(
                    recording: compared.alignment.recording, clip: part.clip, source: part.source, speed: part.speed,
                    mirrored: mirrored, picture: compared.picture[whole], sound: compared.sound[whole],
                    pictureReasons: PictureGap.Reason.allCases.filter { reason in
                        missed.contains { $0.reason == reason }
                    }))
            gaps += missed
        }
        pictures[compared.alignment.recording] = compared.pictures
        comparisons[compared.alignment.recording] = SourceComparison(
            registration: compared.alignment.geometry, sound: compared.soundCurves)
        if first {
            differences = compared.differences
        } else {
            let ranges = taken.map { $0.clip.milliseconds }
            closeGaps(with: ranges)
            differences += compared.differences.filter { $0.kind != .inserted }.flatMap { $0.restricted(to: ranges) }
        }
        adjustments.formUnion(compared.adjustments)
        if rescaled { adjustments.insert(.rescaled) }
        if !adjustments.isDisjoint(with: Adjustment.recodings) { adjustments.insert(.recompressed) }
        segments.sort { $0.clip.start < $1.clip.start }
        markJoints()
        differences.sort { $0.clip.start < $1.clip.start }
        gaps = Array(Set(gaps)).sorted { ($0.clip.start, $0.clip.end) < ($1.clip.start, $1.clip.end) }
    }

    /// A stretch without a source so far loses what another recording covers.
    private mutating func closeGaps(with ranges: [Range<Int>]) {
        differences = differences.flatMap { difference -> [Difference] in
            guard difference.track == .timeline, difference.kind == .inserted else { return [difference] }
            let gap = difference.clip.milliseconds
            guard ranges.contains(where: { $0.overlaps(gap) }) else { return [difference] }
            return gap.subtracting(ranges).filter { $0.count >= Self.shortestGap }
                .map { difference.moved(to: TimeRange(milliseconds: $0)) }
        }
    }

    /// Where one recording follows another the timeline is cut; nothing in either corresponds to the other.
    private mutating func markJoints() {
        differences.removeAll { $0.isJoint }
        for (before, after) in zip(segments, segments.dropFirst()) where before.recording != after.recording {
            differences.append(
                Difference(
                    track: .timeline, kind: .cut, clip: TimeRange(start: after.clip.start, end: after.clip.start),
                    source: nil, recording: after.recording, strength: .strong))
        }
    }
}

extension Difference {
    /// A cut between two recordings rather than within one.
    public var isJoint: Bool { track == .timeline && kind == .cut && source == nil }

    func moved(to clip: TimeRange) -> Difference {
        Difference(
            track: track, kind: kind, clip: clip, source: source, recording: recording, box: box, subject: subject,
            strength: strength)
    }

    /// The parts that lie within the ranges. A source range is kept only where it stands for the whole difference.
    func restricted(to ranges: [Range<Int>]) -> [Difference] {
        let own = clip.milliseconds
        return ranges.compactMap { range in
            if range.contains(own.lowerBound), own.upperBound <= range.upperBound { return self }
            guard range.overlaps(own) else { return nil }
            return Difference(
                track: track, kind: kind, clip: TimeRange(milliseconds: range.clamped(to: own)), source: nil,
                recording: recording, box: box, subject: subject, strength: strength)
        }
    }
}

extension AlignedSegment {
    /// The same line of the time map over a part of its clip range.
    func restricted(to part: Range<Int>) -> AlignedSegment {
        let own = clip.milliseconds
        if part == own { return self }
        let start = source.start.seconds + Double(part.lowerBound - own.lowerBound) / 1000 * speed
        let end = start + Double(part.count) / 1000 * speed
        return AlignedSegment(
            clip: TimeRange(milliseconds: part),
            source: TimeRange(start: MediaTime(seconds: start), end: MediaTime(seconds: end)),
            speed: speed, picture: picture, sound: sound)
    }
}

extension TimeRange {
    var milliseconds: Range<Int> { start.milliseconds..<end.milliseconds }
}

extension Range<Int> {
    /// What is left of the range without the others, in ascending order.
    func subtracting(_ others: [Range<Int>]) -> [Range<Int>] {
        others.reduce([self]) { left, other in
            left.flatMap { part -> [Range<Int>] in
                guard part.overlaps(other) else { return [part] }
                let before = part.lowerBound..<Swift.max(part.lowerBound, other.lowerBound)
                let after = Swift.min(part.upperBound, other.upperBound)..<part.upperBound
                return [before, after].filter { !$0.isEmpty }
            }
        }
    }
}
