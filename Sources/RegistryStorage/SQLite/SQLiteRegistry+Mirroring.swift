public import Matching
public import Registry
internal import Signing

/// What a mirror is brought on by, and a copy made of.
extension SQLiteRegistry {
    /// The recordings whose fingerprints are not held here, oldest first.
    public func recordingsWithoutFingerprint() throws(RegistryError) -> [RecordingID] {
        try withConnection { connection throws(RegistryError) in
            let rows = try connection.prepare(
                "SELECT id FROM entry WHERE file_sha256 IS NOT NULL AND fingerprint_sha256 IS NULL ORDER BY id")
            var recordings: [RecordingID] = []
            while try rows.step() { recordings.append(RecordingID(rawValue: UInt32(rows.integer(at: 0)))) }
            return recordings
        }
    }

    public func storedEntries(_ range: Range<Int>) throws(RegistryError) -> [StoredEntry] {
        try withConnection { connection throws(RegistryError) in
            let rows = try connection.prepare(
                "SELECT statement, logged_at, fingerprint_sha256 FROM entry WHERE id >= ? AND id < ? ORDER BY id")
            try rows.bind(range.lowerBound, at: 1)
            try rows.bind(range.upperBound, at: 2)
            var entries: [StoredEntry] = []
            while try rows.step() {
                entries.append(
                    StoredEntry(
                        statement: rows.bytes(at: 0), loggedAt: Int64(rows.integer(at: 1)),
                        fingerprint: SHA256Digest(bytes: rows.bytes(at: 2))))
            }
            return entries
        }
    }

    public func mirroredAddress() -> String? { MirrorMark(beside: path)?.address }
}
