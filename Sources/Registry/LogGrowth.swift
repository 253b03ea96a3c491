package import Signing
package import TransparencyLog

/// What further entries do to a log: the hashes to store, and the checkpoint that makes it so.
///
/// `read` gives a stored hash. The stored hashes must lead to the previous checkpoint: a log that was altered outside is not
/// signed again.
package struct LogGrowth: Sendable {
    package private(set) var size: Int
    /// The subtrees that became complete.
    package private(set) var nodes: [Node] = []
    private var hashes: [NodeAddress: SHA256Digest] = [:]
    private let previous: Checkpoint?

    /// - Parameter previous: the newest checkpoint's note; nothing for a log without entries.
    package init(
        of log: NoteVerifierKey, after previous: [UInt8]?,
        read: (NodeAddress) throws(RegistryError) -> SHA256Digest
    ) throws(RegistryError) {
        guard let previous else {
            size = 0
            self.previous = nil
            return
        }
        guard let checkpoint = Checkpoint(note: previous, signedBy: log),
            try MerkleTree.root(of: checkpoint.size, read: read) == checkpoint.root
        else { throw .logFails(origin: log.name) }
        size = checkpoint.size
        self.previous = checkpoint
    }

    /// The number that the entry gets.
    package mutating func append(
        _ entry: [UInt8], read: (NodeAddress) throws(RegistryError) -> SHA256Digest
    ) throws(RegistryError) -> Int {
        let added = try MerkleTree.nodes(appending: MerkleTree.leafHash(of: entry), to: size) {
            address throws(RegistryError) in
            if let hash = hashes[address] { return hash }
            return try read(address)
        }
        for node in added { hashes[node.address] = node.hash }
        nodes += added
        size += 1
        return size - 1
    }

    /// The checkpoint over all of it, and its note; the previous one where nothing was added.
    package func checkpoint(
        signer: borrowing LogSigner, read: (NodeAddress) throws(RegistryError) -> SHA256Digest
    ) throws(RegistryError) -> (checkpoint: Checkpoint, note: [UInt8]?) {
        if nodes.isEmpty, let previous { return (previous, nil) }
        let root = try MerkleTree.root(of: size) { address throws(RegistryError) in
            if let hash = hashes[address] { return hash }
            return try read(address)
        }
        let checkpoint = Checkpoint(origin: signer.verifierKey.name, size: size, root: root)
        do {
            return (checkpoint, try signer.note(of: checkpoint))
        } catch {
            throw .key(error)
        }
    }
}
