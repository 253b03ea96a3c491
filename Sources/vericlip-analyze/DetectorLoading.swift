import ClipAnalysis
import Detection
import FaceDetection
import OnnxRuntime

/// The face detector and the network that judges faces, loaded and warm, or why there are none.
struct DetectorLoading {
    private(set) var detector: FaceDetector?
    private(set) var network: FaceNetwork?
    /// Nil where none was asked for; of the network, where the detector is there.
    private(set) var state: DetectorState?

    init(_ request: AnalysisRequest) {
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
        do { network = try FaceNetwork(files) } catch {
            state =
                switch error {
                case .altered: .altered
                case .unreadable: .unusable(reason: "it cannot be read")
                case .noRuntime: .unusable(reason: "the runtime cannot be loaded")
                case .failed(let reason): .unusable(reason: reason)
                }
        }
    }
}

/// The network that judges faces.
struct FaceNetwork {
    let model: FaceModel
    private let network: Network

    /// Loads it and has it judge an empty crop, so that nothing is left to load afterwards.
    init(_ files: FaceNetworkFiles) throws(NetworkError) {
        model = files.model
        network = try Network(
            runtime: Network.File(path: files.runtime, sha256: FaceModel.runtime),
            network: Network.File(path: files.network, sha256: files.model.sha256))
        _ = try score(values: [Float](repeating: 0, count: model.input.shape.reduce(1, *)))
    }

    /// The log-odds that a crop shows a manipulated face, before calibration.
    func score(values: [Float]) throws(NetworkError) -> Double {
        let output = try network.run(
            values, shape: model.input.shape, input: model.input.name, output: model.output.name)
        guard let score = model.output.logOdds(in: output) else {
            throw .failed(reason: "its output holds no such number as its description says")
        }
        return score
    }
}
