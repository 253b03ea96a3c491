import Signing
import TransparencyLog

/// A tree that is grown leaf by leaf, as a store does.
struct GrownTree {
    private(set) var leaves: [SHA256Digest] = []
    private var nodes: [NodeAddress: SHA256Digest] = [:]

    init(_ entries: [String]) {
        for entry in entries {
            let leaf = MerkleTree.leafHash(of: Array(entry.utf8))
            for node in MerkleTree.nodes(appending: leaf, to: leaves.count, read: { nodes[$0]! }) {
                nodes[node.address] = node.hash
            }
            leaves.append(leaf)
        }
    }

    func node(_ address: NodeAddress) -> SHA256Digest { nodes[address]! }

    func root(_ size: Int) -> SHA256Digest { MerkleTree.root(of: size) { nodes[$0]! } }

    func inclusionProof(_ index: Int, _ size: Int) -> [SHA256Digest] {
        MerkleTree.inclusionProof(of: index, in: size) { nodes[$0]! }
    }

    func consistencyProof(_ old: Int, _ size: Int) -> [SHA256Digest] {
        MerkleTree.consistencyProof(from: old, to: size) { nodes[$0]! }
    }
}
