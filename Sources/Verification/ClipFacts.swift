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

    /// What publishers that the user trusts say they register completely, oldest first.
    public var coverage: [StatedCoverage]

    public init(
        origin: String, size: Int?, rootHash: String?, recordings: Int, coverage: [StatedCoverage] = []
    ) {
        self.origin = origin
        self.size = size
        self.rootHash = rootHash
        self.recordings = recordings
        self.coverage = coverage
    }
}

/// A publisher's word that it registers all of something.
public struct StatedCoverage: Sendable, Hashable {
    public var by: RecordStanding.Speaker
    public var series: String
    /// Days as in RFC 3339; open where there is no last one.
    public var from: String
    public var until: String?
    public var url: String?
    public var logIndex: Int

    public init(
        by: RecordStanding.Speaker, series: String, from: String, until: String? = nil, url: String? = nil,
        logIndex: Int
    ) {
        self.by = by
        self.series = series
        self.from = from
        self.until = until
        self.url = url
        self.logIndex = logIndex
    }
}
