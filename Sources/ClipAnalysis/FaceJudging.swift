public import Detection

/// Whether faces were judged, and what came of it.
public enum FaceJudging: Sendable, Hashable {
    case done(FaceExamination)
    /// The face detector, the runtime or the network is not there; the folders in which they were sought.
    case missing(tried: [String])
    /// What is there is not what this program knows.
    case altered
    case unusable(reason: String)

    init(_ state: DetectorState?, _ faces: FaceExamination?) {
        self =
            switch (state, faces) {
            case (.ready, let faces?): .done(faces)
            case (.altered, _): .altered
            case (.unusable(let reason), _): .unusable(reason: reason)
            case (.ready, nil), (nil, _): .unusable(reason: "the analyzer did not say how it fared")
            }
    }
}
