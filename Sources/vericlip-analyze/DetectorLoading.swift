import ClipAnalysis
import FaceDetection

/// The face detector, loaded and warm, or why there is none.
struct DetectorLoading {
    private(set) var detector: FaceDetector?
    /// Nil where none was asked for.
    private(set) var state: DetectorState?

    init(path: String?) {
        guard let path else { return }
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
        }
    }
}
