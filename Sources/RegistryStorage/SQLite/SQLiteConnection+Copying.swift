internal import Matching
internal import Registry
internal import Signing
internal import TransparencyLog

extension SQLiteConnection: RegistryCopyTarget {
    func take(_ entries: [TakenEntry], _ nodes: [Node]) throws(RegistryError) {
        for entry in entries {
            try insert(
                entry.stored.statement, identity: entry.identity, content: entry.content,
                hasFingerprint: entry.stored.fingerprint != nil, at: entry.index, loggedAt: entry.stored.loggedAt)
        }
        try insert(nodes)
    }

    func take(fingerprint: [UInt8]) throws(RegistryError) { try insert(fingerprint: fingerprint) }

    func take(_ postings: [KeyedPosting]) throws(RegistryError) { try SQLitePostings.insert(postings, into: self) }

    func take(
        checkpoint note: [UInt8], published: [UInt8]?, of log: NoteVerifierKey
    ) throws(RegistryError) {
        try update(checkpoint: note, of: log)
        if let published { try update(published: published) }
    }
}
