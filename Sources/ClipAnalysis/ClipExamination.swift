public import Detection

/// What was seen and heard of faces, lips and voices in one decoding of a clip.
public struct ClipExamination: Sendable {
    /// By each network that judges faces, in the order in which they were asked.
    public var judged: [Result<FaceExamination, ExaminationObstacle>]
    /// Nil where nobody asked whose faces they are; and so on.
    public var people: Result<FaceExamination, ExaminationObstacle>?
    public var lips: Result<LipExamination, ExaminationObstacle>?
    public var voices: Result<VoiceExamination, ExaminationObstacle>?
}

/// Why something could not be examined, whatever the clip.
@nonexhaustive
public enum ExaminationObstacle: Error, Sendable, Hashable {
    /// The face detector, the runtime or the network is not there; the folders in which they were sought.
    case missing(tried: [String])
    /// What is there is not what this program knows.
    case altered
    case unusable(reason: String)

    /// Nil where the part is ready.
    init?(_ state: DetectorState?) {
        switch state {
        case .ready: return nil
        case .altered: self = .altered
        case .unusable(let reason): self = .unusable(reason: reason)
        case nil: self = .silence
        }
    }

    static let silence = ExaminationObstacle.unusable(reason: "the analyzer did not say how it fared")
}
