internal import Matching
internal import Registry

/// The retrieval index's part of a registry file: a row a posting.
enum SQLitePostings {
    static let schema = """
        CREATE TABLE posting (
            key INTEGER NOT NULL,
            recording INTEGER NOT NULL REFERENCES entry (id),
            time INTEGER NOT NULL,
            PRIMARY KEY (key, recording, time)
        ) STRICT, WITHOUT ROWID;
        """

    /// Called in the transaction that logs the recording.
    static func insert(
        _ postings: [KeyedPosting], into connection: borrowing SQLiteConnection
    ) throws(RegistryError) {
        let statement = try connection.prepare("INSERT OR IGNORE INTO posting (key, recording, time) VALUES (?, ?, ?)")
        for keyed in postings {
            try statement.bind(Int(keyed.key.rawValue), at: 1)
            try statement.bind(Int(keyed.posting.recording.rawValue), at: 2)
            try statement.bind(Int(keyed.posting.time), at: 3)
            try statement.run()
        }
    }
}
