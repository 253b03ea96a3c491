/// Why a network cannot be run.
@nonexhaustive
public enum NetworkError: Error, Hashable {
    /// The file's SHA-256 is not the one that is pinned.
    case altered(path: String)
    case unreadable(path: String)
    /// The library is none of ONNX Runtime, or too old.
    case noRuntime(path: String)
    /// What the runtime itself says, in printable ASCII.
    case failed(reason: String)
}
