public import Media

/// The clip that was assessed, as far as it is known.
public struct ClipFacts: Sendable, Hashable {
    /// The file's name without its folder.
    public var name: String
    /// SHA-256 of the file, in lower-case hexadecimal.
    public var sha256: String?
    /// Decoded length in milliseconds.
    public var duration: Int?
    public var description: MediaDescription?

    public init(name: String, sha256: String? = nil, duration: Int? = nil, description: MediaDescription? = nil) {
        self.name = name
        self.sha256 = sha256
        self.duration = duration
        self.description = description
    }
}

/// The registry that was searched.
public struct RegistryState: Sendable, Hashable {
    /// The log's origin.
    public var origin: String
    /// Entries in the log; absent where its checkpoint does not hold.
    public var size: Int?
    /// Root of the log's Merkle tree, in lower-case hexadecimal; absent where its checkpoint does not hold.
    public var rootHash: String?
    /// Recordings that were searched.
    public var recordings: Int

    public init(origin: String, size: Int?, rootHash: String?, recordings: Int) {
        self.origin = origin
        self.size = size
        self.rootHash = rootHash
        self.recordings = recordings
    }
}
