import Foundation
import Matching
import Registry
import RegistryStorage
import Testing

/// A registry whose index lies on three servers of its own.
@Suite(.enabled(if: PostgreSQLServer.shared != nil)) struct PostgreSQLShardsTests {
    private static let keys = (0..<50).map { RetrievalKey(rawValue: UInt32($0)) }

    private static func found(in registry: PostgreSQLRegistry) throws -> [RetrievalKey: [RecordingID]] {
        var lists: [RetrievalKey: [RecordingID]] = [:]
        try registry.forEachList(of: keys) { lists[$0] = $1.map(\.recording) }
        return lists
    }

    @Test func aLookUpIsHandedToAllServersAtOnce() throws {
        let fixture = Fixture()
        _ = try fixture.initialise()
        let address = try PostgreSQLServer.emptyDatabase()
        let registry = try fixture.initialise(in: address)
        for number in 1...5 { _ = try fixture.register(number, in: registry) }
        let before = try Self.found(in: registry)
        _ = try PostgreSQLServer.shard(address, over: 3)
        #expect(try Self.found(in: registry) == before && before.count == 50)

        let plan = try PostgreSQLServer.run(
            "EXPLAIN (VERBOSE, COSTS OFF) SELECT id, bytes FROM vericlip.posting_page WHERE id = ANY('{1,2,3}'::bigint[])",
            in: address)
        #expect(plan.components(separatedBy: "Async Foreign Scan").count == 4)
        #expect(plan.components(separatedBy: "WHERE ((id = ANY ('{1,2,3}'::bigint[])))").count == 4)
        #expect(!plan.contains("Filter:"))
    }

    @Test func whatIsRegisteredAfterwardsIsFoundWhileRunsAreMerged() throws {
        let fixture = Fixture()
        _ = try fixture.initialise()
        let address = try PostgreSQLServer.emptyDatabase()
        let registry = try fixture.initialise(in: address)
        _ = try PostgreSQLServer.shard(address, over: 3)
        for number in 1...20 {
            _ = try fixture.register(number, in: registry)
            try registry.mergeRuns()
        }
        let expected = (1...20).map { RecordingID(rawValue: UInt32($0)) }
        #expect(try Self.found(in: registry).values.allSatisfy { $0 == expected })

        let figures = try registry.indexFigures()
        #expect(figures.runs.count < 6 && figures.shards.count == 3)
        // Those of the merged runs wait for readers who know of them.
        #expect(figures.shards.map(\.pages).reduce(0, +) > figures.pages)
        try PostgreSQLServer.run("UPDATE vericlip.posting_gone SET since = since - interval '1 hour'", in: address)
        let postings = try PostgreSQLServer.run("SELECT count(*) FROM vericlip.posting_gone", in: address)
        #expect(try #require(Int(postings)) >= 8)
        for number in 21...29 {
            _ = try fixture.register(number, in: registry)
            try registry.mergeRuns()
        }
        #expect(try Self.found(in: registry).values.allSatisfy { $0.count == 29 })
        let orphans = """
            SELECT count(*) FROM vericlip.posting_page WHERE id >> 32 NOT IN
                (SELECT id FROM vericlip.posting_run UNION SELECT run FROM vericlip.posting_gone)
            """
        #expect(try PostgreSQLServer.run(orphans, in: address) == "0")
    }

    /// Three servers become two, and a reader that has the list of runs goes on.
    @Test func theIndexIsSpreadAnewWithoutLoss() throws {
        let fixture = Fixture()
        _ = try fixture.initialise()
        let address = try PostgreSQLServer.emptyDatabase()
        let registry = try fixture.initialise(in: address)
        for number in 1...10 { _ = try fixture.register(number, in: registry) }
        _ = try PostgreSQLServer.shard(address, over: 3)
        let before = try Self.found(in: registry)
        _ = try PostgreSQLServer.shard(address, over: 2)
        #expect(try Self.found(in: registry) == before)
        #expect(try registry.indexFigures().shards.count == 2)
        _ = try fixture.register(11, in: registry)
        #expect(try Self.found(in: registry).values.allSatisfy { $0.count == 11 })
    }

    @Test func aLostServerIsAnErrorAndNoAnswer() throws {
        let fixture = Fixture()
        _ = try fixture.initialise()
        let address = try PostgreSQLServer.emptyDatabase()
        let registry = try fixture.initialise(in: address)
        for number in 1...3 { _ = try fixture.register(number, in: registry) }
        let shards = try PostgreSQLServer.shard(address, over: 3)
        // Which of them holds a page hangs on numbers drawn by lot.
        let held = try PostgreSQLServer.run(
            "SELECT right(tableoid::regclass::text, 1) FROM vericlip.posting_page LIMIT 1", in: address)
        /// A server's socket leads nowhere from now on; connections that stand are cut.
        func lose(_ numbers: [String]) throws {
            for number in numbers {
                try PostgreSQLServer.run(
                    "ALTER SERVER vericlip_posting_page_3_\(number) OPTIONS (SET host '/nowhere')", in: address)
            }
            for shard in shards { try PostgreSQLServer.disconnectOthers(from: shard) }
        }
        try lose([held])
        do {
            _ = try Self.found(in: registry)
            Issue.record("no error")
        } catch RegistryError.unreachable(let path, let reason) {
            #expect(path == address.description && reason.contains("vericlip_posting_page_3_\(held)"))
        }
        // Nothing of an entry is kept whose keys could not be.
        try lose(["0", "1", "2"].filter { $0 != held })
        #expect(throws: RegistryError.self) { try fixture.register(4, in: registry) }
        #expect(try registry.recordingCount() == 3)
    }

    @Test func namesAndPasswordsArePutInQuotes() throws {
        let shard = try #require(
            PostgreSQLAddress("postgresql://o'hara:secret@db.example:6543/index?sslmode=verify-full"))
        let sql = PostgreSQLShards.stockSQL([shard])
        #expect(
            sql.registry.contains(
                "dbname 'index', host 'db.example', port '6543', sslmode 'verify-full', async_capable"))
        #expect(sql.registry.contains("OPTIONS (user 'o''hara');"))
        #expect(!sql.registry.contains("secret"))
        #expect(sql.shards.count == 1 && sql.shards[0].contains("vericlip.posting_page_1_0 (id bigint PRIMARY KEY"))
    }
}

extension PostgreSQLServer {
    /// Spreads a registry's index over so many databases of the shared server, as its operator does.
    static func shard(_ registry: PostgreSQLAddress, over count: Int) throws -> [PostgreSQLAddress] {
        let shards = try (0..<count).map { _ in try emptyDatabase() }
        let sql = PostgreSQLShards.stockSQL(shards)
        for (shard, text) in zip(shards, sql.shards) { try run(text, in: shard) }
        try run(sql.registry, in: registry)
        return shards
    }

    /// Ends the connections of everybody else to a database.
    static func disconnectOthers(from database: PostgreSQLAddress) throws {
        try run(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
            """, in: database)
    }
}
