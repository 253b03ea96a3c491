/// A decoded sound track: fine sub-fingerprints and coarse band levels on one clock.
///
/// Sub-fingerprints after Haitsma and Kalker, "A Highly Robust Audio Fingerprinting System", ISMIR 2002.
public struct SoundSamples: Sendable, Hashable {
    /// Milliseconds from one sub-fingerprint to the next.
    public static let hop = 16
    /// Hops covered by one set of levels: 128 ms.
    public static let hopsPerLevel = 8
    /// Bands in one set of levels.
    public static let bands = 16

    /// Media time of the first hop's window centre, in milliseconds.
    public let start: Int
    /// One 32-bit sub-fingerprint a hop; bit `b` is the sign of the change, since the last hop, of the level
    /// difference between analysis bands `b` and `b + 1`.
    public let subfingerprints: [UInt32]
    /// `bands` levels for every eight hops, low bands first: log energy in steps of 0.75 dB, 0 for digital silence.
    public let levels: [UInt8]

    public init(start: Int, subfingerprints: [UInt32], levels: [UInt8]) {
        self.start = start
        self.subfingerprints = subfingerprints
        self.levels = levels
    }

    /// Sets of levels.
    public var levelCount: Int { levels.count / Self.bands }
}
