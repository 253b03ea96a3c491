internal import Registry
internal import Signing
internal import TransparencyLog

extension SQLiteConnection: MirrorTarget {
    func entryCount() throws(RegistryError) -> Int { try integer("SELECT count(*) FROM entry") ?? 0 }

    func hashes(below size: Int) throws(RegistryError) -> [NodeAddress: SHA256Digest] {
        var hashes: [NodeAddress: SHA256Digest] = [:]
        _ = try MerkleTree.root(of: size) { address throws(RegistryError) in
            let hash = try node(address)
            hashes[address] = hash
            return hash
        }
        return hashes
    }

    func taken(_ identities: [SHA256Digest]) throws(RegistryError) -> Set<SHA256Digest> {
        var taken: Set<SHA256Digest> = []
        for identity in identities where try index(of: identity) != nil { taken.insert(identity) }
        return taken
    }

    /// That it is a mirror, and of what, the mark beside the file says.
    func take(mirrored note: [UInt8], of log: NoteVerifierKey, from address: String) throws(RegistryError) {
        try update(checkpoint: note, of: log)
        try update(published: note)
    }
}
