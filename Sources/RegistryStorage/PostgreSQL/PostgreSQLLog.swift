internal import Registry
internal import Signing
internal import TransparencyLog

/// Reading the log's rows. Each function runs inside a transaction or snapshot of the caller's where it reads more than one.
extension PostgreSQLConnection {
    static let selectLog = PostgreSQLQuery("SELECT verifier_key, checkpoint, published FROM vericlip.log")

    /// The log's row as `selectLog` and its like give it.
    struct LogRow {
        let key: NoteVerifierKey
        let checkpoint: [UInt8]
        let published: [UInt8]?
        /// The address of the store of fingerprints; nothing where there is none, or it was not asked for.
        let fingerprintStore: String?
    }

    func logRow(_ result: PostgreSQLResult) throws(RegistryError) -> LogRow {
        guard result.rowCount == 1, let key = try? NoteVerifierKey(text: result.text(0, 0)) else {
            throw .corrupted(path: address.description, detail: "the log's key or checkpoint is missing")
        }
        return LogRow(
            key: key, checkpoint: result.bytes(0, 1), published: result.isNull(0, 2) ? nil : result.bytes(0, 2),
            fingerprintStore: result.columnCount < 4 || result.isNull(0, 3) ? nil : result.text(0, 3))
    }

    /// The entries that there are among these numbers, in their order, with the proofs that they are in a checkpoint.
    /// - Parameter rows: of number, statement and time by ascending number, read in the caller's snapshot; and the log's.
    func entries(
        in rows: PostgreSQLResult, _ row: LogRow, _ choice: CheckpointChoice, log: NoteVerifierKey
    ) throws(RegistryError) -> [LogEntry] {
        let found = (0..<rows.rowCount).map { number in
            let index = rows.integer(number, 0)
            let note = LogEntry.note(
                choice, covering: index, in: log, newest: row.checkpoint, published: row.published)
            // An entry that the checkpoint does not cover has no proof; whoever checks it will say so.
            let size = Checkpoint(note: note, signedBy: log)?.size ?? 0
            return (index: index, note: note, size: (0..<size).contains(index) ? size : nil)
        }
        let proofs = try withNodes { read throws(RegistryError) in
            var proofs: [[SHA256Digest]] = []
            for entry in found {
                guard let size = entry.size else {
                    proofs.append([])
                    continue
                }
                proofs.append(try MerkleTree.inclusionProof(of: entry.index, in: size, read: read))
            }
            return proofs
        }
        return zip(found, proofs).enumerated().map { number, entry in
            LogEntry(
                index: entry.0.index, statement: rows.bytes(number, 1), loggedAt: Int64(rows.integer(number, 2)),
                proof: entry.1, checkpointNote: entry.0.note)
        }
    }

    func entry(at index: Int, in choice: CheckpointChoice, log: NoteVerifierKey) throws(RegistryError) -> LogEntry? {
        let first = [
            Self.selectLog,
            PostgreSQLQuery("SELECT id, statement, logged_at FROM vericlip.entry WHERE id = $1", .integer(index)),
        ]
        return try snapshot(first) { connection, results throws(RegistryError) in
            try connection.entries(in: results[1], try connection.logRow(results[0]), choice, log: log).first
        }
    }

    /// What the log says of publishers and their keys from this entry on.
    func keyEntries(from start: Int, log: NoteVerifierKey) throws(RegistryError) -> [LogEntry] {
        let first = [
            Self.selectLog,
            PostgreSQLQuery(
                """
                SELECT id, statement, logged_at FROM vericlip.remark JOIN vericlip.entry ON id = entry
                    WHERE type = ANY($1) AND entry >= $2 ORDER BY entry
                """, .texts(Statement.typesAboutKeys), .integer(start)),
        ]
        return try snapshot(first) { connection, results throws(RegistryError) in
            guard results[1].rowCount > 0 else { return [] }
            return try connection.entries(in: results[1], try connection.logRow(results[0]), .newest, log: log)
        }
    }

    // MARK: Hashes

    /// Asks the tree something that reads many hashes, in one round trip: once to learn which they are, and once with them.
    func withNodes<Result>(
        _ question: ((NodeAddress) throws(RegistryError) -> SHA256Digest) throws(RegistryError) -> Result
    ) throws(RegistryError) -> Result {
        var addresses: [NodeAddress] = []
        _ = try question { address throws(RegistryError) in
            addresses.append(address)
            return MerkleTree.emptyRoot
        }
        let nodes = try nodes(at: addresses)
        return try question { address throws(RegistryError) in try self.hash(at: address, in: nodes) }
    }

    /// The hashes that the roots over so many entries are made of, and with them all that further entries are joined to.
    func nodes(below sizes: [Int]) throws(RegistryError) -> [NodeAddress: SHA256Digest] {
        var addresses: [NodeAddress] = []
        for size in sizes {
            _ = MerkleTree.root(of: size) { address in
                addresses.append(address)
                return MerkleTree.emptyRoot
            }
        }
        return try nodes(at: addresses)
    }

    func hash(
        at address: NodeAddress, in nodes: [NodeAddress: SHA256Digest]
    ) throws(RegistryError) -> SHA256Digest {
        guard let hash = nodes[address] else {
            throw .corrupted(path: self.address.description, detail: "a hash of the log is missing")
        }
        return hash
    }

    private func nodes(at addresses: [NodeAddress]) throws(RegistryError) -> [NodeAddress: SHA256Digest] {
        guard !addresses.isEmpty else { return [:] }
        let rows = try run(
            PostgreSQLQuery(
                """
                SELECT level, position, hash FROM vericlip.node
                    JOIN unnest($1, $2) AS wanted (l, p) ON level = l AND position = p
                """, .integers(addresses.map(\.level)), .integers(addresses.map(\.index))))
        var nodes: [NodeAddress: SHA256Digest] = [:]
        for row in 0..<rows.rowCount {
            nodes[NodeAddress(level: rows.integer(row, 0), index: rows.integer(row, 1))] =
                SHA256Digest(bytes: rows.bytes(row, 2))
        }
        return nodes
    }

    /// The bytes of a published tile, as they are stored; nothing where the log does not reach that far.
    func bytes(of tile: Tile) throws(RegistryError) -> [UInt8]? {
        let query: PostgreSQLQuery
        switch tile.kind {
        case .entries:
            query = PostgreSQLQuery(
                "SELECT statement FROM vericlip.entry WHERE id >= $1 AND id < $2 ORDER BY id",
                .integer(tile.entries.lowerBound), .integer(tile.entries.upperBound))
        case .hashes:
            guard let first = tile.nodes.first else { return nil }
            query = PostgreSQLQuery(
                """
                SELECT hash FROM vericlip.node WHERE level = $1 AND position >= $2 AND position < $3
                    ORDER BY position
                """, .integer(first.level), .integer(first.index), .integer(first.index + tile.width))
        }
        let rows = try run(query)
        guard rows.rowCount == tile.width else { return nil }
        let items = (0..<rows.rowCount).map { rows.bytes($0, 0) }
        return tile.kind == .entries ? EntryBundle.encode(items) : items.flatMap { $0 }
    }

    // MARK: Finding entries

    func indices(of selection: EntrySelection) throws(RegistryError) -> [Int] {
        let rows = try run(Self.query(for: selection))
        var indices: [Int] = []
        indices.reserveCapacity(rows.rowCount)
        for row in 0..<rows.rowCount {
            guard let number = UInt32(exactly: rows.integer(row, 0)) else {
                throw .corrupted(path: address.description, detail: "an entry's number is out of range")
            }
            indices.append(Int(number))
        }
        return indices
    }

    private static func query(for selection: EntrySelection) -> PostgreSQLQuery {
        switch selection {
        case .recordings:
            PostgreSQLQuery("SELECT id FROM vericlip.entry WHERE file_sha256 IS NOT NULL ORDER BY id")
        case .recordingsOf(let file):
            PostgreSQLQuery("SELECT id FROM vericlip.entry WHERE file_sha256 = $1 ORDER BY id", .bytes(file.bytes))
        case .keyStatements(let start):
            PostgreSQLQuery(
                "SELECT entry FROM vericlip.remark WHERE type = ANY($1) AND entry >= $2 ORDER BY entry",
                .texts(Statement.typesAboutKeys), .integer(start))
        case .about(let target):
            PostgreSQLQuery("SELECT entry FROM vericlip.remark WHERE target = $1 ORDER BY entry", .bytes(target.bytes))
        case .coverage:
            PostgreSQLQuery(
                "SELECT entry FROM vericlip.remark WHERE type = $1 ORDER BY entry", .text(Statement.typeOfCoverage))
        case .statement(let identity):
            PostgreSQLQuery("SELECT id FROM vericlip.entry WHERE identity = $1", .bytes(identity.bytes))
        }
    }

    func index(ofLeaf hash: SHA256Digest) throws(RegistryError) -> Int? {
        let rows = try run(
            PostgreSQLQuery(
                "SELECT position FROM vericlip.node WHERE hash = $1 AND level = 0 ORDER BY position LIMIT 1",
                .bytes(hash.bytes)))
        return rows.rowCount == 0 ? nil : rows.integer(0, 0)
    }
}
