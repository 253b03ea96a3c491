/// How large a retrieval index is, and where it lies.
public struct IndexFigures: Sendable, Hashable {
    /// Pages of each run. A look-up reads of each run the pages that can hold its keys.
    public let runs: [Int]
    /// Bytes of a full page.
    public let pageBytes: Int
    /// The servers that hold the pages, in order; none where they lie with the rest of the registry.
    public let shards: [Shard]

    public struct Shard: Sendable, Hashable {
        public let name: String
        public let pages: Int
    }

    public var pages: Int { runs.reduce(0, +) }
    /// Bytes of all pages and of the directories, at most; without what the database adds to each row.
    public var bytes: Int { pages * (pageBytes + 4) }
}
