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
        """
        -- Work for `vericlip work` (`JobQueue`). Rows stay until whoever asked has kept what came out. Times are this server's own.
        CREATE TABLE vericlip.job (
            number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            kind text NOT NULL,
            id text NOT NULL UNIQUE,
            asker text NOT NULL,
            tenant text NOT NULL,
            is_batch boolean NOT NULL,
            -- Start tag: who is served next among tenants.
            turn bigint NOT NULL,
            request bytea NOT NULL,
            state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
            asked_at timestamptz NOT NULL DEFAULT now(),
            attempt bigint NOT NULL DEFAULT 0,
            -- Not before.
            due timestamptz NOT NULL DEFAULT now(),
            -- Until then it is its worker's.
            lease timestamptz,
            worker text,
            progress bytea,
            failure text
        );
        CREATE INDEX job_waiting ON vericlip.job (is_batch, turn, number) WHERE state = 'queued';
        CREATE INDEX job_turn ON vericlip.job (is_batch, turn);
        CREATE INDEX job_tenant ON vericlip.job (tenant, is_batch, turn);
        CREATE INDEX job_lease ON vericlip.job (lease) WHERE state = 'running';
        CREATE INDEX job_asker ON vericlip.job (asker);
        -- The clip that goes with a job. It is compressed already.
        CREATE TABLE vericlip.job_part (
            job bigint NOT NULL REFERENCES vericlip.job ON DELETE CASCADE,
            number bigint NOT NULL,
            bytes bytea NOT NULL,
            PRIMARY KEY (job, number)
        );
        ALTER TABLE vericlip.job_part ALTER COLUMN bytes SET STORAGE EXTERNAL;
        CREATE TABLE vericlip.job_outcome (
            job bigint NOT NULL REFERENCES vericlip.job ON DELETE CASCADE,
            name text NOT NULL,
            bytes bytea NOT NULL,
            PRIMARY KEY (job, name)
        );
        """,
        """
        -- The address that this registry was first copied from; nothing for one that is written here. Whoever has it for a mirror writes
        -- nothing but what is served there.
        ALTER TABLE vericlip.log ADD COLUMN mirror_of text;
        """,
    ]

    /// The first version with jobs.
    static let firstWithJobs = 3
    /// The first version that knows mirrors.
    static let firstWithMirrors = 4

    /// What the owner of the tables runs so that others have no more rights than they need: a reader reads, a writer adds to the log and
    /// to the index and hands in jobs, a worker does jobs. None can change or remove an entry or a hash. Clips that wait are seen by
    /// writers and workers alone.
    static func grants(reader: String, writer: String, worker: String) -> String {
        """
        DO $$ DECLARE name text; BEGIN
            FOREACH name IN ARRAY ARRAY['\(reader)', '\(writer)', '\(worker)'] LOOP
                IF to_regrole(name) IS NULL THEN EXECUTE 'CREATE ROLE ' || name || ' NOLOGIN'; END IF;
            END LOOP;
        END $$;
        GRANT \(reader) TO \(writer), \(worker);
        GRANT USAGE ON SCHEMA vericlip TO \(reader);
        GRANT SELECT ON ALL TABLES IN SCHEMA vericlip TO \(reader);
        REVOKE SELECT ON vericlip.job, vericlip.job_part, vericlip.job_outcome FROM \(reader);
        GRANT INSERT ON vericlip.entry, vericlip.remark, vericlip.node, vericlip.fingerprint,
            vericlip.posting_run, vericlip.posting_page, vericlip.posting_gone TO \(writer);
        GRANT UPDATE (checkpoint, published) ON vericlip.log TO \(writer);
        GRANT UPDATE (fingerprint_sha256) ON vericlip.entry TO \(writer);
        GRANT UPDATE (bytes) ON vericlip.fingerprint TO \(writer);
        GRANT DELETE ON vericlip.posting_run, vericlip.posting_page, vericlip.posting_gone TO \(writer);
        GRANT SELECT ON vericlip.job, vericlip.job_part, vericlip.job_outcome TO \(writer), \(worker);
        GRANT UPDATE (state, attempt, due, lease, worker, progress, failure) ON vericlip.job TO \(writer), \(worker);
        GRANT INSERT ON vericlip.job_outcome TO \(worker);
        GRANT INSERT, DELETE ON vericlip.job TO \(writer);
        GRANT INSERT ON vericlip.job_part TO \(writer);
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
