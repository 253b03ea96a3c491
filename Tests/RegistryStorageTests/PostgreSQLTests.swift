import Foundation
import Matching
import Registry
import RegistryStorage
import Signing
import Testing
import TransparencyLog

/// What goes wrong around a registry on PostgreSQL: each says so, and nothing is lost.
@Suite(.enabled(if: PostgreSQLServer.shared != nil)) struct PostgreSQLTests {
    /// A home's keys and two recordings in a database of its own.
    private struct Database: ~Copyable {
        let fixture: Fixture
        let address: PostgreSQLAddress
        let registry: PostgreSQLRegistry

        private init(_ fixture: consuming Fixture, _ address: PostgreSQLAddress, _ registry: PostgreSQLRegistry) {
            self.fixture = fixture
            self.address = address
            self.registry = registry
        }

        static func made(on server: PostgreSQLServer? = nil) throws -> Database {
            let fixture = Fixture()
            _ = try fixture.initialise()
            let address = try server?.emptyDatabase() ?? PostgreSQLServer.emptyDatabase()
            let registry = try fixture.initialise(in: address)
            for number in 1...2 { _ = try fixture.register(number, in: registry) }
            return Database(fixture, address, registry)
        }

        func alter(_ sql: String) throws { try PostgreSQLServer.run(sql, in: address) }

        func address(as user: String) throws -> PostgreSQLAddress {
            let text = address.connectionString.replacingOccurrences(of: "//vericlip@", with: "//\(user)@")
            return try #require(PostgreSQLAddress(text))
        }
    }

    private static func expectWhole(_ registry: PostgreSQLRegistry) throws {
        let records = try registry.records(trusting: TrustedKeys())
        #expect(try registry.checkpoint()?.size == records.count + 1)
        for record in records {
            #expect(record.defects.isEmpty)
            #expect(try registry.fingerprintBytes(of: record.id) != nil)
        }
        var postings: [Posting] = []
        try registry.forEachList(of: [RetrievalKey(rawValue: 0)]) { postings += $1 }
        #expect(postings.map(\.recording) == records.map(\.id))
    }

    private func expectError(
        _ matches: (RegistryError) -> Bool, sourceLocation: SourceLocation = #_sourceLocation,
        when body: () throws -> Void
    ) throws {
        do {
            try body()
            Issue.record("no error", sourceLocation: sourceLocation)
        } catch let error as RegistryError {
            #expect(matches(error), "\(error)", sourceLocation: sourceLocation)
        }
    }

    private static func isUnreachable(_ error: RegistryError) -> Bool {
        if case .unreachable = error { true } else { false }
    }

    private static func isCorrupted(_ error: RegistryError) -> Bool {
        if case .corrupted = error { true } else { false }
    }

    // MARK: What is there

    @Test func whatIsNotARegistryIsNamed() throws {
        let database = try Database.made()
        let empty = try PostgreSQLServer.emptyDatabase()
        #expect(throws: RegistryError.notInitialised(path: empty.description)) {
            try PostgreSQLRegistry(reading: empty)
        }
        try PostgreSQLServer.run("CREATE SCHEMA vericlip", in: empty)
        #expect(throws: RegistryError.notARegistry(path: empty.description)) {
            try PostgreSQLRegistry(writing: empty)
        }
        let path = database.address.description
        #expect(throws: RegistryError.alreadyInitialised(path: path)) {
            try database.fixture.initialise(in: database.address)
        }
        try database.alter("INSERT INTO vericlip.migration (version) VALUES (99)")
        let error = #expect(throws: RegistryError.self) { try PostgreSQLRegistry(reading: database.address) }
        guard case .wrongVersion(path, 99, 1..<99) = error else { throw try #require(error) }
    }

    @Test func noPasswordIsShown() throws {
        let address = try #require(
            PostgreSQLAddress("postgresql://desk:se%20cret@db.example:5433/registry?sslmode=require"))
        #expect(address.description == "postgresql://desk@db.example:5433/registry")
        #expect(address.holdsPassword)
        let socket = try #require(PostgreSQLAddress("postgres:///registry?host=/run/postgresql&service=news"))
        #expect(socket.description == "postgresql://%2Frun%2Fpostgresql/registry?service=news")
        #expect(!socket.holdsPassword)
        let several = try #require(PostgreSQLAddress("postgresql://desk@one.example:5433,two.example/registry"))
        #expect(several.description == "postgresql://desk@one.example:5433,two.example/registry")
        for text in ["postgresql://desk:se%zzcret@db", "https://db.example", "postgresql:desk"] {
            #expect(PostgreSQLAddress(text) == nil)
        }
    }

    @Test(
        arguments: [
            (
                "UPDATE vericlip.entry SET statement = (SELECT statement FROM vericlip.entry WHERE id = 2) WHERE id = 1",
                .inclusion
            ),
            (#"UPDATE vericlip.node SET hash = '\x00' WHERE level = 0 AND position = 0"#, nil),
            ("UPDATE vericlip.log SET checkpoint = ''", .checkpoint),
            ("DELETE FROM vericlip.remark", nil),
        ] as [(String, RecordDefect?)])
    func anAlteredRecordFails(alteration: String, expected: RecordDefect?) throws {
        let database = try Database.made()
        try database.alter(alteration)
        do {
            let registry = try PostgreSQLRegistry(reading: database.address)
            let record = try #require(
                try registry.record(RecordingID(rawValue: 1), trusting: try database.fixture.home.trustedKeys()))
            #expect(!record.defects.isEmpty)
            if let expected { #expect(record.defects.first == expected) }
        } catch RegistryError.corrupted {
            #expect(expected == nil)
        }
    }

    @Test(arguments: [
        #"UPDATE vericlip.node SET hash = sha256('') WHERE level = 1"#, "UPDATE vericlip.log SET checkpoint = ''",
    ])
    func anAlteredLogTakesNothingMore(alteration: String) throws {
        let database = try Database.made()
        try database.alter(alteration)
        #expect(throws: RegistryError.logFails(origin: database.registry.log.name)) {
            try database.fixture.register(3, in: database.registry)
        }
        #expect(try database.registry.recordingCount() == 2)
    }

    @Test(arguments: [#"substr(bytes, 1, 3) || '\xffffffffffffffff'"#, "''", "substr(bytes, 2)"])
    func aDamagedPageIsAnErrorAndNoAnswer(damage: String) throws {
        let database = try Database.made()
        try database.alter("UPDATE vericlip.posting_page SET bytes = \(damage)")
        try expectError(Self.isCorrupted) {
            try database.registry.forEachList(of: (0..<50).map { RetrievalKey(rawValue: $0) }) { _, _ in }
        }
        try database.alter("DELETE FROM vericlip.posting_page")
        try expectError(Self.isCorrupted) {
            try database.registry.forEachList(of: [RetrievalKey(rawValue: 7)]) { _, _ in }
        }
    }

    // MARK: Several at once

    @Test func writersInTurnAndReadersMeanwhile() async throws {
        let database = try Database.made()
        let (home, address) = (database.fixture.home, database.address)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 1...3 {
                group.addTask {
                    let registry = try PostgreSQLRegistry(writing: address)
                    for number in 0..<20 {
                        _ = try Recordings.register(writer * 100 + number, in: registry, home: home)
                        try registry.mergeRuns()
                    }
                }
            }
            group.addTask {
                let registry = try PostgreSQLRegistry(reading: address)
                var seen = 0
                while seen < 62 {
                    let records = try registry.records(trusting: TrustedKeys())
                    #expect(records.allSatisfy { $0.defects.isEmpty } && records.count >= seen)
                    // Runs are merged meanwhile: every recording is found, each once.
                    var found: [RecordingID] = []
                    try registry.forEachList(of: [RetrievalKey(rawValue: 7)]) { found += $1.map(\.recording) }
                    #expect(found.count >= records.count && Set(found).count == found.count)
                    seen = records.count
                    await Task.yield()
                }
            }
            try await group.waitForAll()
        }
        try Self.expectWhole(try PostgreSQLRegistry(reading: address))
        let runs = try PostgreSQLServer.run("SELECT count(*) FROM vericlip.posting_run", in: address)
        #expect(try #require(Int(runs)) < 8)
    }

    @Test func aSecondWriterWaitsAndSaysSo() throws {
        let database = try Database.made()
        let (home, address) = (database.fixture.home, database.address)
        let other = try PostgreSQLRegistry(writing: address, patience: .init(lock: 50))
        let signer = try home.logSigner(for: other.log)
        // Inside the first one's transaction the second one tries.
        let submission = try submission(3, in: database) {
            #expect(throws: RegistryError.locked(path: address.description, waitedMilliseconds: 50)) {
                try Recordings.register(4, in: other, home: home)
            }
        }
        #expect(try database.registry.append([submission], signer: signer)[0].isNew)
        #expect(try Recordings.register(4, in: other, home: home).index == 4)
        try Self.expectWhole(other)
    }

    /// The fence: a writer whose session is gone commits nothing, whatever it believes, after another has written.
    @Test func aWriterThatWasCutOffCommitsNothing() throws {
        let database = try Database.made()
        let (home, address) = (database.fixture.home, database.address)
        let other = try PostgreSQLRegistry(writing: address)
        let signer = try home.logSigner(for: other.log)
        let submission = try submission(3, in: database) {
            do {
                try PostgreSQLServer.run(
                    """
                    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
                        WHERE datname = current_database() AND state = 'idle in transaction'
                    """, in: address)
                _ = try Recordings.register(4, in: other, home: home)
            } catch {
                Issue.record(error)
            }
        }
        try expectError(Self.isUnreachable) { _ = try database.registry.append([submission], signer: signer) }
        #expect(try other.checkpoint()?.size == 4)
        try Self.expectWhole(other)
        // It goes on, after the other's entry.
        #expect(try Recordings.register(3, in: database.registry, home: home).index == 4)
        try Self.expectWhole(database.registry)
    }

    private func submission(
        _ number: Int, in database: borrowing Database, meanwhile: @escaping @Sendable () -> Void
    ) throws -> LogSubmission {
        try database.registry.submission(
            of: Recordings.statement(number), fingerprint: Recordings.fingerprint(number),
            by: try database.fixture.home.publisherKey(), at: 1_790_000_001
        ) { recording in
            meanwhile()
            return (0..<50).map {
                KeyedPosting(key: .init(rawValue: $0), posting: .init(recording: recording, time: $0))
            }
        }
    }

    // MARK: The server

    @Test func aServerThatStoppedIsNotAnEmptyAnswer() throws {
        let server = try #require(PostgreSQLServer())
        let database = try Database.made(on: server)
        let registry = database.registry
        func find() throws -> Int {
            var count = 0
            try registry.forEachList(of: [RetrievalKey(rawValue: 7)]) { count += $1.count }
            return count
        }
        #expect(try find() == 2)
        try server.stop()
        try expectError(Self.isUnreachable) { _ = try find() }
        try expectError(Self.isUnreachable) { _ = try registry.recordingCount() }
        try expectError(Self.isUnreachable) { _ = try database.fixture.register(3, in: registry) }
        try expectError(Self.isUnreachable) { _ = try PostgreSQLRegistry(reading: database.address) }
        try server.start()
        #expect(try find() == 2)
        #expect(try database.fixture.register(3, in: registry).index == 3)
        #expect(try find() == 3)
    }

    /// A server that hangs is no longer waited for, and is no answer either.
    @Test func aServerThatHangsIsNotWaitedForForEver() throws {
        let server = try #require(PostgreSQLServer())
        let database = try Database.made(on: server)
        let address = try #require(
            PostgreSQLAddress(database.address.connectionString + "?connect_timeout=2"))
        let registry = try PostgreSQLRegistry(
            reading: address, patience: PostgreSQLPatience(lock: 100, answer: 100))
        let pids = try PostgreSQLServer.run(
            """
            SELECT pid FROM pg_stat_activity WHERE application_name = 'vericlip' AND pid <> pg_backend_pid()
            UNION SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int
            """, in: database.address
        ).split(separator: "\n").compactMap { pid_t($0) }
        #expect(pids.count >= 3)
        do {
            for pid in pids { #expect(kill(pid, SIGSTOP) == 0) }
            defer { for pid in pids { #expect(kill(pid, SIGCONT) == 0) } }
            try expectError(Self.isUnreachable) { _ = try PostgreSQLRegistry(reading: address) }
            try expectError(Self.isUnreachable) {
                try registry.forEachList(of: [RetrievalKey(rawValue: 7)]) { _, _ in }
            }
        }
        #expect(try registry.recordingCount() == 2)
    }

    @Test func aFullDiskKeepsNothingOfTheEntry() throws {
        let database = try Database.made()
        try database.alter(
            """
            CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
                $$BEGIN RAISE EXCEPTION USING ERRCODE = 'disk_full', MESSAGE = 'no space left'; END$$;
            CREATE TRIGGER full_disk BEFORE INSERT ON vericlip.posting_page EXECUTE FUNCTION full_disk();
            """)
        #expect(throws: RegistryError.diskFull(path: database.address.description)) {
            try database.fixture.register(3, in: database.registry)
        }
        #expect(try database.registry.checkpoint()?.size == 3)
        try database.alter("DROP TRIGGER full_disk ON vericlip.posting_page")
        #expect(try database.fixture.register(3, in: database.registry).index == 3)
        try Self.expectWhole(database.registry)
    }

    @Test func aDatabaseThatIsReadOnlyIsReadAndNotWritten() throws {
        let database = try Database.made()
        let address = try #require(
            PostgreSQLAddress(database.address.connectionString + "?options=-c%20default_transaction_read_only%3Don"))
        let registry = try PostgreSQLRegistry(writing: address)
        #expect(try registry.recordingCount() == 2)
        #expect(throws: RegistryError.readOnly(path: address.description)) {
            try database.fixture.register(3, in: registry)
        }
    }
}
