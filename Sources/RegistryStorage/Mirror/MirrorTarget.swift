internal import Registry
internal import Signing
internal import TransparencyLog

/// A store that takes over what is published of a log, inside one transaction of the caller's that nobody else writes in.
protocol MirrorTarget: ~Copyable, RegistryCopyTarget {
    func entryCount() throws(RegistryError) -> Int
    /// The hashes that the root over the first `size` entries is made of.
    func hashes(below size: Int) throws(RegistryError) -> [NodeAddress: SHA256Digest]
    /// Those of these that entries are found by.
    func taken(_ identities: [SHA256Digest]) throws(RegistryError) -> Set<SHA256Digest>
    /// Puts a checkpoint in the place of the newest, and of the published one.
    /// - Parameter address: where the log is served.
    func take(mirrored note: [UInt8], of log: NoteVerifierKey, from address: String) throws(RegistryError)
}

extension MirrorTarget where Self: ~Copyable {
    /// Adds the entries that the folder has beyond those that are here, byte for byte and in its order, whatever they say: readers
    /// check them. Its checkpoint becomes the newest and the published one. Where more is here already, as by another process, it stays.
    /// - Parameters:
    ///   - address: where the log is served.
    ///   - time: seconds since 1970 by this machine's clock; the folder does not tell when the log took an entry.
    func adopt(
        _ folder: LogFolder, of log: NoteVerifierKey, from address: String, at time: Int64
    ) throws(RegistryError) {
        guard let note = try folder.checkpointNote(), let checkpoint = Checkpoint(note: note, signedBy: log) else {
            throw .logFails(origin: log.name)
        }
        let size = try entryCount()
        let start = min(size, checkpoint.size)
        var tree = CopiedTree(size: start, hashes: try hashes(below: start))
        while let bundle = Tile.tile(.entries, tree.size / Tile.fullWidth, in: checkpoint.size),
            tree.size < checkpoint.size
        {
            guard let entries = try folder.bytes(of: bundle).flatMap({ EntryBundle.decode($0, count: bundle.width) })
            else { throw .logFails(origin: log.name) }
            let new = entries.dropFirst(tree.size - bundle.entries.lowerBound)
            var known = try taken(new.map(TakenEntry.identity))
            let first = tree.size
            let entriesTaken = new.enumerated().map { offset, entry in
                TakenEntry(
                    StoredEntry(statement: entry, loggedAt: time, fingerprint: nil), at: first + offset, known: &known)
            }
            try take(entriesTaken, tree.append(new))
        }
        guard tree.root == checkpoint.root else { throw .logFails(origin: log.name) }
        if size <= checkpoint.size { try take(mirrored: note, of: log, from: address) }
    }
}
