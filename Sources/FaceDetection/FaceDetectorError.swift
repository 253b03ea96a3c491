/// Why a detector cannot be used.
@nonexhaustive
public enum FaceDetectorError: Error, Hashable {
    /// The file's SHA-256, or that of the OpenMP beside it, is not the one that is pinned.
    case altered
    case unusable(reason: String)
}
