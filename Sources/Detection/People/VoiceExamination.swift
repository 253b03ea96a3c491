/// What a child heard of the voices in a clip.
public struct VoiceExamination: Sendable, Hashable, Codable {
    /// Windows of speech, and how many of them are the main voice's.
    public var windows: Int
    public var agreeing: Int
    /// As in `SpeechFrames`.
    public var modulation: Double
    /// The main voice in `VoiceModel.length` numbers; empty where there is no window.
    public var values: [Float]

    public init(windows: Int, agreeing: Int, modulation: Double, values: [Float]) {
        self.windows = windows
        self.agreeing = agreeing
        self.modulation = modulation
        self.values = values
    }

    /// Of what the network makes of each window: the main voice is that which the most windows are like.
    public init(of voices: [[Float]], modulation: Double) {
        let agreeing = voices.map { voice in
            voices.filter { VoiceModel.cosine($0, voice) >= VoiceModel.sameVoice }
        }
        let main = agreeing.max { $0.count < $1.count } ?? []
        let sums = main.reduce([Float](repeating: 0, count: VoiceModel.length)) { zip($0, $1).map { $0 + $1 } }
        self.init(
            windows: voices.count, agreeing: main.count, modulation: modulation,
            values: main.isEmpty ? [] : sums.map { $0 / Float(main.count) })
    }

    /// Why the voice cannot be compared; nil where it can.
    public var obstacle: DetectorReason? {
        if windows < VoiceModel.fewestWindows { return .noSpeech }
        if modulation < LipLimits.leastModulation { return .music }
        return Double(agreeing) < VoiceModel.mainShare * Double(windows) ? .severalPeople : nil
    }

    /// Whether it can have been heard at all.
    public var isSane: Bool {
        (0...1000).contains(windows) && (0...windows).contains(agreeing) && (0...100).contains(modulation)
            && values.count == (agreeing > 0 ? VoiceModel.length : 0) && values.allSatisfy { (-2...2).contains($0) }
    }
}
