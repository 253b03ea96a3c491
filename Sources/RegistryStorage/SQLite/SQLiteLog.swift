internal import Matching
internal import Registry
internal import Signing
internal import TransparencyLog

/// The log's rows. Each function runs inside a transaction or snapshot of the caller's where it reads more than one.
extension SQLiteConnection {
    func verifierKey() throws(RegistryError) -> NoteVerifierKey {
        let statement = try prepare("SELECT verifier_key FROM log")
        guard try statement.step(), let key = try? NoteVerifierKey(text: statement.text(at: 0)) else {
            throw .corrupted(path: path, detail: "the log's key is missing")
        }
        return key
    }

    func checkpointNote() throws(RegistryError) -> [UInt8] {
        let statement = try prepare("SELECT checkpoint FROM log")
        guard try statement.step() else { throw .corrupted(path: path, detail: "the log's checkpoint is missing") }
        return statement.bytes(at: 0)
    }

    func node(_ address: NodeAddress) throws(RegistryError) -> SHA256Digest {
        let statement = try prepare("SELECT hash FROM node WHERE level = ? AND position = ?")
        try statement.bind(address.level, at: 1)
        try statement.bind(address.index, at: 2)
        guard try statement.step(), let hash = SHA256Digest(bytes: statement.bytes(at: 0)) else {
            throw .corrupted(path: path, detail: "a hash of the log is missing")
        }
        return hash
    }

    func entry(at index: Int, log: NoteVerifierKey) throws(RegistryError) -> LogEntry? {
        let statement = try prepare("SELECT statement, logged_at FROM entry WHERE id = ?")
        try statement.bind(index, at: 1)
        guard try statement.step() else { return nil }
        let note = try checkpointNote()
        // An entry that the checkpoint does not cover has no proof; whoever checks it will say so.
        var proof: [SHA256Digest] = []
        if let checkpoint = Checkpoint(note: note, signedBy: log), (0..<checkpoint.size).contains(index) {
            proof = try MerkleTree.inclusionProof(of: index, in: checkpoint.size) { address throws(RegistryError) in
                try node(address)
            }
        }
        return LogEntry(
            index: index, statement: statement.bytes(at: 0), loggedAt: Int64(statement.integer(at: 1)), proof: proof,
            checkpointNote: note)
    }

    func indices(of selection: EntrySelection) throws(RegistryError) -> [Int] {
        let statement: SQLiteStatement
        switch selection {
        case .recordings: statement = try prepare("SELECT id FROM entry WHERE file_sha256 IS NOT NULL ORDER BY id")
        case .recordingsOf(let file):
            statement = try prepare("SELECT id FROM entry WHERE file_sha256 = ? ORDER BY id")
            try statement.bind(file.bytes, at: 1)
        case .publisher(let keyID):
            statement = try prepare("SELECT entry FROM publisher_key WHERE key_id = ? ORDER BY entry")
            try statement.bind(keyID.bytes, at: 1)
        }
        var indices: [Int] = []
        while try statement.step() {
            guard let number = UInt32(exactly: statement.integer(at: 0)) else {
                throw .corrupted(path: path, detail: "an entry's number is out of range")
            }
            indices.append(Int(number))
        }
        return indices
    }

    func fingerprint(_ sha256: SHA256Digest) throws(RegistryError) -> [UInt8]? {
        let statement = try prepare("SELECT bytes FROM fingerprint WHERE sha256 = ?")
        try statement.bind(sha256.bytes, at: 1)
        return try statement.step() ? statement.bytes(at: 0) : nil
    }

    func index(of identity: SHA256Digest) throws(RegistryError) -> Int? {
        let statement = try prepare("SELECT id FROM entry WHERE identity = ?")
        try statement.bind(identity.bytes, at: 1)
        return try statement.step() ? statement.integer(at: 0) : nil
    }
}

/// Appending. The caller's transaction makes all of it happen, or none.
extension SQLiteConnection {
    func append(
        _ admitted: AdmittedStatement, signer: borrowing LogSigner, loggedAt: Int64,
        postings: (RecordingID) -> [KeyedPosting]
    ) throws(RegistryError) -> Appended {
        let signed = admitted.signed.statement
        let previous = try integer("SELECT count(*) FROM log") == 0 ? nil : try checkpointNote()
        let growth = try LogGrowth(of: signer, after: previous, appending: signed.bytes) {
            address throws(RegistryError) in try node(address)
        }
        if let previous, let index = try index(of: signed.identity) {
            guard let checkpoint = Checkpoint(note: previous, signedBy: signer.verifierKey) else {
                throw .logFails(origin: signer.verifierKey.name)
            }
            return Appended(index: index, isNew: false, checkpoint: checkpoint)
        }
        if let fingerprint = admitted.fingerprint { try insert(fingerprint: fingerprint) }
        try insert(admitted, at: growth.index, loggedAt: loggedAt)
        try insert(growth.nodes)
        try update(checkpoint: growth.checkpointNote, of: signer.verifierKey)
        if case .mediaRegister = admitted.content {
            try SQLitePostings.insert(postings(RecordingID(rawValue: UInt32(growth.index))), into: self)
        }
        return Appended(index: growth.index, isNew: true, checkpoint: growth.checkpoint)
    }

    /// Bytes that are there already are written again: they may have been altered.
    private func insert(fingerprint bytes: [UInt8]) throws(RegistryError) {
        let statement = try prepare(
            "INSERT INTO fingerprint (sha256, bytes) VALUES (?, ?) ON CONFLICT DO UPDATE SET bytes = excluded.bytes")
        try statement.bind(SHA256Digest(of: bytes).bytes, at: 1)
        try statement.bind(bytes, at: 2)
        try statement.run()
    }

    private func insert(_ admitted: AdmittedStatement, at index: Int, loggedAt: Int64) throws(RegistryError) {
        let entry = try prepare(
            "INSERT INTO entry (id, statement, identity, logged_at, file_sha256, fingerprint_sha256) VALUES (?, ?, ?, ?, ?, ?)"
        )
        try entry.bind(index, at: 1)
        try entry.bind(admitted.signed.statement.bytes, at: 2)
        try entry.bind(admitted.signed.statement.identity.bytes, at: 3)
        try entry.bind(Int(loggedAt), at: 4)
        switch admitted.content {
        case .mediaRegister(let media):
            try entry.bind(media.media.sha256.bytes, at: 5)
            try entry.bind(admitted.fingerprint == nil ? nil : media.fingerprint.sha256.bytes, at: 6)
            try entry.run()
        case .publisherRegister(let publisher):
            try entry.run()
            let key = try prepare("INSERT OR IGNORE INTO publisher_key (key_id, entry) VALUES (?, ?)")
            for listed in publisher.keys {
                try key.bind(listed.publicKey.keyID.bytes, at: 1)
                try key.bind(index, at: 2)
                try key.run()
            }
        }
    }

    private func insert(_ nodes: [Node]) throws(RegistryError) {
        let statement = try prepare("INSERT INTO node (level, position, hash) VALUES (?, ?, ?)")
        for node in nodes {
            try statement.bind(node.address.level, at: 1)
            try statement.bind(node.address.index, at: 2)
            try statement.bind(node.hash.bytes, at: 3)
            try statement.run()
        }
    }

    private func update(checkpoint note: [UInt8], of log: NoteVerifierKey) throws(RegistryError) {
        let statement = try prepare(
            """
            INSERT INTO log (id, verifier_key, checkpoint) VALUES (0, ?, ?)
            ON CONFLICT DO UPDATE SET checkpoint = excluded.checkpoint
            """)
        try statement.bind(log.text, at: 1)
        try statement.bind(note, at: 2)
        try statement.run()
    }
}
