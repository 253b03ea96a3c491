internal import Signing
internal import TransparencyLog

/// The tree over entries that are taken over one after the other.
struct CopiedTree {
    private(set) var size: Int
    /// Of complete subtrees: about 100 bytes an entry that is added.
    private var hashes: [NodeAddress: SHA256Digest]

    /// - Parameter hashes: those that the root over the first `size` entries is made of.
    init(size: Int = 0, hashes: [NodeAddress: SHA256Digest] = [:]) {
        self.size = size
        self.hashes = hashes
    }

    /// The subtrees that became complete.
    mutating func append(_ entries: some Sequence<[UInt8]>) -> [Node] {
        var added: [Node] = []
        for entry in entries {
            let nodes = MerkleTree.nodes(appending: MerkleTree.leafHash(of: entry), to: size) { hash($0) }
            for node in nodes { hashes[node.address] = node.hash }
            added += nodes
            size += 1
        }
        return added
    }

    var root: SHA256Digest { MerkleTree.root(of: size) { hash($0) } }

    private func hash(_ address: NodeAddress) -> SHA256Digest { hashes[address] ?? MerkleTree.emptyRoot }
}
