/// How a file was searched for faces, or why it was not.
public enum FaceSearch: Sendable, Hashable {
    /// With the detector of this name and version.
    case done(detector: String)
    case notAsked
    /// No detector in any of these places.
    case missing(tried: [String])
    /// The library at this path, or the one that it loads beside it, is not the one that this program knows.
    case altered(path: String)
    case unusable(path: String, reason: String)

    /// Why faces were not looked for, as the end of a sentence; nil where they were.
    public var obstacle: String? {
        switch self {
        case .done: nil
        case .notAsked: "not asked for"
        case .missing: "the face detector is not installed"
        case .altered(let path): "the face detector at \(path) is not the one that this program knows"
        case .unusable(let path, let reason): "the face detector at \(path) cannot be used: \(reason)"
        }
    }
}
