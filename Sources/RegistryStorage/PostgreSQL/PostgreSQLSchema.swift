internal import Registry

/// The tables of a registry on PostgreSQL, how older ones become newer ones, and who may do what with them.
///
/// All lies in a schema of its own, and statements name it: nothing hangs on anybody's search path.
enum PostgreSQLSchema {
    /// What the newest row of `vericlip.migration` says of a database that this program writes.
    static var version: Int { migrations.count }

    /// Numbers of advisory locks, of this program's own ("VC" and a count).
    enum Lock {
        /// Held by whoever makes or migrates the tables.
        static let schema = 0x5643_0001
        /// Held by whoever merges runs of postings.
        static let merging = 0x5643_0002
    }

    /// Migration i makes version i + 1 of version i. One that has shipped never changes.
    private static let migrations = [
        """
        CREATE SCHEMA vericlip;
        -- Which migrations were made, and when.
        CREATE TABLE vericlip.migration (
            version bigint PRIMARY KEY,
            made_at timestamptz NOT NULL DEFAULT now()
        );
        -- One row: the log's key, the newest checkpoint as a signed note, and the one that was published last with its
        -- cosignatures. Whoever writes holds its lock.
        CREATE TABLE vericlip.log (
            id bigint PRIMARY KEY CHECK (id = 0),
            verifier_key text NOT NULL,
            checkpoint bytea NOT NULL,
            published bytea
        );
        -- Fingerprints under their own hash. They are compressed already.
        CREATE TABLE vericlip.fingerprint (
            sha256 bytea PRIMARY KEY,
            bytes bytea NOT NULL
        );
        ALTER TABLE vericlip.fingerprint ALTER COLUMN bytes SET STORAGE EXTERNAL;
        -- The log. All but the statement itself is derived from it, to be found by; readers believe the statement alone.
        CREATE TABLE vericlip.entry (
            id bigint PRIMARY KEY,
            statement bytea NOT NULL,
            identity bytea NOT NULL UNIQUE,
            logged_at bigint NOT NULL,
            file_sha256 bytea,
            fingerprint_sha256 bytea REFERENCES vericlip.fingerprint (sha256)
        );
        CREATE INDEX recording ON vericlip.entry (file_sha256, id) WHERE file_sha256 IS NOT NULL;
        CREATE INDEX recording_number ON vericlip.entry (id) WHERE file_sha256 IS NOT NULL;
        -- Entries that are not recordings: their type, and the record (by its leaf hash) or the key of which they say something.
        CREATE TABLE vericlip.remark (
            entry bigint PRIMARY KEY REFERENCES vericlip.entry (id),
            type text NOT NULL,
            target bytea
        );
        CREATE INDEX remark_type ON vericlip.remark (type, entry);
        CREATE INDEX remark_target ON vericlip.remark (target, entry) WHERE target IS NOT NULL;
        -- The hash of every complete subtree of the log.
        CREATE TABLE vericlip.node (
            level bigint NOT NULL,
            position bigint NOT NULL,
            hash bytea NOT NULL,
            PRIMARY KEY (level, position)
        );
        CREATE INDEX leaf ON vericlip.node (hash, position) WHERE level = 0;
        -- The retrieval index: runs of posting lists. A directory holds the first key of each page, four bytes each, little end
        -- first; page i of run r is row r * 2^32 + i. Rows are added and deleted, and never changed: who has read one need not
        -- read it again. Pages are as good as random to a compressor, and small enough to lie in the row.
        CREATE TABLE vericlip.posting_run (
            id bigint PRIMARY KEY,
            page_count bigint NOT NULL,
            directory bytea NOT NULL
        );
        ALTER TABLE vericlip.posting_run ALTER COLUMN directory SET STORAGE EXTERNAL;
        CREATE TABLE vericlip.posting_page (
            id bigint PRIMARY KEY,
            bytes bytea NOT NULL
        );
        ALTER TABLE vericlip.posting_page ALTER COLUMN bytes SET STORAGE PLAIN;
        -- The servers that hold the pages, where they are not here (`PostgreSQLShards`).
        CREATE TABLE vericlip.posting_shard (
            number bigint PRIMARY KEY,
            name text NOT NULL
        );
        -- Runs that are no longer, and whose pages lie there still: another server knows nothing of the moment that a reader here
        -- sees, and whoever has read the list of runs before must find their pages.
        CREATE TABLE vericlip.posting_gone (
            run bigint PRIMARY KEY,
            since timestamptz NOT NULL DEFAULT now()
        );
        """,
        """
        -- Where fingerprints lie whose bytes are not here: the address of a store of objects. In the log's row, so that whoever adds
        -- one learns of it under the lock, and by that row's rights: who reads it may read this, and the owner alone changes it.
        ALTER TABLE vericlip.log ADD COLUMN fingerprint_store text;
        ALTER TABLE vericlip.fingerprint ALTER COLUMN bytes DROP NOT NULL;
        """,
    ]

    /// What the owner of the tables runs so that others have no more rights than they need: a reader reads, a writer adds to the log and
    /// to the index. Neither can change or remove an entry or a hash.
    static func grants(reader: String, writer: String) -> String {
        """
        CREATE ROLE \(reader) NOLOGIN;
        CREATE ROLE \(writer) NOLOGIN IN ROLE \(reader);
        GRANT USAGE ON SCHEMA vericlip TO \(reader);
        GRANT SELECT ON ALL TABLES IN SCHEMA vericlip TO \(reader);
        GRANT INSERT ON vericlip.entry, vericlip.remark, vericlip.node, vericlip.fingerprint,
            vericlip.posting_run, vericlip.posting_page, vericlip.posting_gone TO \(writer);
        GRANT UPDATE (checkpoint, published) ON vericlip.log TO \(writer);
        GRANT UPDATE (fingerprint_sha256) ON vericlip.entry TO \(writer);
        GRANT UPDATE (bytes) ON vericlip.fingerprint TO \(writer);
        GRANT DELETE ON vericlip.posting_run, vericlip.posting_page, vericlip.posting_gone TO \(writer);
        """
    }

    /// What stands in a database.
    enum Finding {
        case empty
        case registry(version: Int)
        case somethingElse
    }

    static func finding(in connection: borrowing PostgreSQLConnection) throws(RegistryError) -> Finding {
        let found = try connection.run(
            PostgreSQLQuery(
                "SELECT to_regnamespace('vericlip') IS NOT NULL, to_regclass('vericlip.migration') IS NOT NULL"))
        guard found.integer(0, 0) == 1 else { return .empty }
        guard found.integer(0, 1) == 1 else { return .somethingElse }
        let version = try connection.run(PostgreSQLQuery("SELECT max(version) FROM vericlip.migration"))
        return .registry(version: version.integer(0, 0))
    }

    /// Inside a transaction, so that a database has one version or the next.
    static func migrate(
        _ connection: borrowing PostgreSQLConnection, from version: Int
    ) throws(RegistryError) {
        for (index, migration) in migrations.enumerated().dropFirst(version) {
            try connection.execute(migration, doing: "make the tables of version \(index + 1)")
            _ = try connection.run(
                PostgreSQLQuery("INSERT INTO vericlip.migration (version) VALUES ($1)", .integer(index + 1)))
        }
    }
}
