import ClipAnalysis
import Detection
import FaceDetection
import OnnxRuntime

/// The face detector and the networks, loaded and warm, or why there are none.
struct DetectorLoading {
    private(set) var detector: FaceDetector?
    /// Those that can be run, in the order in which they were named.
    private(set) var faceNetworks: [FaceNetwork] = []
    private(set) var voices: VoiceNetwork?
    private(set) var states = PartStates()

    init(_ request: AnalysisRequest) {
        if let files = request.voiceNetwork { loadVoices(files) }
        if let path = request.faceDetector { loadDetector(path) }
        // Without the detector there are no faces to judge.
        guard detector != nil else { return }
        for files in request.faceNetworks { loadFaces(files) }
    }

    private mutating func loadDetector(_ path: String) {
        do {
            let loaded = try FaceDetector(library: path)
            detector = loaded
            states.detector = .ready(name: loaded.name)
        } catch {
            states.detector =
                switch error {
                case .altered: .altered
                case .unusable(let reason): .unusable(reason: reason)
                }
        }
    }

    private mutating func loadFaces(_ files: FaceNetworkFiles) {
        do {
            faceNetworks.append(try FaceNetwork(files))
            states.faceNetworks.append(.ready(name: "network"))
        } catch {
            states.faceNetworks.append(DetectorState(error))
        }
    }

    private mutating func loadVoices(_ files: NetworkFiles) {
        do {
            voices = try VoiceNetwork(files)
            states.voices = .ready(name: VoiceModel.version)
        } catch {
            states.voices = DetectorState(error)
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

extension Network {
    init(_ files: NetworkFiles) throws(NetworkError) {
        try self.init(
            runtime: File(path: files.runtime, sha256: FaceModel.runtime),
            network: File(path: files.network, sha256: files.sha256))
    }
}
