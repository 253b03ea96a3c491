/// What the confined child may use before it is stopped.
public struct AnalysisLimits: Sendable, Hashable, Codable {
    /// Longest presentation, in milliseconds. A day: the longest sittings of parliaments stay within.
    public var duration: Int
    /// Largest picture, in pixels. 8192 x 8192: 8K stays within.
    public var pixels: Int
    /// Address space of the child, in bytes; `memoryPerThread` is added for each decoding thread. An 8K H.264 clip scanned within it.
    public var memory: Int
    /// Processor time of the child, in seconds. Twelve hours, a guess: half of the longest presentation.
    public var processorTime: Int
    /// Seconds without progress after which the child counts as hanging.
    public var silence: Int
    /// Most bytes of a fingerprint that the child may hand back.
    public var fingerprintBytes: Int
    /// Most bytes of pictures that the child may hand back: 192 MiB are 3,495 at 16:9, almost two minutes of 30 a second. A scan
    /// keeps none where there are more.
    public var pictureBytes: Int

    /// Address space for the stack, heap arena and frames of one more decoding thread.
    static let memoryPerThread = 160 << 20

    /// Address space for a network that is given crops of faces. A guess: ours takes 250 MB.
    static let memoryPerNetwork = 512 << 20

    public init(
        duration: Int = 24 * 3_600_000, pixels: Int = 8192 * 8192, memory: Int = 3 << 30,
        processorTime: Int = 12 * 3600, silence: Int = 60, fingerprintBytes: Int = 512 << 20,
        pictureBytes: Int = 192 << 20
    ) {
        self.duration = duration
        self.pixels = pixels
        self.memory = memory
        self.processorTime = processorTime
        self.silence = silence
        self.fingerprintBytes = fingerprintBytes
        self.pictureBytes = pictureBytes
    }
}
