package import Matching
import Media

/// What the segments of a time map say about the order, the completeness and the speed of the clip.
///
/// An excerpt does not miss what lies before its beginning and after its end.
package struct Timeline: Sendable {
    /// Shortest jump of source time that is a cut or a repeat, in milliseconds: four frames at 25 a second, and more than
    /// the step of the picture's grid.
    static let shortestJump = 160
    /// Shortest stretch without a source that is a foreign passage, in milliseconds; shorter ones are dissolves, black
    /// frames and what the time map leaves open around an edit.
    static let shortestInsertion = 500
    /// Largest change of speed that film and PAL conversion cause: 25/24 is 4.2 %, 24/25 is 4.0 %.
    private static let conversion = 0.045
    /// What the two ends of a stretch may be off together, in milliseconds: half a frame at 25 frames a second, since the
    /// nearest frame stands for each moment. Over 5 s it is 0.4 % of the speed.
    private static let measuring = 20.0

    /// Whether film and PAL conversion explain a speed that was measured over so many milliseconds of the clip.
    static func isConversion(_ speed: Double, over length: Int) -> Bool {
        abs(speed - 1) <= conversion + measuring / Double(max(length, 1))
    }

    /// One segment in milliseconds.
    struct Piece: Hashable {
        let clip: Range<Int>
        let source: Range<Int>
        let speed: Double

        /// The part of the clip that shows a part of the source.
        func clip(showing part: Range<Int>) -> Range<Int> {
            func time(_ source: Int) -> Int {
                clip.lowerBound + Int((Double(source - self.source.lowerBound) / max(speed, 0.01)).rounded())
            }
            let start = min(max(time(part.lowerBound), clip.lowerBound), clip.upperBound)
            return start..<min(max(time(part.upperBound), start), clip.upperBound)
        }
    }

    private let pieces: [Piece]
    private let duration: Int
    private let recording: RecordingID

    /// - Parameter duration: length of the clip in milliseconds.
    package init(segments: [AlignedSegment], duration: Int, recording: RecordingID) {
        pieces = segments.map { segment in
            Piece(
                clip: segment.clip.start.milliseconds..<segment.clip.end.milliseconds,
                source: segment.source.start.milliseconds..<segment.source.end.milliseconds, speed: segment.speed)
        }
        self.duration = duration
        self.recording = recording
    }

    /// In the order of clip time.
    package var differences: [Difference] {
        let shown = repeats
        let chain = keptInOrder
        return (insertions + shown + reorderings(chain: chain, repeats: shown) + cuts(chain: chain) + speeds)
            .sorted { ($0.clip.start, $0.clip.end) < ($1.clip.start, $1.clip.end) }
    }

    /// Stretches of the clip that no segment covers. Their source is the passage of the recording in whose place they
    /// stand, if any.
    private var insertions: [Difference] {
        let bounds = [0..<0] + pieces.map(\.clip) + [max(duration, 0)..<max(duration, 0)]
        return zip(bounds, bounds.dropFirst()).enumerated().compactMap { index, pair in
            let gap = pair.1.lowerBound - pair.0.upperBound
            guard gap >= Self.shortestInsertion else { return nil }
            var replaced: Range<Int>?
            if index > 0, index < pieces.count {
                let (before, after) = (pieces[index - 1].source.upperBound, pieces[index].source.lowerBound)
                if after - before >= Self.shortestJump { replaced = before..<after }
            }
            return difference(.inserted, clip: pair.0.upperBound..<pair.1.lowerBound, source: replaced, length: gap)
        }
    }

    /// Passages of the source that the clip has shown before.
    private var repeats: [Difference] {
        pieces.indices.flatMap { later in
            pieces[..<later].map(\.source).union.compactMap { earlier in
                let common = earlier.clamped(to: pieces[later].source)
                guard common.count >= Self.shortestJump else { return nil }
                return difference(
                    .repeated, clip: pieces[later].clip(showing: common), source: common, length: common.count)
            }
        }
    }

    /// The segments, as indices, that follow each other in the source as they do in the clip: the choice that keeps most.
    private var keptInOrder: [Int] {
        var best = [Int](repeating: 0, count: pieces.count)
        var before = [Int?](repeating: nil, count: pieces.count)
        for later in pieces.indices {
            for earlier in 0..<later
            where pieces[earlier].source.lowerBound < pieces[later].source.lowerBound
                && pieces[earlier].source.upperBound < pieces[later].source.upperBound && best[earlier] > best[later]
            {
                best[later] = best[earlier]
                before[later] = earlier
            }
            best[later] += pieces[later].clip.count
        }
        var chain: [Int] = []
        var next = best.indices.max { best[$0] < best[$1] }
        while let index = next {
            chain.append(index)
            next = before[index]
        }
        return chain.reversed()
    }

    /// Segments out of order that are not repeats.
    private func reorderings(chain: [Int], repeats: [Difference]) -> [Difference] {
        let kept = Set(chain)
        return pieces.indices.compactMap { index in
            let piece = pieces[index]
            let shown = pieces[..<index].map(\.source).union.reduce(0) { $0 + $1.clamped(to: piece.source).count }
            guard !kept.contains(index), piece.source.count - shown >= Self.shortestJump else { return nil }
            return difference(.reordered, clip: piece.clip, source: piece.source, length: piece.clip.count)
        }
    }

    /// Passages of the source between two segments kept in order that the clip shows nowhere.
    private func cuts(chain: [Int]) -> [Difference] {
        let shown = pieces.map(\.source).union
        return zip(chain, chain.dropFirst()).flatMap { earlier, later -> [Difference] in
            let (a, b) = (pieces[earlier], pieces[later])
            guard a.source.upperBound < b.source.lowerBound else { return [] }
            // A foreign passage stands in place of as much as it lasts.
            let gap = later == earlier + 1 ? b.clip.lowerBound - a.clip.upperBound : 0
            let foreign = gap >= Self.shortestInsertion ? gap : 0
            return (a.source.upperBound..<b.source.lowerBound).removing(shown).compactMap { missing in
                guard missing.count - max(foreign, gap) >= Self.shortestJump else { return nil }
                let at = a.clip.upperBound
                return difference(.cut, clip: at..<at, source: missing, length: missing.count)
            }
        }
    }

    /// Stretches shown at another speed; neighbours of the same speed are one.
    private var speeds: [Difference] {
        var runs: [Piece] = []
        for piece in pieces where abs(piece.speed - 1) > Self.conversion {
            if let last = runs.last, abs(last.speed - piece.speed) < 0.02,
                last.source.upperBound <= piece.source.lowerBound,
                piece.clip.lowerBound - last.clip.upperBound < Self.shortestInsertion
            {
                runs[runs.count - 1] = Piece(
                    clip: last.clip.lowerBound..<piece.clip.upperBound,
                    source: last.source.lowerBound..<piece.source.upperBound, speed: last.speed)
            } else {
                runs.append(piece)
            }
        }
        return runs.filter { !Self.isConversion($0.speed, over: $0.clip.count) }
            .map { difference(.speed, clip: $0.clip, source: $0.source, length: $0.clip.count) }
    }

    /// - Parameter length: milliseconds that speak for the difference: from 0.4 s moderate, from 1 s strong.
    private func difference(
        _ kind: Difference.Kind, clip: Range<Int>, source: Range<Int>?, length: Int
    ) -> Difference {
        Difference(
            track: .timeline, kind: kind, clip: TimeRange(milliseconds: clip),
            source: source.map { TimeRange(milliseconds: $0) }, recording: recording,
            strength: length < 400 ? .weak : length < 1000 ? .moderate : .strong)
    }
}
