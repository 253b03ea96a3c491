public import Matching
public import Registry
internal import Signing

/// What a mirror writes: the copies of fingerprints, each with its keys.
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

    /// Keeps a recording's fingerprint and the postings that it is found by: both or, after a crash, neither. `recordFails` where
    /// it is not the one that was signed.
    public func keep(
        fingerprint bytes: [UInt8], of recording: RecordingID, postings: [KeyedPosting]
    ) throws(RegistryError) {
        guard let reference = try fingerprintReference(at: Int(recording.rawValue)), reference.isOf(bytes) else {
            throw .recordFails(recording, .fingerprint)
        }
        try withConnection { connection throws(RegistryError) in
            try connection.transaction { connection throws(RegistryError) in
                try connection.insert(fingerprint: bytes)
                let entry = try connection.prepare("UPDATE entry SET fingerprint_sha256 = ? WHERE id = ?")
                try entry.bind(reference.sha256.bytes, at: 1)
                try entry.bind(Int(recording.rawValue), at: 2)
                try entry.run()
                try SQLitePostings.insert(postings, into: connection)
            }
        }
    }
}
