package import Signing
package import TransparencyLog

/// What one more entry does to a log: the hashes to store, and the checkpoint that makes it so.
package struct LogGrowth: Sendable {
    package let index: Int
    package let nodes: [Node]
    package let checkpoint: Checkpoint
    package let checkpointNote: [UInt8]

    /// - Parameters:
    ///   - previous: the newest checkpoint's note; nothing for a log without entries.
    ///   - read: a stored hash.
    ///
    /// The stored hashes must lead to the previous checkpoint: a log that was altered outside is not signed again.
    package init(
        of signer: borrowing LogSigner, after previous: [UInt8]?, appending entry: [UInt8],
        read: (NodeAddress) throws(RegistryError) -> SHA256Digest
    ) throws(RegistryError) {
        var size = 0
        if let previous {
            guard let checkpoint = Checkpoint(note: previous, signedBy: signer.verifierKey) else {
                throw .logFails(origin: signer.verifierKey.name)
            }
            guard try MerkleTree.root(of: checkpoint.size, read: read) == checkpoint.root else {
                throw .logFails(origin: signer.verifierKey.name)
            }
            size = checkpoint.size
        }
        let nodes = try MerkleTree.nodes(appending: MerkleTree.leafHash(of: entry), to: size, read: read)
        let root = try MerkleTree.root(of: size + 1) { address throws(RegistryError) in
            if let node = nodes.first(where: { $0.address == address }) { return node.hash }
            return try read(address)
        }
        index = size
        self.nodes = nodes
        checkpoint = Checkpoint(origin: signer.verifierKey.name, size: size + 1, root: root)
        do {
            checkpointNote = try signer.note(of: checkpoint)
        } catch {
            throw .key(error)
        }
    }
}
