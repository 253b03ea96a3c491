internal import Registry

/// The tables of a registry file, and how older files become newer ones.
enum RegistrySchema {
    /// "VCLP": tells a registry from any other SQLite file.
    static let applicationID = 0x5643_4C50
    /// What `PRAGMA user_version` says of a file that this program writes.
    static var version: Int { migrations.count }

    /// Migration i makes version i + 1 of version i. One that has shipped never changes.
    private static let migrations = [
        """
        -- One row: the log's key, and the newest checkpoint as a signed note.
        CREATE TABLE log (
            id INTEGER PRIMARY KEY CHECK (id = 0),
            verifier_key TEXT NOT NULL,
            checkpoint BLOB NOT NULL
        ) STRICT;
        -- Fingerprints under their own hash; a rowid table, because blobs are large.
        CREATE TABLE fingerprint (
            sha256 BLOB PRIMARY KEY NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT;
        -- The log. All but the statement itself is derived from it, to be found by; readers believe the statement alone.
        CREATE TABLE entry (
            id INTEGER PRIMARY KEY,
            statement BLOB NOT NULL,
            identity BLOB NOT NULL UNIQUE,
            logged_at INTEGER NOT NULL,
            file_sha256 BLOB,
            fingerprint_sha256 BLOB REFERENCES fingerprint (sha256)
        ) STRICT;
        CREATE INDEX recording ON entry (file_sha256) WHERE file_sha256 IS NOT NULL;
        CREATE TABLE publisher_key (
            key_id BLOB NOT NULL,
            entry INTEGER NOT NULL REFERENCES entry (id),
            PRIMARY KEY (key_id, entry)
        ) STRICT, WITHOUT ROWID;
        -- The hash of every complete subtree of the log.
        CREATE TABLE node (
            level INTEGER NOT NULL,
            position INTEGER NOT NULL,
            hash BLOB NOT NULL,
            PRIMARY KEY (level, position)
        ) STRICT, WITHOUT ROWID;
        """ + SQLitePostings.schema,
        """
        -- The checkpoint that was published last, with its cosignatures.
        ALTER TABLE log ADD COLUMN published BLOB;
        """,
        """
        -- Entries that are not recordings: their type, and the record (by its leaf hash) or the key of which they say something.
        CREATE TABLE remark (
            entry INTEGER PRIMARY KEY REFERENCES entry (id),
            type TEXT NOT NULL,
            target BLOB
        ) STRICT;
        CREATE INDEX remark_type ON remark (type, entry);
        CREATE INDEX remark_target ON remark (target, entry) WHERE target IS NOT NULL;
        INSERT INTO remark (entry, type) SELECT DISTINCT entry, 'publisher.register' FROM publisher_key;
        DROP TABLE publisher_key;
        -- An entry by its leaf hash, as later entries name it.
        CREATE INDEX leaf ON node (hash) WHERE level = 0;
        """,
    ]

    /// The first version with a published checkpoint; older files are read as they are, on media that cannot be written too.
    static let firstWithPublished = 2
    /// The first version with remarks.
    static let firstWithRemarks = 3

    /// What stands at a path that opened as a SQLite file.
    enum Finding {
        case empty
        case registry(version: Int)
        case somethingElse
    }

    static func finding(in connection: borrowing SQLiteConnection) throws(RegistryError) -> Finding {
        let identifier = try connection.integer("PRAGMA application_id") ?? 0
        if identifier == applicationID { return .registry(version: try connection.integer("PRAGMA user_version") ?? 0) }
        let tables = try connection.integer("SELECT count(*) FROM sqlite_schema") ?? 0
        return identifier == 0 && tables == 0 ? .empty : .somethingElse
    }

    /// Inside a transaction, so that a file has one version or the next.
    static func migrate(_ connection: borrowing SQLiteConnection, from version: Int) throws(RegistryError) {
        for migration in migrations.dropFirst(version) { try connection.execute(migration) }
        try connection.execute("PRAGMA application_id = \(applicationID)")
        try connection.execute("PRAGMA user_version = \(self.version)")
    }
}
