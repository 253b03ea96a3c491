public import Detection

/// A network that judges faces, and where it lies.
public struct FaceJudge: Sendable, Hashable {
    public let model: FaceModel
    /// Nil for the project's own, which lies where `scripts/setup --detectors` puts it.
    let path: String?

    /// The project's own; they share a network.
    public static let face = FaceJudge(model: .face, path: nil)
    public static let mouth = FaceJudge(model: .mouth, path: nil)

    /// Whether it is one of the user's.
    public var isUsers: Bool { path != nil }

    private init(model: FaceModel, path: String?) {
        self.model = model
        self.path = path
    }

    /// What judges that may be asked together have in common: one file that is given one crop, and one output of it.
    struct Network: Hashable {
        let path: String?
        let sha256: String
        let input: FaceModel.Input
        let output: String
    }

    var network: Network {
        Network(path: path, sha256: model.sha256, input: model.input, output: model.output.name)
    }

    /// One of the user's own, at a path. Its bytes must have the SHA-256 that the model names.
    public init(_ model: FaceModel, at path: String) {
        self.init(model: model, path: path)
    }
}
