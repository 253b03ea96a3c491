internal import Matching
internal import Registry
internal import Signing
internal import TransparencyLog

/// A store that takes over another's log as it stands, inside one transaction of the caller's.
protocol RegistryCopyTarget: ~Copyable {
    func take(_ entries: [TakenEntry], _ nodes: [Node]) throws(RegistryError)
    func take(fingerprint: [UInt8]) throws(RegistryError)
    func take(_ postings: [KeyedPosting]) throws(RegistryError)
    func take(checkpoint note: [UInt8], published: [UInt8]?, of log: NoteVerifierKey) throws(RegistryError)
}

/// An entry on its way from one store to another.
struct TakenEntry {
    let index: Int
    let stored: StoredEntry
    /// What it is found by.
    let identity: SHA256Digest
    /// Nothing where this version does not understand it.
    let content: Statement?
}

extension RegistryCopyTarget where Self: ~Copyable {
    /// Copies the log up to the source's newest checkpoint, byte for byte, the fingerprints, and the index. Nothing is signed anew: the
    /// same leaves lead to the same checkpoint, or it is `logFails` and nothing is copied.
    /// - Parameter progress: entries that are copied, of how many.
    func copy(
        _ source: any StoredRegistry, progress: @Sendable (_ done: Int, _ all: Int) -> Void
    ) throws(RegistryError) {
        // In this order: what is published is never newer than the newest.
        let published = try source.publishedNote()
        let note = try source.checkpointNote()
        guard let checkpoint = Checkpoint(note: note, signedBy: source.log) else {
            throw .logFails(origin: source.log.name)
        }
        var tree = CopiedTree()
        var identities: Set<SHA256Digest> = []
        // Recordings may share one.
        var fingerprints: Set<SHA256Digest> = []
        while tree.size < checkpoint.size {
            progress(tree.size, checkpoint.size)
            let stored = try source.storedEntries(tree.size..<min(tree.size + Tile.fullWidth, checkpoint.size))
            guard !stored.isEmpty else { throw .logFails(origin: source.log.name) }
            for hash in stored.compactMap(\.fingerprint) where fingerprints.insert(hash).inserted {
                guard let bytes = try source.storedFingerprint(hash), SHA256Digest(of: bytes) == hash else {
                    throw .corrupted(path: source.path, detail: "the fingerprint \(hash.hex) is missing or altered")
                }
                try take(fingerprint: bytes)
            }
            let taken = stored.enumerated().map { offset, entry in
                TakenEntry(entry, at: tree.size + offset, known: &identities)
            }
            try take(taken, tree.append(stored.map(\.statement)))
        }
        guard tree.root == checkpoint.root else { throw .logFails(origin: source.log.name) }
        try copyIndex(of: source, upTo: checkpoint.size)
        // Last: until now there is no log here.
        try take(checkpoint: note, published: published, of: source.log)
        progress(checkpoint.size, checkpoint.size)
    }

    private func copyIndex(of source: any StoredRegistry, upTo size: Int) throws(RegistryError) {
        var postings: [KeyedPosting] = []
        try source.forEachList { key, list throws(RegistryError) in
            for posting in list where posting.recording.rawValue < size {
                postings.append(KeyedPosting(key: key, posting: posting))
            }
            // About 30 MB.
            if postings.count >= 2_500_000 {
                try self.take(postings)
                postings.removeAll(keepingCapacity: true)
            }
        }
        try take(postings)
    }
}

extension TakenEntry {
    /// - Parameter known: under which entries are found that are taken already; this one's is added.
    init(_ stored: StoredEntry, at index: Int, known: inout Set<SHA256Digest>) {
        let signed = try? UnverifiedSignedStatement(decoding: stored.statement)
        var identity = Self.identity(of: stored.statement)
        // What a log must not hold, a statement twice, is kept all the same, and found under the first.
        if !known.insert(identity).inserted {
            identity = SHA256Digest(of: Array("\(index)".utf8) + stored.statement)
        }
        self.init(
            index: index, stored: stored, identity: identity, content: signed.flatMap { try? Statement(of: $0) })
    }

    /// What an entry is found by, unless another is found by it already.
    static func identity(of statement: [UInt8]) -> SHA256Digest {
        (try? UnverifiedSignedStatement(decoding: statement))?.identity ?? SHA256Digest(of: statement)
    }
}
