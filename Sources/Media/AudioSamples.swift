/// A run of decoded sound, mixed to one channel.
public struct AudioSamples: Sendable {
    /// Presentation time of the first sample, counted from the start of the presentation.
    public let time: MediaTime
    /// Samples a second.
    public let sampleRate: Int
    /// Signed 16-bit PCM; the mean of the front channels.
    public let mono: [Int16]

    public init(time: MediaTime, sampleRate: Int, mono: [Int16]) {
        self.time = time
        self.sampleRate = sampleRate
        self.mono = mono
    }
}
