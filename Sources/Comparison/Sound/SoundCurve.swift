import Fingerprinting
public import Media

/// How far the sound of one segment lies from its source, over time: what the decision on sound was made of, for people to see.
public struct SoundCurve: Sendable, Hashable {
    /// Errors above this speak for replaced sound; absent where the sound is too poor to be judged.
    public let threshold: Double?
    public let points: [Point]

    public init(threshold: Double?, points: [Point]) {
        self.threshold = threshold
        self.points = points
    }

    /// An eighth of a second.
    public struct Point: Sendable, Hashable {
        /// Clip time of its middle.
        public let time: MediaTime
        /// Share of sub-fingerprint bits that differ, weighted: 0 the same sound, 0.5 unrelated; absent in silence.
        public let error: Double?
        /// How much it counts, 0 in pauses to 1.
        public let weight: Double

        public init(time: MediaTime, error: Double?, weight: Double) {
            self.time = time
            self.error = error
            self.weight = weight
        }
    }

    /// Hops of 16 ms that one point stands for.
    private static let hops = 8

    /// - Parameter start: clip time of the first hop of the clip, in milliseconds.
    init(_ trace: SoundTrace, threshold: Float?, start: Int) {
        self.threshold = threshold.map(Double.init)
        points = stride(from: 0, to: trace.errors.count, by: Self.hops).map { first in
            let steps = first..<min(first + Self.hops, trace.errors.count)
            let weight = trace.weights[steps].reduce(0, +) / Float(steps.count)
            let middle = (2 * (trace.hops.lowerBound + first) + steps.count - 1) * SoundSamples.hop / 2
            return Point(
                time: MediaTime(milliseconds: start + middle), error: trace.meanError(steps).map(Double.init),
                weight: Double(weight))
        }
    }
}
