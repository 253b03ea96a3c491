internal import Glibc
public import Media

/// The trace of an earlier encoding in the sizes of predicted frames.
///
/// What was a key frame before is of another quality than the frames about it. When the picture is encoded again, the frame predicted there
/// has more to correct, and takes more bytes than its neighbours, at the distance of the former key frames (Wang and Farid 2006; as
/// variation of the prediction footprint Vázquez-Padín et al. 2012). It shows where the earlier encoding was the rougher one.
public struct KeyFrameTrace: Sendable, Hashable {
    /// Frames from one of the larger frames to the next.
    public let every: Int

    /// Distances that are looked for: a key frame every 8 to 60 frames.
    private static let distances = 8...60
    /// Predicted frames at either side that a frame is compared with, and how many of them there must be.
    private static let reach = 3
    private static let fewestNeighbours = 4
    private static let fewestFrames = 40
    /// Larger frames that make a trace; of the places where one could be, so many have to be predicted frames.
    private static let fewest = 4
    private static let leastPredicted = 0.6
    /// Deviations beyond which a frame counts no more: a cut makes a single one of any size.
    private static let most = 3.0
    /// Share of the frames at the distance that are larger by a deviation.
    private static let leastLarger = 0.75
    /// Sum of the deviations over the root of their number. Of 34 single encodings of 6 films the highest had 3.9; chosen on these and on
    /// their double ones, and tried on other films: `docs/detection.md`.
    private static let leastStrength = 5.0

    /// Nil where there is no such trace, as in nearly every file that was encoded once.
    public init?(in frames: [CodedFrame]) {
        let excess = Self.excess(of: frames)
        guard excess.count(where: { $0 != nil }) >= Self.fewestFrames else { return nil }
        var best: (strength: Double, every: Int)?
        for every in Self.distances {
            for first in 0..<every {
                guard let strength = Self.strength(of: excess, every: every, from: first),
                    strength > best?.strength ?? Self.leastStrength
                else { continue }
                best = (strength, every)
            }
        }
        guard let best else { return nil }
        every = best.every
    }

    /// By how many deviations the logarithm of each predicted frame's size lies above those about it; nil for other frames.
    private static func excess(of frames: [CodedFrame]) -> [Double?] {
        let predicted = frames.indices.filter { frames[$0].kind == .predicted }
        let sizes = predicted.map { log(Double(frames[$0].bytes) + 1) }
        var excess = [Double?](repeating: nil, count: frames.count)
        for (place, frame) in predicted.enumerated() {
            let around = max(place - reach, 0)..<min(place + reach + 1, predicted.count)
            let others = around.filter { $0 != place }.map { sizes[$0] }
            if others.count >= fewestNeighbours { excess[frame] = sizes[place] - median(others) }
        }
        // The median distance of a normal distribution is 0.6745 deviations.
        let deviation = median(excess.compactMap { $0.map(abs) }) / 0.6745 + 1e-3
        return excess.map { $0.map { $0 / deviation } }
    }

    private static func strength(of excess: [Double?], every: Int, from first: Int) -> Double? {
        let places = stride(from: first, to: excess.count, by: every)
        let found = places.compactMap { excess[$0] }.map { min(max($0, -most), most) }
        let count = (excess.count - first + every - 1) / every
        guard found.count >= fewest, Double(found.count) >= leastPredicted * Double(count),
            Double(found.count { $0 > 1 }) >= leastLarger * Double(found.count)
        else { return nil }
        return found.reduce(0, +) / Double(found.count).squareRoot()
    }

    private static func median(_ values: [Double]) -> Double {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
