import ClipAnalysis
import Detection
import OnnxRuntime

/// The network that puts voices into numbers.
struct VoiceNetwork {
    private let network: Network

    /// Loads it and gives it silence, so that nothing is left to load afterwards.
    init(_ files: NetworkFiles) throws(NetworkError) {
        network = try Network(files)
        _ = try voice(of: [Float](repeating: 0, count: VoiceModel.frames * MelBands.count))
    }

    /// Of one window, frame after frame.
    func voice(of window: [Float]) throws(NetworkError) -> [Float] {
        let voice = try network.run(
            window, shape: [VoiceModel.frames, 1, MelBands.count], input: VoiceModel.input, output: VoiceModel.output)
        guard voice.count == VoiceModel.length, voice.allSatisfy(\.isFinite) else {
            throw .failed(reason: "its output holds no voice")
        }
        return voice
    }
}
