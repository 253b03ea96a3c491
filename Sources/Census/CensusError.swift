/// Why cases cannot be kept or counted.
@nonexhaustive
public enum CensusError: Error, Hashable {
    case unreadable(path: String, reason: String)
    case unwritable(path: String, reason: String)
    /// The file is none of this program's, or was altered.
    case malformed(path: String)
}
