internal import Matching
internal import Registry
internal import Signing
internal import TransparencyLog

/// Appending. The caller's transaction makes all of it happen, or none.
extension PostgreSQLConnection {
    /// The one lock of whoever writes the log: its row, and with it the checkpoint that the next one goes on from. Taken first; what
    /// is read after it is what the writer before committed.
    static let lockLog = PostgreSQLQuery(
        "SELECT verifier_key, checkpoint, published, fingerprint_store FROM vericlip.log WHERE id = 0 FOR UPDATE")

    /// - Parameters:
    ///   - previous: the newest checkpoint's note, read under the lock; nothing for a log without entries.
    ///   - history: what the writer knows of keys; what others wrote meanwhile is added to it.
    ///   - keepsBytes: false where the fingerprints' bytes were put into a store.
    func append(
        _ batch: [LogSubmission], after previous: [UInt8]?, signer: borrowing LogSigner,
        history: inout PublisherHistory, keepsBytes: Bool = true
    ) throws(RegistryError) -> [Appended] {
        let log = signer.verifierKey
        try extend(&history, of: log)
        let size = previous.flatMap { Checkpoint(note: $0, signedBy: log) }?.size ?? 0
        let nodes = try nodes(below: [size])
        var growth = try LogGrowth(of: log, after: previous) { address throws(RegistryError) in
            try hash(at: address, in: nodes)
        }
        var known = try known(batch.map { $0.statement.signed.statement.identity })
        var rows = NewRows()
        var results: [(index: Int, isNew: Bool)] = []
        for submission in batch {
            let statement = submission.statement
            let signed = statement.signed.statement
            if let index = known[signed.identity] {
                results.append((index, false))
                continue
            }
            let index = try growth.append(signed.bytes) { address throws(RegistryError) in
                try hash(at: address, in: nodes)
            }
            try history.admit(statement.content, signed, at: index) { hash throws(RegistryError) in
                if let own = rows.statements[hash] { return own.recordingSigner }
                return try recordingSigner(ofLeaf: hash, in: log)
            }
            rows.add(submission, at: index)
            known[signed.identity] = index
            results.append((index, true))
        }
        let (checkpoint, note) = try growth.checkpoint(signer: signer) { address throws(RegistryError) in
            try hash(at: address, in: nodes)
        }
        if let note {
            _ = try run(rows.queries(keepsBytes: keepsBytes) + [Self.insert(growth.nodes)])
            try PostgreSQLPostings.insert(rows.postings, into: self)
            try update(checkpoint: note, of: log, after: previous)
        }
        return results.map { Appended(index: $0.index, isNew: $0.isNew, checkpoint: checkpoint) }
    }

    /// Brings a history up to what this transaction sees.
    private func extend(_ history: inout PublisherHistory, of log: NoteVerifierKey) throws(RegistryError) {
        let rows = try run(
            PostgreSQLQuery(
                """
                SELECT entry.id, statement, hash FROM vericlip.remark
                    JOIN vericlip.entry ON entry.id = remark.entry
                    LEFT JOIN vericlip.node ON level = 0 AND position = entry.id
                    WHERE type = ANY($1) AND remark.entry >= $2 ORDER BY remark.entry
                """, .texts(Statement.typesAboutKeys), .integer(history.size)))
        for row in 0..<rows.rowCount {
            history.append(try checked(rows.bytes(row, 1), leaf: rows.bytes(row, 2), log), at: rows.integer(row, 0))
        }
    }

    private func recordingSigner(
        ofLeaf hash: SHA256Digest, in log: NoteVerifierKey
    ) throws(RegistryError) -> SHA256Digest? {
        let rows = try run(
            PostgreSQLQuery(
                """
                SELECT statement FROM vericlip.node JOIN vericlip.entry ON entry.id = position
                    WHERE hash = $1 AND level = 0 ORDER BY position LIMIT 1
                """, .bytes(hash.bytes)))
        guard rows.rowCount == 1 else { return nil }
        return try checked(rows.bytes(0, 0), leaf: hash.bytes, log).recordingSigner
    }

    /// A statement's bytes against the log's own leaf: what is admitted must not hang on an altered entry.
    private func checked(
        _ statement: [UInt8], leaf: [UInt8], _ log: NoteVerifierKey
    ) throws(RegistryError) -> [UInt8] {
        guard MerkleTree.leafHash(of: statement).bytes == leaf else { throw .logFails(origin: log.name) }
        return statement
    }

    /// Where those of the statements stand that the log holds.
    func known(_ identities: [SHA256Digest]) throws(RegistryError) -> [SHA256Digest: Int] {
        let rows = try run(
            PostgreSQLQuery(
                "SELECT identity, id FROM vericlip.entry WHERE identity = ANY($1)", .bytes(identities.map(\.bytes))))
        var known: [SHA256Digest: Int] = [:]
        for row in 0..<rows.rowCount {
            if let identity = SHA256Digest(bytes: rows.bytes(row, 0)) { known[identity] = rows.integer(row, 1) }
        }
        return known
    }

    static func insert(_ nodes: [Node]) -> PostgreSQLQuery {
        PostgreSQLQuery(
            "INSERT INTO vericlip.node (level, position, hash) SELECT * FROM unnest($1, $2, $3)",
            .integers(nodes.map(\.address.level)), .integers(nodes.map(\.address.index)),
            .bytes(nodes.map(\.hash.bytes)))
    }

    /// The fence: the new checkpoint takes the place of the one that it goes on from, and of no other.
    func update(
        checkpoint note: [UInt8], of log: NoteVerifierKey, after previous: [UInt8]?
    ) throws(RegistryError) {
        let query =
            if let previous {
                PostgreSQLQuery(
                    "UPDATE vericlip.log SET checkpoint = $1 WHERE id = 0 AND checkpoint = $2", .bytes(note),
                    .bytes(previous))
            } else {
                PostgreSQLQuery(
                    "INSERT INTO vericlip.log (id, verifier_key, checkpoint) VALUES (0, $1, $2)", .text(log.text),
                    .bytes(note))
            }
        guard try run(query).affectedRows == 1 else { throw .logFails(origin: log.name) }
    }

    /// The recording's postings come with the fingerprint, or were there without it.
    /// - Parameter keepsBytes: false where they were put into a store.
    func add(
        fingerprint: [UInt8], to index: Int, postings: [KeyedPosting], keepsBytes: Bool
    ) throws(RegistryError) -> Bool {
        let entry = try run(
            PostgreSQLQuery(
                """
                SELECT FROM vericlip.entry
                    WHERE id = $1 AND file_sha256 IS NOT NULL AND fingerprint_sha256 IS NULL FOR UPDATE
                """, .integer(index)))
        guard entry.rowCount == 1 else { return false }
        let hash = SHA256Digest(of: fingerprint).bytes
        _ = try run([
            NewRows.insert(hash, keepsBytes ? fingerprint : nil),
            PostgreSQLQuery(
                "UPDATE vericlip.entry SET fingerprint_sha256 = $1 WHERE id = $2", .bytes(hash), .integer(index)),
        ])
        try PostgreSQLPostings.insert(postings, into: self)
        return true
    }

    /// - Parameter row: the log's, under its lock.
    func publish(_ note: UnverifiedNote, of log: NoteVerifierKey, after row: LogRow) throws(RegistryError) {
        let sizes = [note.bytes, row.published, row.checkpoint].compactMap { $0 }
            .compactMap { Checkpoint(note: $0, signedBy: log)?.size }
        let newest = Checkpoint(note: row.checkpoint, signedBy: log)?.size ?? 0
        let nodes = try nodes(below: sizes.filter { $0 <= newest })
        _ = try PublishedCheckpoint(note, of: log, after: row.published, newest: row.checkpoint) {
            address throws(RegistryError) in try hash(at: address, in: nodes)
        }
        _ = try run(PostgreSQLQuery("UPDATE vericlip.log SET published = $1", .bytes(note.bytes)))
    }
}

/// What a batch adds, gathered so that it is sent at once.
struct NewRows {
    /// By their leaf hashes.
    private(set) var statements: [SHA256Digest: [UInt8]] = [:]
    private(set) var postings: [KeyedPosting] = []
    private var fingerprints: [(hash: [UInt8], bytes: [UInt8])] = []
    private var entries: [Entry] = []
    private var remarks: [(entry: Int, type: String, target: [UInt8]?)] = []

    private struct Entry {
        let index: Int
        let statement: [UInt8]
        let identity: [UInt8]
        let loggedAt: Int64
        let file: [UInt8]?
        let fingerprint: [UInt8]?
    }

    mutating func add(_ submission: LogSubmission, at index: Int) {
        let statement = submission.statement
        let signed = statement.signed.statement
        statements[MerkleTree.leafHash(of: signed.bytes)] = signed.bytes
        if case .mediaRegister = statement.content {
            postings += submission.postings(RecordingID(rawValue: UInt32(index)))
        }
        if let bytes = statement.fingerprint { fingerprints.append((SHA256Digest(of: bytes).bytes, bytes)) }
        add(
            signed.bytes, identity: signed.identity, content: statement.content,
            hasFingerprint: statement.fingerprint != nil, at: index, loggedAt: submission.loggedAt)
    }

    /// - Parameter content: nothing for an entry that this version does not understand.
    mutating func add(
        _ statement: [UInt8], identity: SHA256Digest, content: Statement?, hasFingerprint: Bool, at index: Int,
        loggedAt: Int64
    ) {
        var (file, fingerprint): ([UInt8]?, [UInt8]?)
        if case .mediaRegister(let media)? = content {
            file = media.media.sha256.bytes
            if hasFingerprint { fingerprint = media.fingerprint.sha256.bytes }
        } else if let content {
            remarks.append((index, content.type, content.target?.bytes))
        }
        entries.append(
            Entry(
                index: index, statement: statement, identity: identity.bytes, loggedAt: loggedAt, file: file,
                fingerprint: fingerprint))
    }

    /// - Parameter keepsBytes: false where those of the fingerprints were put into a store.
    func queries(keepsBytes: Bool = true) -> [PostgreSQLQuery] {
        // One by one: they are large.
        var queries = fingerprints.map { Self.insert($0.hash, keepsBytes ? $0.bytes : nil) }
        queries.append(
            PostgreSQLQuery(
                """
                INSERT INTO vericlip.entry (id, statement, identity, logged_at, file_sha256, fingerprint_sha256)
                    SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
                """, .integers(entries.map(\.index)), .bytes(entries.map(\.statement)),
                .bytes(entries.map(\.identity)), .integers(entries.map { Int($0.loggedAt) }),
                .bytes(entries.map(\.file)), .bytes(entries.map(\.fingerprint))))
        if !remarks.isEmpty {
            queries.append(
                PostgreSQLQuery(
                    "INSERT INTO vericlip.remark (entry, type, target) SELECT * FROM unnest($1, $2, $3)",
                    .integers(remarks.map(\.entry)), .texts(remarks.map(\.type)), .bytes(remarks.map(\.target))))
        }
        return queries
    }

    /// Bytes that are there already are written again where they were altered.
    /// - Parameter bytes: nothing where they lie in a store.
    static func insert(_ hash: [UInt8], _ bytes: [UInt8]?) -> PostgreSQLQuery {
        PostgreSQLQuery(
            """
            INSERT INTO vericlip.fingerprint (sha256, bytes) VALUES ($1, $2)
                ON CONFLICT (sha256) DO UPDATE SET bytes = excluded.bytes
                    WHERE excluded.bytes IS NOT NULL AND fingerprint.bytes IS DISTINCT FROM excluded.bytes
            """, .bytes(hash), .bytes(bytes))
    }
}
