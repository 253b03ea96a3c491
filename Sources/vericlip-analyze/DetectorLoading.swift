import ClipAnalysis
import Detection
import FaceDetection
import OnnxRuntime

/// The face detector and the network that judges faces, loaded and warm, or why there are none.
struct DetectorLoading {
    private(set) var detector: FaceDetector?
    private(set) var network: FaceNetwork?
    private(set) var voices: VoiceNetwork?
    /// Nil where none was asked for; of the network, where the detector is there.
    private(set) var state: DetectorState?

    init(_ request: AnalysisRequest) {
        if let files = request.voiceNetwork { load(files) }
        guard let path = request.faceDetector else { return }
        do {
            let loaded = try FaceDetector(library: path)
            detector = loaded
            state = .ready(name: loaded.name)
        } catch {
            state =
                switch error {
                case .altered: .altered
                case .unusable(let reason): .unusable(reason: reason)
                }
            return
        }
        guard let files = request.faceNetwork else { return }
        do { network = try FaceNetwork(files) } catch { state = DetectorState(error) }
    }

    private mutating func load(_ files: NetworkFiles) {
        do {
            voices = try VoiceNetwork(files)
            state = .ready(name: VoiceModel.version)
        } catch {
            state = DetectorState(error)
        }
    }
}

extension DetectorState {
    /// Why a network cannot be run.
    init(_ error: NetworkError) {
        self =
            switch error {
            case .altered: .altered
            case .unreadable: .unusable(reason: "it cannot be read")
            case .noRuntime: .unusable(reason: "the runtime cannot be loaded")
            case .failed(let reason): .unusable(reason: reason)
            }
    }
}

/// The network that is given crops of faces.
struct FaceNetwork {
    let files: FaceNetworkFiles
    private let network: Network

    /// Loads it and gives it an empty crop, so that nothing is left to load afterwards.
    init(_ files: FaceNetworkFiles) throws(NetworkError) {
        self.files = files
        network = try Network(files.files)
        _ = try answer(to: [Float](repeating: 0, count: files.input.shape.reduce(1, *)))
    }

    /// What it says of a crop.
    func answer(to values: [Float]) throws(NetworkError) -> FaceAnswer {
        let output = try network.run(values, shape: files.input.shape, input: files.input.name, output: files.output)
        switch files.answer {
        case .judgement(let reading):
            if let score = reading.logOdds(in: output) {
                return .judgement(score, isAnimation: reading.isAnimation(output))
            }
        case .identity(_, let length):
            if output.count == length, output.allSatisfy(\.isFinite) { return .identity(output) }
        }
        throw .failed(reason: "its output holds no such number as its description says")
    }
}

enum FaceAnswer {
    /// The log-odds that the face was manipulated, before calibration, and whether it is drawn or rendered.
    case judgement(Double, isAnimation: Bool)
    case identity([Float])
}

extension Network {
    init(_ files: NetworkFiles) throws(NetworkError) {
        try self.init(
            runtime: File(path: files.runtime, sha256: FaceModel.runtime),
            network: File(path: files.network, sha256: files.sha256))
    }
}
