/// How much of a file is decoded before it is refused.
public struct DecodeLimits: Sendable, Hashable, Codable {
    /// Longest presentation, in milliseconds. A day: the longest sittings of parliaments stay within.
    public var duration: Int
    /// Largest picture, in pixels. 8192 x 8192: 8K (7680 x 4320) in any orientation stays within.
    public var pixels: Int
    /// Highest sample rate, a second. 384 kHz: the highest that recorders offer.
    public var sampleRate: Int

    public init(duration: Int = 24 * 3_600_000, pixels: Int = 8192 * 8192, sampleRate: Int = 384_000) {
        self.duration = duration
        self.pixels = pixels
        self.sampleRate = sampleRate
    }
}
