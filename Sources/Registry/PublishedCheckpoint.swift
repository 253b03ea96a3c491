package import Signing
package import TransparencyLog

/// A checkpoint on its way to the public: it must be this log's, as its hashes have it, and go on from the one before it.
package struct PublishedCheckpoint: Sendable {
    package let checkpoint: Checkpoint

    /// - Parameters:
    ///   - previous: the note that was published before.
    ///   - newest: the log's newest checkpoint, which its hashes cover.
    ///   - read: a stored hash.
    package init(
        _ note: UnverifiedNote, of log: NoteVerifierKey, after previous: [UInt8]?, newest: [UInt8],
        read: (NodeAddress) throws(RegistryError) -> SHA256Digest
    ) throws(RegistryError) {
        guard let newest = Checkpoint(note: newest, signedBy: log),
            let checkpoint = Checkpoint(note: note.bytes, signedBy: log), checkpoint.size <= newest.size,
            try MerkleTree.root(of: checkpoint.size, read: read) == checkpoint.root
        else { throw .logFails(origin: log.name) }
        if let previous = previous.flatMap({ Checkpoint(note: $0, signedBy: log) }) {
            guard previous.size <= checkpoint.size,
                try MerkleTree.root(of: previous.size, read: read) == previous.root
            else { throw .logForks(origin: log.name, publishedSize: previous.size, size: checkpoint.size) }
        }
        self.checkpoint = checkpoint
    }
}

extension LogEntry {
    /// The note in which an entry is to be proved.
    package static func note(
        _ choice: CheckpointChoice, covering index: Int, in log: NoteVerifierKey, newest: [UInt8], published: [UInt8]?
    ) -> [UInt8] {
        guard choice == .published, let published, let checkpoint = Checkpoint(note: published, signedBy: log),
            index < checkpoint.size
        else { return newest }
        return published
    }
}
