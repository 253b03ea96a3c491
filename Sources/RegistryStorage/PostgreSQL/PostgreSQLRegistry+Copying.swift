public import Matching
public import Registry
internal import Signing
internal import TransparencyLog

/// What a copy of the registry is made of, and how one is taken over.
extension PostgreSQLRegistry {
    public func recordingsWithoutFingerprint() throws(RegistryError) -> [RecordingID] {
        try pool.read { connection throws(RegistryError) in
            let rows = try connection.run(
                PostgreSQLQuery(
                    """
                    SELECT id FROM vericlip.entry
                        WHERE file_sha256 IS NOT NULL AND fingerprint_sha256 IS NULL ORDER BY id
                    """))
            return (0..<rows.rowCount).map { RecordingID(rawValue: UInt32(rows.integer($0, 0))) }
        }
    }

    public func storedEntries(_ range: Range<Int>) throws(RegistryError) -> [StoredEntry] {
        try pool.read { connection throws(RegistryError) in
            let rows = try connection.run(
                PostgreSQLQuery(
                    """
                    SELECT statement, logged_at, fingerprint_sha256 FROM vericlip.entry
                        WHERE id >= $1 AND id < $2 ORDER BY id
                    """, .integer(range.lowerBound), .integer(range.upperBound)))
            return (0..<rows.rowCount).map { row in
                StoredEntry(
                    statement: rows.bytes(row, 0), loggedAt: Int64(rows.integer(row, 1)),
                    fingerprint: SHA256Digest(bytes: rows.bytes(row, 2)))
            }
        }
    }
}

extension PostgreSQLConnection: RegistryCopyTarget {
    func take(_ entries: [TakenEntry], _ nodes: [Node]) throws(RegistryError) {
        var rows = NewRows()
        for entry in entries {
            rows.add(
                entry.stored.statement, identity: entry.identity, content: entry.content,
                hasFingerprint: entry.stored.fingerprint != nil, at: entry.index, loggedAt: entry.stored.loggedAt)
        }
        _ = try run(rows.queries() + [Self.insert(nodes)])
    }

    func take(fingerprint: [UInt8]) throws(RegistryError) {
        _ = try run(NewRows.insert(SHA256Digest(of: fingerprint).bytes, fingerprint))
    }

    func take(_ postings: [KeyedPosting]) throws(RegistryError) {
        try PostgreSQLPostings.insert(postings, into: self)
    }

    func take(
        checkpoint note: [UInt8], published: [UInt8]?, of log: NoteVerifierKey
    ) throws(RegistryError) {
        try update(checkpoint: note, of: log, after: nil)
        _ = try run(PostgreSQLQuery("UPDATE vericlip.log SET published = $1", .bytes(published)))
    }
}
