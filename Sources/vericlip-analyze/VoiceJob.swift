import ClipAnalysis
import Detection
import Media
import MediaDecoding
import OnnxRuntime

/// Has a network put the voices in some stretches of standard input into numbers that tell people apart.
struct VoiceJob {
    /// Milliseconds that are read on after a stretch, so that sound which lies behind its picture in the file is heard too.
    private static let margin = 1000

    let request: AnalysisRequest
    /// Milliseconds.
    let stretches: [Range<Int>]
    let network: VoiceNetwork

    func run() {
        do { try send() } catch { FrameOutput.send(.failure, ClipAnalysisError(error, in: request)) }
    }

    private func send() throws(MediaDecodingError) {
        var isDescribed = false
        var voices: [[Float]] = []
        var modulations: [Double] = []
        for stretch in stretches {
            // One frame behind what is heard ends reading.
            var reader = try MediaReader(
                fileDescriptor: 0, limits: DecodeLimits(request),
                sampling: .stills(nearestTo: [stretch.upperBound + Self.margin], height: 16))
            if !isDescribed { FrameOutput.send(.description, reader.description) }
            isDescribed = true
            let speech = try speech(in: stretch, &reader)
            voices += speech.windows.compactMap { try? network.voice(of: $0) }
            modulations.append(speech.modulation)
        }
        FrameOutput.send(.voice, VoiceExamination(of: voices, modulation: modulations.mean ?? 0))
        FrameOutput.send(.outcome, ScanOutcome(duration: 0, completeness: .init()))
    }

    private func speech(
        in stretch: Range<Int>, _ reader: inout MediaReader
    ) throws(MediaDecodingError) -> SpeechFrames {
        var samples: [Float] = []
        var rate = 0
        var progress = ProgressOutput()
        _ = reader.seek(toMilliseconds: stretch.lowerBound)
        while let event = try reader.next() {
            progress.tell(milliseconds: reader.outcome.duration)
            guard case .audio(let sound) = event else { continue }
            if rate == 0 { rate = sound.sampleRate }
            // Streams that change their rate are read up to there.
            guard sound.time.milliseconds < stretch.upperBound, sound.sampleRate == rate else { break }
            let early = max((stretch.lowerBound - sound.time.milliseconds) * rate / 1000, 0)
            samples += sound.mono.dropFirst(early).map { Float($0) / 32768 }
        }
        return SpeechFrames(samples, rate: rate)
    }
}

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
