import Fingerprinting
import Media

/// A first look at a candidate: whether anything speaks for it at the hinted offsets, before the clip is laid on it.
///
/// Most candidates share a few keys with the clip and nothing else. What changes in the picture from moment to moment tells
/// them apart without registering it: on cells of a sixteenth of the frame's width the retrieval's guess at the geometry is
/// good enough.
struct Glance {
    let clip: ClipTracks
    let source: SourceTracks
    let hints: [OffsetHint]

    /// Below this correlation of what changes, in the best of several windows, another recording is shown. Of 142 clips
    /// looked at by their picture alone the least had 0.19; more than half of other footage has less than 0.13.
    private static let leastAgreement: Float = 0.15
    /// Fewer windows in which the recording's picture changes tell nothing.
    private static let fewestWindows = 3
    /// Cells of the original that are taken together, each way.
    private static let binning = 4
    /// Samples a window: a little over a second.
    private static let windowSamples = 9
    /// Windows looked at, half of them at the strongest hint, and the hints that share the rest.
    private static let mostWindows = 8
    private static let mostHints = 3
    /// Samples of the recording tried to either side of the hinted one: hints are right to about half a second.
    private static let reach = 5
    /// Mean squared change of a cell, in grey levels, from which a window of the recording counts as moving.
    private static let leastChange: Float = 1

    /// False where nothing speaks for the recording.
    ///
    /// - Parameters:
    ///   - sound: of both, where both have any.
    ///   - view: as the retrieval saw the clip; nil where it found the sound alone.
    func isPromising(sound: SoundEvidence?, view: CandidateView?) throws(FingerprintError) -> Bool {
        if let sound, sound.agrees(hints, within: 0..<clip.duration) { return true }
        // What was found by its sound alone must sound alike.
        guard let view else { return sound == nil }
        let agreements = try agreements(view)
        return agreements.count < Self.fewestWindows || agreements.contains { $0 >= Self.leastAgreement }
    }

    /// For each window in which the recording's picture changes, the correlation of what changes in both at the best shift.
    private func agreements(_ view: CandidateView) throws(FingerprintError) -> [Float] {
        guard let query = clip.picture, let track = source.picture else { return [] }
        let guess = CoarseRegistration.Match(view)
        let warp = PictureWarp(
            map: guess.map, original: track.grid, binning: Self.binning, clip: query.grid, content: guess.content)
        let inside = warp.valid.indices.filter { warp.valid[$0] }
        guard inside.count > 16 else { return [] }
        var agreements: [Float] = []
        for window in windows(of: query) {
            let samples = window.samples
            let hinted = (query.times[samples.lowerBound] + window.offset) / PictureSamples.interval
            let low = max(0, hinted - Self.reach)
            let high = min(track.sampleCount, hinted + samples.count + Self.reach)
            guard high - low >= samples.count else { continue }
            let originals = try track.samples(low..<high)
            let seen = samples.map { cells(warp.apply(query[$0]), inside) }
            let shown = (0..<originals.count).map { cells(binned(originals[$0], grid: track.grid), inside) }
            var best: Float?
            for shift in 0...(shown.count - seen.count) {
                let change = Change(seen, shown[shift..<shift + seen.count])
                guard change.original > Self.leastChange * Float(seen.count * inside.count) else { continue }
                best = max(best ?? -1, change.correlation)
            }
            if let best { agreements.append(best) }
        }
        return agreements
    }

    /// Windows of the clip's samples within the hints, spread over each, with its offset.
    private func windows(of query: PictureSamples) -> [(samples: Range<Int>, offset: Int)] {
        let used = hints.prefix(Self.mostHints)
        var windows: [(samples: Range<Int>, offset: Int)] = []
        for (rank, hint) in used.enumerated() {
            let half = Self.mostWindows / 2
            let share = used.count == 1 ? Self.mostWindows : rank == 0 ? half : half / (used.count - 1)
            let first = query.times.firstIndex { $0 >= hint.clip.lowerBound } ?? 0
            let end = query.times.firstIndex { $0 >= hint.clip.upperBound } ?? query.count
            let start = max(0, min(first, query.count - Self.windowSamples))
            let room = max(0, end - Self.windowSamples - start)
            let count = min(share, room / Self.windowSamples + 1)
            for index in 0..<count {
                let from = start + (count == 1 ? room / 2 : room * index / (count - 1))
                windows.append((from..<min(from + Self.windowSamples, query.count), hint.offset))
            }
        }
        return windows.filter { $0.samples.count >= 5 }
    }

    private func cells(_ picture: [Float], _ inside: [Int]) -> [Float] { inside.map { picture[$0] } }

    /// One picture of the recording on the warp's cells.
    private func binned(_ picture: ArraySlice<UInt8>, grid: GridSize) -> [Float] {
        let side = Self.binning
        let columns = grid.width / side
        var cells = [Float](repeating: 0, count: columns * (grid.height / side))
        for row in 0..<grid.height / side * side {
            var i = picture.startIndex + row * grid.width
            for column in 0..<columns {
                var sum = 0
                for _ in 0..<side {
                    sum += Int(picture[i])
                    i += 1
                }
                cells[row / side * columns + column] += Float(sum) / Float(side * side)
            }
        }
        return cells
    }

    /// What changes within a window of both: sums over cells of the products of their differences from the window's mean.
    private struct Change {
        private var clip: Float = 0
        private(set) var original: Float = 0
        private var cross: Float = 0

        init(_ seen: [[Float]], _ shown: ArraySlice<[Float]>) {
            let count = Float(seen.count)
            for cell in seen[0].indices {
                var (a, b, aa, bb, ab) = (Float(0), Float(0), Float(0), Float(0), Float(0))
                for (x, y) in zip(seen, shown) {
                    a += x[cell]
                    b += y[cell]
                    aa += x[cell] * x[cell]
                    bb += y[cell] * y[cell]
                    ab += x[cell] * y[cell]
                }
                clip += aa - a * a / count
                original += bb - b * b / count
                cross += ab - a * b / count
            }
        }

        /// 0 where the clip stands still.
        var correlation: Float { cross / (max(clip, 0.01 * original) * original).squareRoot() }
    }
}
