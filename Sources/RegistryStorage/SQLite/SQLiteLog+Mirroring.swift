internal import Registry
internal import Signing
internal import TransparencyLog

/// Taking over the log of others. The caller's transaction makes all of it happen, or none.
extension SQLiteConnection {
    /// Adds the entries that the folder has beyond those that are here, byte for byte and in its order, whatever they say: readers
    /// check them. Its checkpoint becomes the newest and the published one.
    /// - Parameter time: seconds since 1970 by this machine's clock; the folder does not tell when the log took an entry.
    func adopt(_ folder: LogFolder, of log: NoteVerifierKey, at time: Int64) throws(RegistryError) {
        guard let note = try folder.checkpointNote(), let checkpoint = Checkpoint(note: note, signedBy: log) else {
            throw .logFails(origin: log.name)
        }
        var size = try integer("SELECT count(*) FROM entry") ?? 0
        while let bundle = Tile.tile(.entries, size / Tile.fullWidth, in: checkpoint.size), size < checkpoint.size {
            guard let entries = try folder.bytes(of: bundle).flatMap({ EntryBundle.decode($0, count: bundle.width) })
            else { throw .logFails(origin: log.name) }
            for entry in entries.dropFirst(size - bundle.entries.lowerBound) {
                try adopt(entry, at: size, loggedAt: time)
                size += 1
            }
        }
        guard size == checkpoint.size,
            try MerkleTree.root(of: size, read: { address throws(RegistryError) in try node(address) })
                == checkpoint.root
        else { throw .logFails(origin: log.name) }
        try update(checkpoint: note, of: log)
        try update(published: note)
    }

    private func adopt(_ entry: [UInt8], at index: Int, loggedAt: Int64) throws(RegistryError) {
        let signed = try? UnverifiedSignedStatement(decoding: entry)
        var identity = signed?.identity ?? SHA256Digest(of: entry)
        // What a log must not hold, a statement twice, is kept all the same, and found under the first.
        if try self.index(of: identity) != nil { identity = SHA256Digest(of: Array("\(index)".utf8) + entry) }
        try insert(
            entry, identity: identity, content: signed.flatMap { try? Statement(of: $0) }, hasFingerprint: false,
            at: index, loggedAt: loggedAt)
        try insert(
            try MerkleTree.nodes(appending: MerkleTree.leafHash(of: entry), to: index) {
                address throws(RegistryError) in try node(address)
            })
    }
}
