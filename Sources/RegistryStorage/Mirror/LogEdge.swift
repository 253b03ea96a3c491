public import Signing
public import TransparencyLog

/// The few tiles by which the root of a log, and those of its beginnings, are told: along the right edges, and what lies above.
///
/// At most a few tiles a level, whatever the log's size: enough to know that it goes on from what was seen before.
public struct LogEdge: Sendable {
    private let hashes: [Tile: [SHA256Digest]]
    /// The roots over the beginnings that were asked for.
    public let roots: [Int: SHA256Digest]

    /// The tiles of hashes to fetch, highest level first.
    /// - Parameter beginnings: how many of the first entries each; at most `size`.
    public static func tiles(of size: Int, beginnings: [Int]) -> [Tile] {
        var tiles: Set<Tile> = []
        for end in [size] + beginnings {
            var (count, level) = (end, 0)
            while count > 0 {
                if count % Tile.fullWidth != 0 {
                    tiles.formUnion(lineage(.hashes(level: level), count / Tile.fullWidth, in: size))
                }
                (count, level) = (count / Tile.fullWidth, level + 1)
            }
        }
        return tiles.sorted { ($1.level, $0.index) < ($0.level, $1.index) }
    }

    /// A tile and, as long as it is full, the one above that holds its root.
    private static func lineage(_ kind: Tile.Kind, _ index: Int, in size: Int) -> [Tile] {
        guard let tile = Tile.tile(kind, index, in: size) else { return [] }
        return tile.isFull
            ? [tile] + lineage(.hashes(level: tile.level + 1), index / Tile.fullWidth, in: size) : [tile]
    }

    /// Checks the tiles against the checkpoint: what is made lies beneath the signed root.
    public init(
        of checkpoint: Checkpoint, beginnings: [Int], bytes: [Tile: [UInt8]]
    ) throws(LogAuditFinding) {
        var tree = TiledTree(
            size: checkpoint.size,
            fetch: { tile throws(LogAuditFinding) in
                guard let bytes = bytes[tile] else { throw .missingOrMalformed(tile) }
                return bytes
            }, malformed: { .missingOrMalformed($0) })
        let root = try MerkleTree.root(of: checkpoint.size) { address throws(LogAuditFinding) in
            try tree.node(address)
        }
        guard root == checkpoint.root else { throw .rootDiffers }
        var hashes: [Tile: [SHA256Digest]] = [:]
        for tile in Self.tiles(of: checkpoint.size, beginnings: beginnings) {
            hashes[tile] = try tree.hashes(of: tile)
            guard let parent = tile.parent(in: checkpoint.size) else { continue }
            let above = try tree.hashes(of: parent)
            guard HashTile.root(of: hashes[tile, default: []][...]) == above[tile.index % Tile.fullWidth] else {
                throw .tileDiffers(tile)
            }
        }
        var roots: [Int: SHA256Digest] = [:]
        for size in beginnings {
            roots[size] = try MerkleTree.root(of: size) { address throws(LogAuditFinding) in try tree.node(address) }
        }
        self.hashes = hashes
        self.roots = roots
    }

    /// The hashes of a tile along the edge; nothing for any other.
    public func hashes(of tile: Tile) -> [SHA256Digest]? { hashes[tile] }

    public var tiles: [Tile] { Array(hashes.keys) }
}

extension Tile {
    /// -1 for entries.
    var level: Int { if case .hashes(let level) = kind { level } else { -1 } }

    /// The tile that holds the root of this one; nothing for one that is not full.
    func parent(in size: Int) -> Tile? {
        isFull ? Tile.tile(.hashes(level: level + 1), index / Tile.fullWidth, in: size) : nil
    }
}
