import Foundation
import Matching
import Registry
import RegistryStorage
import Signing
import Testing

/// A registry file that was altered, damaged, locked, or cannot be written: each says so, and nothing is lost.
@Suite struct FailureTests {
    @Test(
        arguments: [
            ("UPDATE entry SET statement = (SELECT statement FROM entry WHERE id = 2) WHERE id = 1", .inclusion),
            ("UPDATE entry SET statement = zeroblob(9) WHERE id = 1", .inclusion),
            ("UPDATE node SET hash = zeroblob(32) WHERE level = 0 AND position = 0", .inclusion),
            ("UPDATE log SET checkpoint = x''", .checkpoint),
            ("DELETE FROM remark", nil),
        ] as [(String, RecordDefect?)])
    func anAlteredRecordFails(alteration: String, expected: RecordDefect?) throws {
        let fixture = Fixture()
        try prepare(fixture)
        try alter(fixture, alteration)
        let registry = try SQLiteRegistry(reading: fixture.home.registryFile)
        let record = try #require(
            try registry.record(RecordingID(rawValue: 1), trusting: try fixture.home.trustedKeys()))
        #expect(!record.defects.isEmpty)
        if let expected { #expect(record.defects.first == expected) }
    }

    @Test func anAlteredSignatureFails() throws {
        let fixture = Fixture()
        try prepare(fixture)
        // The last byte of an Ed25519 signature is never that large.
        try alter(
            fixture,
            "UPDATE entry SET statement = CAST(substr(statement, 1, length(statement) - 1) || x'FF' AS BLOB) WHERE id = 1"
        )
        let registry = try SQLiteRegistry(reading: fixture.home.registryFile)
        let record = try #require(try registry.record(RecordingID(rawValue: 1), trusting: TrustedKeys()))
        #expect(record.defects == [.inclusion, .statement(.badSignature)])
        #expect(record.signed == nil && record.trust == .unknown)
    }

    @Test func anAlteredFingerprintFails() throws {
        let fixture = Fixture()
        try prepare(fixture)
        try alter(fixture, "UPDATE fingerprint SET bytes = x'00'")
        let registry = try SQLiteRegistry(reading: fixture.home.registryFile)
        let id = RecordingID(rawValue: 1)
        #expect(throws: RegistryError.recordFails(id, .fingerprint)) { try registry.fingerprintBytes(of: id) }
    }

    /// A log that does not lead to its checkpoint is not signed again, or the alteration would be vouched for.
    @Test(arguments: ["UPDATE node SET hash = zeroblob(32) WHERE level = 1", "UPDATE log SET checkpoint = x''"])
    func anAlteredLogTakesNothingMore(alteration: String) throws {
        let fixture = Fixture()
        try prepare(fixture)
        try alter(fixture, alteration)
        let registry = try SQLiteRegistry(writing: fixture.home.registryFile)
        expectError(
            { $0 == .logFails(origin: registry.log.name) },
            when: { () throws(RegistryError) in
                _ = try fixture.register(3, in: registry)
            })
        #expect(try registry.recordingCount() == 2)
    }

    @Test func aRegistryIsMadeOnce() throws {
        let fixture = Fixture()
        try prepare(fixture)
        expectError(
            { $0 == .alreadyInitialised(path: fixture.home.registryFile) },
            when: { () throws(RegistryError) in
                _ = try fixture.initialise()
            })
        #expect(try SQLiteRegistry(reading: fixture.home.registryFile).recordingCount() == 2)
    }

    @Test func anInterruptedInitialisationIsFinished() throws {
        let fixture = Fixture()
        _ = try fixture.initialise()
        let log = try SQLiteRegistry(reading: fixture.home.registryFile).log
        try FileManager.default.removeItem(atPath: fixture.home.registryFolder)
        #expect(try fixture.initialise().log == log)
    }

    @Test func noRegistryAndNoKeyAreNamed() throws {
        let fixture = Fixture()
        let path = fixture.home.registryFile
        #expect(throws: RegistryError.notInitialised(path: path)) { try SQLiteRegistry(reading: path) }
        #expect(throws: RegistryError.notInitialised(path: path)) { try SQLiteRegistry(writing: path) }
        _ = try fixture.initialise()
        try FileManager.default.removeItem(atPath: fixture.home.logKeyFile)
        let registry = try SQLiteRegistry(writing: path)
        expectError(
            { $0 == .missingKey(path: fixture.home.logKeyFile, role: .log) },
            when: { () throws(RegistryError) in
                _ = try fixture.register(1, in: registry)
            })
        try KeyFile.createPrivate(fixture.home.logKeyFile, key: try PrivateKey(generating: .ed25519))
        expectError(
            { $0 == .wrongKey(path: fixture.home.logKeyFile, role: .log) },
            when: { () throws(RegistryError) in
                _ = try fixture.register(1, in: registry)
            })
    }

    @Test func whatIsNotARegistryIsNamed() throws {
        let fixture = Fixture()
        try prepare(fixture)
        let path = fixture.home.registryFile
        let other = fixture.home.path + "/other.db"
        let connection = try SQLiteConnection(path: other, access: .create, busyTimeout: 0)
        try connection.execute("CREATE TABLE t (a)")
        #expect(throws: RegistryError.notARegistry(path: other)) { try SQLiteRegistry(reading: other) }

        try alter(fixture, "PRAGMA user_version = 99")
        #expect(throws: RegistryError.wrongVersion(path: path, found: 99, supported: 3)) {
            try SQLiteRegistry(writing: path)
        }

        let file = try #require(FileHandle(forUpdatingAtPath: path))
        try file.write(contentsOf: Data(repeating: 0x55, count: 100))
        try file.close()
        expectError(
            { if case .corrupted = $0 { true } else { false } },
            when: { () throws(RegistryError) in
                _ = try SQLiteRegistry(reading: path)
            })
    }

    @Test func aWriterThatWaitsInVainSaysHowLong() throws {
        let fixture = Fixture()
        try prepare(fixture)
        let holder = try SQLiteConnection(path: fixture.home.registryFile, access: .readWrite, busyTimeout: 0)
        try holder.execute("BEGIN IMMEDIATE")
        let registry = try SQLiteRegistry(writing: fixture.home.registryFile, busyTimeout: 20)
        expectError(
            { $0 == .locked(path: fixture.home.registryFile, waitedMilliseconds: 20) },
            when: {
                () throws(RegistryError) in
                _ = try fixture.register(3, in: registry)
            })
        // Readers are not kept waiting.
        #expect(try SQLiteRegistry(reading: fixture.home.registryFile, busyTimeout: 0).recordingCount() == 2)
        try holder.execute("ROLLBACK")
        #expect(try fixture.register(3, in: registry).isNew)
    }

    @Test func aFullDiskLosesNothing() throws {
        let fixture = Fixture()
        try prepare(fixture)
        let registry = try SQLiteRegistry(writing: fixture.home.registryFile)
        try registry.withConnection { connection throws(RegistryError) in
            let pages = try connection.integer("PRAGMA page_count") ?? 0
            try connection.execute("PRAGMA max_page_count = \(pages)")
        }
        var failure: RegistryError?
        for number in 3...500 where failure == nil {
            do {
                _ = try fixture.register(number, in: registry)
            } catch {
                failure = error
            }
        }
        #expect(failure == .diskFull(path: fixture.home.registryFile))
        try expectWhole(fixture.home)
    }

    @Test func aReadOnlyFolderIsReadAndNotWritten() async {
        await #expect(processExitsWith: .success) {
            let home = Home(
                path: FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)").path)
            let fixture = Fixture(home: home)
            try prepare(fixture)
            try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: home.registryFolder)
            try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: home.registryFile)
            // The super-user writes everywhere: go on as nobody.
            if geteuid() == 0 { #expect(seteuid(65534) == 0) }
            #expect(try SQLiteRegistry(reading: home.registryFile).recordingCount() == 2)
            expectError(
                { $0 == .readOnly(path: home.registryFile) },
                when: { () throws(RegistryError) in
                    _ = try SQLiteRegistry(writing: home.registryFile)
                })
            if getuid() == 0 { #expect(seteuid(0) == 0) }
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: home.registryFolder)
        }
    }
}

/// Two recordings.
private func prepare(_ fixture: borrowing Fixture) throws {
    let registry = try fixture.initialise()
    for number in 1...2 { _ = try fixture.register(number, in: registry) }
}

private func alter(_ fixture: borrowing Fixture, _ sql: String) throws {
    try SQLiteConnection(path: fixture.home.registryFile, access: .readWrite, busyTimeout: 0).execute(sql)
}

private func expectError(
    _ matches: (RegistryError) -> Bool, when body: () throws(RegistryError) -> Void,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    do {
        try body()
        Issue.record("no error", sourceLocation: sourceLocation)
    } catch {
        #expect(matches(error), "\(error)", sourceLocation: sourceLocation)
    }
}
