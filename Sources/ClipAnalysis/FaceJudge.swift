public import Detection

/// A network that judges faces, and where it lies.
public struct FaceJudge: Sendable, Hashable {
    public let model: FaceModel
    /// Nil for the project's own, which lies where `scripts/setup --detectors` puts it.
    let path: String?

    /// The project's own.
    public static let face = FaceJudge(model: .face, path: nil)

    private init(model: FaceModel, path: String?) {
        self.model = model
        self.path = path
    }

    /// One of the user's own, at a path. Its bytes must have the SHA-256 that the model names.
    public init(_ model: FaceModel, at path: String) {
        self.init(model: model, path: path)
    }
}
