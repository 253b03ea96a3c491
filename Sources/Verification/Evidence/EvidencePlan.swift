import Comparison
import Matching
import Media

/// Which moments of a clip are shown for its differences.
struct EvidencePlan {
    /// Differences that are shown with pictures; more would make a page of more than some ten megabytes.
    static let mostExhibits = 8
    /// Seconds on each side of a cut.
    private static let besideCut = 0.2
    /// A shorter difference, in seconds, is shown by its middle alone.
    private static let shortest = 0.4
    /// Seconds before the end of a stretch at which its end is shown: within it at any frame rate.
    private static let beforeEnd = 0.1

    let exhibits: [Evidence.Exhibit]
    /// Differences for which there was no room.
    let omitted: Int

    init(_ verdict: Verdict) {
        let segments = verdict.segments
        guard let first = segments.first, let last = segments.last else {
            exhibits = []
            omitted = 0
            return
        }
        if verdict.differences.isEmpty {
            let covered = TimeRange(start: first.clip.start, end: last.clip.end)
            let moments = zip([Evidence.Place.start, .middle, .end], [0.1, 0.5, 0.9]).map { place, share in
                segments.moment(place, at: covered.start.seconds + share * covered.duration)
            }
            exhibits = [Evidence.Exhibit(difference: nil, moments: moments)]
            omitted = 0
            return
        }
        // Where there is no room for all, those that a picture says most of come first.
        let ranked = verdict.differences.indices.sorted { a, b in
            (verdict.differences[a].rank, a) < (verdict.differences[b].rank, b)
        }
        exhibits = ranked.prefix(Self.mostExhibits).sorted().map { index in
            Evidence.Exhibit(difference: index, moments: Self.moments(of: verdict.differences[index], segments))
        }
        omitted = max(0, ranked.count - Self.mostExhibits)
    }

    private static func moments(
        of difference: Difference, _ segments: [VerifiedSegment]
    ) -> [Evidence.Moment] {
        let (start, end) = (difference.clip.start.seconds, difference.clip.end.seconds)
        if difference.kind == .cut {
            var moments = [segments.moment(.before, at: start - besideCut)]
            if let source = difference.source, let recording = difference.recording {
                moments.append(
                    Evidence.Moment(
                        place: .leftOut, time: nil, recording: recording,
                        sourceTime: MediaTime(seconds: (source.start.seconds + source.end.seconds) / 2)))
            }
            return moments + [segments.moment(.after, at: start + besideCut)]
        }
        let middle = segments.moment(.middle, at: (start + end) / 2)
        if end - start < shortest { return [middle] }
        return [segments.moment(.start, at: start), middle, segments.moment(.end, at: end - beforeEnd)]
    }
}

extension Difference {
    fileprivate var rank: Int {
        switch track {
        case .picture: 0
        case .timeline: 1
        case .sound: 2
        }
    }
}

extension [VerifiedSegment] {
    /// A clip time in seconds, with its place in the source where a segment covers it.
    fileprivate func moment(_ place: Evidence.Place, at seconds: Double) -> Evidence.Moment {
        let time = MediaTime(seconds: Swift.max(seconds, 0))
        guard let segment = first(where: { $0.clip.start <= time && time < $0.clip.end }) else {
            return Evidence.Moment(place: place, time: time)
        }
        let source = segment.source.start.seconds + (time.seconds - segment.clip.start.seconds) * segment.speed
        return Evidence.Moment(
            place: place, time: time, recording: segment.recording, sourceTime: MediaTime(seconds: source))
    }
}
