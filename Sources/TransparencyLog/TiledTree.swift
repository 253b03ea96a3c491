public import Signing

/// A log of a known size, read from its tiles: the source of hashes for `MerkleTree`'s questions.
///
/// Each tile is fetched once. Nothing is believed: a proof made from altered tiles does not lead to the root.
public struct TiledTree<Failure: Error> {
    public let size: Int
    private let fetch: (Tile) throws(Failure) -> [UInt8]
    private let malformed: (Tile) -> Failure
    private var tiles: [Tile: [SHA256Digest]] = [:]

    /// - Parameters:
    ///   - fetch: the tile's bytes.
    ///   - malformed: the error for a tile whose bytes are not its width in hashes.
    public init(
        size: Int, fetch: @escaping (Tile) throws(Failure) -> [UInt8], malformed: @escaping (Tile) -> Failure
    ) {
        self.size = size
        self.fetch = fetch
        self.malformed = malformed
    }

    /// The hash of a complete subtree within the log.
    public mutating func node(_ address: NodeAddress) throws(Failure) -> SHA256Digest {
        let level = address.level / Tile.height
        let span = 1 << (address.level % Tile.height)
        let first = address.index * span
        guard let tile = Tile.tile(.hashes(level: level), first / Tile.fullWidth, in: size) else {
            preconditionFailure("a subtree beyond the log has no hash")
        }
        let hashes = try hashes(of: tile)
        let start = first % Tile.fullWidth
        precondition(start + span <= hashes.count, "a subtree that is not complete has no hash")
        return HashTile.root(of: hashes[start..<start + span])
    }

    public mutating func hashes(of tile: Tile) throws(Failure) -> [SHA256Digest] {
        if let known = tiles[tile] { return known }
        guard let hashes = HashTile.decode(try fetch(tile), width: tile.width) else { throw malformed(tile) }
        tiles[tile] = hashes
        return hashes
    }
}

/// The bytes of a tile of hashes: the hashes one after the other.
public enum HashTile {
    public static func encode(_ hashes: [SHA256Digest]) -> [UInt8] { hashes.flatMap(\.bytes) }

    /// The root over complete subtrees of one size; as many of them as a power of two.
    public static func root(of hashes: ArraySlice<SHA256Digest>) -> SHA256Digest {
        precondition(hashes.count.nonzeroBitCount == 1, "a subtree is complete")
        var hashes = Array(hashes)
        while hashes.count > 1 {
            hashes = stride(from: 0, to: hashes.count, by: 2).map { MerkleTree.nodeHash(hashes[$0], hashes[$0 + 1]) }
        }
        return hashes[0]
    }

    /// Nothing where the bytes are not exactly this many hashes.
    public static func decode(_ bytes: [UInt8], width: Int) -> [SHA256Digest]? {
        let length = SHA256Digest.byteCount
        guard bytes.count == width * length else { return nil }
        return stride(from: 0, to: bytes.count, by: length).compactMap {
            SHA256Digest(bytes: bytes[$0..<$0 + length])
        }
    }
}
