import Detection
import Media

/// Has a network put the voices in some stretches into numbers that tell people apart.
struct VoiceWindows {
    fileprivate struct Part {
        /// Milliseconds.
        let stretch: Range<Int>
        var samples: [Float] = []
        var rate = 0
    }

    private var parts: [Part]
    private let network: VoiceNetwork

    init(stretches: [Range<Int>], network: VoiceNetwork) {
        parts = stretches.map { Part(stretch: $0) }
        self.network = network
    }

    /// Sound that may be of any stretch, or of none.
    mutating func add(_ sound: AudioSamples) {
        for part in parts.indices { parts[part].add(sound) }
    }

    func finish() -> VoiceExamination {
        let speeches = parts.map { SpeechFrames($0.samples, rate: $0.rate) }
        let voices = speeches.flatMap { $0.windows.compactMap { try? network.voice(of: $0) } }
        return VoiceExamination(of: voices, modulation: speeches.map(\.modulation).mean ?? 0)
    }
}

extension VoiceWindows.Part {
    fileprivate mutating func add(_ sound: AudioSamples) {
        guard sound.time.milliseconds < stretch.upperBound else { return }
        if rate == 0 { rate = sound.sampleRate }
        // Streams that change their rate are heard up to there.
        guard sound.sampleRate == rate else { return }
        let early = max((stretch.lowerBound - sound.time.milliseconds) * rate / 1000, 0)
        samples += sound.mono.dropFirst(early).map { Float($0) / 32768 }
    }
}
