public import Detection

/// What can be asked about a clip that no signed source covers.
public enum ClipDetector: Sendable, Hashable {
    /// A network that judges faces.
    case faces(FaceJudge)
    /// Whether lips move with the sound; needs the face detector alone.
    case lipsAndSound

    /// The project's own.
    public static let own: [ClipDetector] = [.faces(.face), .faces(.mouth), .lipsAndSound]

    public var card: DetectorCard {
        switch self {
        case .faces(let judge): judge.model.card
        case .lipsAndSound: LipModel.card
        }
    }
}
