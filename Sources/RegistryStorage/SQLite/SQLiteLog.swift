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

    func publishedNote() throws(RegistryError) -> [UInt8]? {
        guard try integer("PRAGMA user_version") ?? 0 >= RegistrySchema.firstWithPublished else { return nil }
        let statement = try prepare("SELECT published FROM log")
        return try statement.step() && !statement.isNull(at: 0) ? statement.bytes(at: 0) : nil
    }

    func entry(
        at index: Int, in choice: CheckpointChoice, log: NoteVerifierKey
    ) throws(RegistryError) -> LogEntry? {
        let statement = try prepare("SELECT statement, logged_at FROM entry WHERE id = ?")
        try statement.bind(index, at: 1)
        guard try statement.step() else { return nil }
        let note = LogEntry.note(
            choice, covering: index, in: log, newest: try checkpointNote(),
            published: choice == .published ? try publishedNote() : nil)
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

    /// The bytes of a published tile, as they are stored; nothing where the log does not reach that far.
    func bytes(of tile: Tile) throws(RegistryError) -> [UInt8]? {
        let rows: SQLiteStatement
        var range = tile.entries
        switch tile.kind {
        case .entries:
            rows = try prepare("SELECT statement FROM entry WHERE id >= ? AND id < ? ORDER BY id")
        case .hashes:
            guard let first = tile.nodes.first else { return nil }
            rows = try prepare(
                "SELECT hash FROM node WHERE level = \(first.level) AND position >= ? AND position < ? ORDER BY position"
            )
            range = first.index..<first.index + tile.width
        }
        try rows.bind(range.lowerBound, at: 1)
        try rows.bind(range.upperBound, at: 2)
        var items: [[UInt8]] = []
        while try rows.step() { items.append(rows.bytes(at: 0)) }
        guard items.count == tile.width else { return nil }
        return tile.kind == .entries ? EntryBundle.encode(items) : items.flatMap { $0 }
    }

    func indices(of selection: EntrySelection) throws(RegistryError) -> [Int] {
        let statement: SQLiteStatement
        switch selection {
        case .recordings: statement = try prepare("SELECT id FROM entry WHERE file_sha256 IS NOT NULL ORDER BY id")
        case .recordingsOf(let file):
            statement = try prepare("SELECT id FROM entry WHERE file_sha256 = ? ORDER BY id")
            try statement.bind(file.bytes, at: 1)
        case .keyStatements(let start):
            statement =
                try hasRemarks()
                ? try prepare(
                    "SELECT entry FROM remark WHERE type IN (\(Self.typesAboutKeys)) AND entry >= ? ORDER BY entry")
                : try prepare("SELECT DISTINCT entry FROM publisher_key WHERE entry >= ? ORDER BY entry")
            try statement.bind(start, at: 1)
        case .about(let target):
            guard try hasRemarks() else { return [] }
            statement = try prepare("SELECT entry FROM remark WHERE target = ? ORDER BY entry")
            try statement.bind(target.bytes, at: 1)
        case .coverage:
            guard try hasRemarks() else { return [] }
            statement = try prepare("SELECT entry FROM remark WHERE type = ? ORDER BY entry")
            try statement.bind(Statement.typeOfCoverage, at: 1)
        case .statement(let identity):
            statement = try prepare("SELECT id FROM entry WHERE identity = ?")
            try statement.bind(identity.bytes, at: 1)
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

    private static let typesAboutKeys = Statement.typesAboutKeys.map { "'\($0)'" }.joined(separator: ", ")

    private func hasRemarks() throws(RegistryError) -> Bool {
        try integer("PRAGMA user_version") ?? 0 >= RegistrySchema.firstWithRemarks
    }

    func index(ofLeaf hash: SHA256Digest) throws(RegistryError) -> Int? {
        let statement = try prepare("SELECT position FROM node WHERE hash = ? AND level = 0 ORDER BY position")
        try statement.bind(hash.bytes, at: 1)
        return try statement.step() ? statement.integer(at: 0) : nil
    }

    /// The statement's bytes, checked against the log's own leaf: what is admitted must not hang on an altered entry.
    private func statement(at index: Int) throws(RegistryError) -> [UInt8] {
        let statement = try prepare("SELECT statement FROM entry WHERE id = ?")
        try statement.bind(index, at: 1)
        guard try statement.step() else { throw .corrupted(path: path, detail: "an entry is missing") }
        let bytes = statement.bytes(at: 0)
        guard try node(NodeAddress(level: 0, index: index)) == MerkleTree.leafHash(of: bytes) else {
            throw .logFails(origin: try verifierKey().name)
        }
        return bytes
    }

    /// Brings a history up to what this transaction sees.
    private func extend(_ history: inout PublisherHistory) throws(RegistryError) {
        for index in try indices(of: .keyStatements(from: history.size)) {
            history.append(try statement(at: index), at: index)
        }
    }

    private func recordingSigner(ofLeaf hash: SHA256Digest) throws(RegistryError) -> SHA256Digest? {
        try index(ofLeaf: hash).flatMap { index throws(RegistryError) in try statement(at: index).recordingSigner }
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
    /// - Parameter history: what the writer knows of keys; what others wrote meanwhile is added to it.
    func append(
        _ batch: [LogSubmission], signer: borrowing LogSigner, history: inout PublisherHistory
    ) throws(RegistryError) -> [Appended] {
        try extend(&history)
        let previous = try integer("SELECT count(*) FROM log") == 0 ? nil : try checkpointNote()
        var growth = try LogGrowth(of: signer.verifierKey, after: previous) { address throws(RegistryError) in
            try node(address)
        }
        var results: [(index: Int, isNew: Bool)] = []
        for submission in batch {
            let signed = submission.statement.signed.statement
            if let index = try index(of: signed.identity) {
                results.append((index, false))
                continue
            }
            let index = try growth.append(signed.bytes) { address throws(RegistryError) in try node(address) }
            try history.admit(submission.statement.content, signed, at: index) { hash throws(RegistryError) in
                try recordingSigner(ofLeaf: hash)
            }
            if let fingerprint = submission.statement.fingerprint { try insert(fingerprint: fingerprint) }
            try insert(
                signed.bytes, identity: signed.identity, content: submission.statement.content,
                hasFingerprint: submission.statement.fingerprint != nil, at: index, loggedAt: submission.loggedAt)
            if case .mediaRegister = submission.statement.content {
                let postings = submission.postings(RecordingID(rawValue: UInt32(index)))
                try SQLitePostings.insert(postings, into: self)
            }
            results.append((index, true))
        }
        let (checkpoint, note) = try growth.checkpoint(signer: signer) { address throws(RegistryError) in
            try node(address)
        }
        try insert(growth.nodes)
        if let note { try update(checkpoint: note, of: signer.verifierKey) }
        return results.map { Appended(index: $0.index, isNew: $0.isNew, checkpoint: checkpoint) }
    }

    /// The recording's postings come with the fingerprint, or were there without it.
    func add(fingerprint: [UInt8], to index: Int, postings: [KeyedPosting]) throws(RegistryError) -> Bool {
        let known = try prepare("SELECT fingerprint_sha256 FROM entry WHERE id = ? AND file_sha256 IS NOT NULL")
        try known.bind(index, at: 1)
        guard try known.step(), known.isNull(at: 0) else { return false }
        known.reset()
        try insert(fingerprint: fingerprint)
        let update = try prepare("UPDATE entry SET fingerprint_sha256 = ? WHERE id = ?")
        try update.bind(SHA256Digest(of: fingerprint).bytes, at: 1)
        try update.bind(index, at: 2)
        try update.run()
        try SQLitePostings.insert(postings, into: self)
        return true
    }

    func publish(_ note: UnverifiedNote, of log: NoteVerifierKey) throws(RegistryError) {
        _ = try PublishedCheckpoint(note, of: log, after: try publishedNote(), newest: try checkpointNote()) {
            address throws(RegistryError) in try node(address)
        }
        try update(published: note.bytes)
    }

    func update(published note: [UInt8]) throws(RegistryError) {
        let statement = try prepare("UPDATE log SET published = ?")
        try statement.bind(note, at: 1)
        try statement.run()
    }

    /// Bytes that are there already are written again: they may have been altered.
    func insert(fingerprint bytes: [UInt8]) throws(RegistryError) {
        let statement = try prepare(
            "INSERT INTO fingerprint (sha256, bytes) VALUES (?, ?) ON CONFLICT DO UPDATE SET bytes = excluded.bytes")
        try statement.bind(SHA256Digest(of: bytes).bytes, at: 1)
        try statement.bind(bytes, at: 2)
        try statement.run()
    }

    /// - Parameter content: nothing for an entry that this version does not understand.
    func insert(
        _ statement: [UInt8], identity: SHA256Digest, content: Statement?, hasFingerprint: Bool, at index: Int,
        loggedAt: Int64
    ) throws(RegistryError) {
        let entry = try prepare(
            "INSERT INTO entry (id, statement, identity, logged_at, file_sha256, fingerprint_sha256) VALUES (?, ?, ?, ?, ?, ?)"
        )
        try entry.bind(index, at: 1)
        try entry.bind(statement, at: 2)
        try entry.bind(identity.bytes, at: 3)
        try entry.bind(Int(loggedAt), at: 4)
        guard case .mediaRegister(let media)? = content else {
            try entry.run()
            guard let content else { return }
            let remark = try prepare("INSERT INTO remark (entry, type, target) VALUES (?, ?, ?)")
            try remark.bind(index, at: 1)
            try remark.bind(content.type, at: 2)
            try remark.bind(content.target?.bytes, at: 3)
            return try remark.run()
        }
        try entry.bind(media.media.sha256.bytes, at: 5)
        try entry.bind(hasFingerprint ? media.fingerprint.sha256.bytes : nil, at: 6)
        try entry.run()
    }

    func insert(_ nodes: [Node]) throws(RegistryError) {
        let statement = try prepare("INSERT INTO node (level, position, hash) VALUES (?, ?, ?)")
        for node in nodes {
            try statement.bind(node.address.level, at: 1)
            try statement.bind(node.address.index, at: 2)
            try statement.bind(node.hash.bytes, at: 3)
            try statement.run()
        }
    }

    func update(checkpoint note: [UInt8], of log: NoteVerifierKey) throws(RegistryError) {
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
