internal import Foundation
public import Registry

/// The pages of the index on servers of their own: what their owner runs once, by psql, and how many lie where.
///
/// One description for both ways. **Stock PostgreSQL**: `posting_page` becomes a table that is partitioned by a hash of the page's number,
/// each partition a foreign table (`postgres_fdw`). A look-up's `id = ANY($1)` is handed to every server, and all are asked at once
/// (asynchronous append, PostgreSQL 14 and later). **Citus**: the extension distributes the same table by the same column. All else, the log
/// first, stays on the one server that has the authority.
public enum PostgreSQLShards {
    /// - Parameter shards: of the databases that are to hold the pages, each reached from the server of the registry.
    public static func stockSQL(_ shards: [PostgreSQLAddress]) -> (registry: String, shards: [String]) {
        let table = "posting_page_\(shards.count)"
        let names = shards.indices.map { "\(table)_\($0)" }
        let servers = zip(names, shards).map { name, shard in
            """
            CREATE SERVER vericlip_\(name) FOREIGN DATA WRAPPER postgres_fdw OPTIONS (
                \(shard.serverOptions.map { "\($0) \(literal($1)), " }.joined())async_capable 'true', fetch_size '20000',
                batch_size '1000');
            CREATE USER MAPPING FOR PUBLIC SERVER vericlip_\(name)\(shard.userOptions);
            """
        }
        let partitions = names.enumerated().map { number, name in
            """
            CREATE FOREIGN TABLE vericlip.\(name) PARTITION OF vericlip.\(table)
                FOR VALUES WITH (MODULUS \(names.count), REMAINDER \(number)) SERVER vericlip_\(name)
                OPTIONS (schema_name 'vericlip', table_name '\(name)');
            """
        }
        let registry = """
            CREATE EXTENSION IF NOT EXISTS postgres_fdw WITH SCHEMA public;
            \(servers.joined(separator: "\n"))
            CREATE TABLE vericlip.\(table) (id bigint NOT NULL, bytes bytea NOT NULL) PARTITION BY HASH (id);
            \(partitions.joined(separator: "\n"))

            -- Everything goes on while the pages that are there now are copied.
            CREATE TEMPORARY TABLE copied AS SELECT id FROM vericlip.posting_run;
            INSERT INTO vericlip.\(table) SELECT page.id, page.bytes FROM vericlip.posting_page AS page
                JOIN copied ON page.id >> 32 = copied.id;

            -- The rest, and the change: whoever registers waits for this, whoever looks up for its last moment.
            BEGIN;
            LOCK TABLE vericlip.posting_page IN SHARE MODE;
            INSERT INTO vericlip.\(table) SELECT page.id, page.bytes FROM vericlip.posting_page AS page
                JOIN vericlip.posting_run AS run ON page.id >> 32 = run.id
                WHERE NOT EXISTS (SELECT FROM copied WHERE copied.id = run.id);
            DO $$DECLARE held record; BEGIN
                FOR held IN SELECT acl.privilege_type, acl.grantee::regrole AS role FROM pg_class, aclexplode(relacl) AS acl
                    WHERE pg_class.oid = 'vericlip.posting_page'::regclass AND acl.grantee <> 0 AND acl.grantee <> relowner
                LOOP
                    EXECUTE format('GRANT %s ON vericlip.\(table) TO %s', held.privilege_type, held.role);
                END LOOP;
            END$$;
            ALTER TABLE vericlip.posting_page RENAME TO posting_page_before;
            ALTER TABLE vericlip.\(table) RENAME TO posting_page;
            DELETE FROM vericlip.posting_shard;
            INSERT INTO vericlip.posting_shard (number, name) VALUES
                \(shards.enumerated().map { "(\($0), \(literal($1.description)))" }.joined(separator: ",\n    "));
            COMMIT;
            DROP TABLE vericlip.posting_page_before;
            """
        let tables = names.map { name in
            """
            CREATE SCHEMA IF NOT EXISTS vericlip;
            CREATE TABLE vericlip.\(name) (id bigint PRIMARY KEY, bytes bytea NOT NULL);
            ALTER TABLE vericlip.\(name) ALTER COLUMN bytes SET STORAGE PLAIN;
            """
        }
        return (registry, tables)
    }

    /// For a database whose servers run the extension Citus, which is not a part of Debian: never run here.
    /// - Parameter count: of parts.
    public static func citusSQL(count: Int) -> String {
        """
        BEGIN;
        SELECT create_distributed_table('vericlip.posting_page', 'id', shard_count => \(count));
        INSERT INTO vericlip.posting_shard (number, name) VALUES (0, 'Citus, \(count) parts');
        COMMIT;
        """
    }

    private static func literal(_ text: String) -> String { PostgreSQLAddress.literal(text) }
}

extension PostgreSQLAddress {
    static func literal(_ text: String) -> String {
        // A backslash begins no escape here: standard_conforming_strings is on since PostgreSQL 9.1.
        "'" + text.replacingOccurrences(of: "'", with: "''") + "'"
    }

    /// Of a foreign server, in the order of their names: where it is and how it is reached, without who asks.
    fileprivate var serverOptions: [(name: String, value: String)] {
        let refused: Set = ["user", "password", "sslpassword", "service", "passfile", "client_encoding"]
        return options.filter { !refused.contains($0.key) }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    fileprivate var userOptions: String {
        guard let user = options["user"] else { return "" }
        return " OPTIONS (user \(Self.literal(user)))"
    }
}

extension PostgreSQLRegistry {
    public func indexFigures() throws(RegistryError) -> IndexFigures {
        try pool.read { connection throws(RegistryError) in
            let rows = try connection.run([
                PostgreSQLQuery("SELECT page_count FROM vericlip.posting_run ORDER BY id"),
                PostgreSQLQuery("SELECT name FROM vericlip.posting_shard ORDER BY number"),
                PostgreSQLQuery(
                    """
                    SELECT inhrelid::regclass::text FROM pg_inherits
                        WHERE inhparent = 'vericlip.posting_page'::regclass ORDER BY inhrelid
                    """),
            ])
            var shards: [IndexFigures.Shard] = []
            for row in 0..<rows[1].rowCount {
                // Citus names its parts by itself, and counts them together.
                let table = row < rows[2].rowCount ? rows[2].text(row, 0) : "vericlip.posting_page"
                let pages = try connection.run(PostgreSQLQuery("SELECT count(*) FROM \(table)")).integer(0, 0)
                shards.append(.init(name: rows[1].text(row, 0), pages: pages))
            }
            return IndexFigures(
                runs: (0..<rows[0].rowCount).map { rows[0].integer($0, 0) }, pageBytes: PostgreSQLPostings.pageCapacity,
                shards: shards)
        }
    }
}
