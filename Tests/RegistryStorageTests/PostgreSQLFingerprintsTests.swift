import Foundation
import Matching
import Registry
import RegistryStorage
import Signing
import Testing

/// A registry on PostgreSQL whose fingerprints lie in a store of objects.
@Suite(.enabled(if: PostgreSQLServer.shared != nil && S3Server.shared != nil)) struct PostgreSQLFingerprintsTests {
    private static func open(_ registry: PostgreSQLRegistry) throws -> PostgreSQLRegistry {
        try PostgreSQLRegistry(writing: registry.address, credentials: S3Server.credentials)
    }

    private static func expectAll(_ numbers: ClosedRange<Int>, in registry: PostgreSQLRegistry) throws {
        for number in numbers {
            let id = RecordingID(rawValue: UInt32(number))
            #expect(try registry.fingerprintBytes(of: id) == Recordings.fingerprint(number))
        }
    }

    private static func hash(_ number: Int) -> SHA256Digest { SHA256Digest(of: Recordings.fingerprint(number)) }

    private static func bytesInRows(_ registry: PostgreSQLRegistry) throws -> String {
        try PostgreSQLServer.run("SELECT count(bytes) FROM vericlip.fingerprint", in: registry.address)
    }

    @Test func theyAreMovedThereAndBack() throws {
        let fixture = Fixture()
        _ = try fixture.initialise()
        let registry = try fixture.initialise(
            in: try PostgreSQLServer.emptyDatabase(), credentials: S3Server.credentials)
        for number in 1...5 { _ = try fixture.register(number, in: registry) }
        let server = try #require(S3Server.shared)
        let place = try server.emptyPlace()
        try registry.moveFingerprints(to: place)
        #expect(try registry.fingerprintFigures() == FingerprintFigures(inDatabase: 0, inStore: 5, store: place))
        #expect(try Self.bytesInRows(registry) == "0")
        // One that has been open all the while, and one that comes new.
        _ = try fixture.register(6, in: registry)
        _ = try fixture.register(7, in: try Self.open(registry))
        #expect(try registry.fingerprintFigures().inStore == 7)
        #expect(Set(server.names(in: place)).isSuperset(of: (1...7).map { Self.hash($0).hex }))
        try Self.expectAll(1...7, in: registry)
        #expect(try registry.auditFingerprintStore() == FingerprintStoreAudit())

        let second = try PostgreSQLServer.emptyDatabase()
        let copy = try #require(try RegistryPlace.database(second).copying(registry) as? PostgreSQLRegistry)
        #expect(try copy.fingerprintFigures() == FingerprintFigures(inDatabase: 7, inStore: 0, store: nil))
        try Self.expectAll(1...7, in: copy)

        try registry.moveFingerprintsToDatabase()
        #expect(try registry.fingerprintFigures() == FingerprintFigures(inDatabase: 7, inStore: 0, store: nil))
        let puts = try server.count("PUT")
        _ = try fixture.register(8, in: registry)
        try Self.expectAll(1...8, in: registry)
        #expect(try registry.fingerprintFigures().inDatabase == 8)
        // It learned so under the lock, after it had put one there in vain.
        #expect(try server.count("PUT") >= puts)
        // Back to where it was: what lies there still is used.
        try registry.moveFingerprints(to: place)
        try Self.expectAll(1...8, in: registry)
    }

    @Test func anotherStoreIsNotTakenForTheFirst() throws {
        let fixture = Fixture()
        let registry = try fixture.initialiseWithObjects(after: try fixture.initialise())
        _ = try fixture.register(1, in: registry)
        let figures = try registry.fingerprintFigures()
        #expect(throws: RegistryError.self) {
            try registry.moveFingerprints(to: try #require(S3Server.shared).emptyPlace())
        }
        #expect(try registry.fingerprintFigures() == figures)
        try Self.expectAll(1...1, in: registry)
    }

    /// With a server of its own, that stops and comes again.
    @Test func aStoreThatIsDownLeavesNothingHalfDone() throws {
        let fixture = Fixture()
        _ = try fixture.initialise()
        let server = try #require(S3Server())
        let registry = try fixture.initialise(
            in: try PostgreSQLServer.emptyDatabase(), credentials: S3Server.credentials)
        for number in 1...3 { _ = try fixture.register(number, in: registry) }
        let place = try server.emptyPlace()
        // One that does not take what it is given is none to move to.
        try server.fail("refuse")
        #expect(throws: RegistryError.self) { try registry.moveFingerprints(to: place) }
        #expect(try registry.fingerprintFigures() == FingerprintFigures(inDatabase: 3, inStore: 0, store: nil))
        try server.fail(nil)
        try registry.moveFingerprints(to: place)

        try server.fail("refuse")
        let before = try registry.checkpointNote()
        #expect(throws: RegistryError.self) { try fixture.register(4, in: registry) }
        #expect(try registry.checkpointNote() == before && registry.recordingCount() == 3)
        #expect(try !registry.holdsFingerprint(Self.hash(4)))
        let reason = "the store of its fingerprints, \(place), refuses, with status 403 (AccessDenied)"
        #expect(throws: RegistryError.unreachable(address: registry.path, reason: reason)) {
            try registry.fingerprintBytes(of: RecordingID(rawValue: 1))
        }
        // That it is there can be told all the same.
        #expect(try registry.holdsFingerprint(Self.hash(1)))

        try server.fail(nil)
        _ = try fixture.register(4, in: registry)
        try Self.expectAll(1...4, in: registry)
    }

    /// After a crash between the two: the object is there, the entry is not.
    @Test func anObjectWithoutAnEntryHarmsNobody() throws {
        let fixture = Fixture()
        let registry = try fixture.initialiseWithObjects(after: try fixture.initialise())
        _ = try fixture.register(1, in: registry)
        let place = try #require(try registry.fingerprintFigures().store)
        let server = try #require(S3Server.shared)
        try Data(Recordings.fingerprint(2)).write(to: server.file(Self.hash(2).hex, in: place))
        #expect(try registry.auditFingerprintStore().spare == 1)
        #expect(try registry.storedFingerprint(Self.hash(2)) == nil)
        _ = try fixture.register(2, in: registry)
        try Self.expectAll(1...2, in: registry)
        #expect(try registry.auditFingerprintStore() == FingerprintStoreAudit())
    }

    @Test func whatTheStoreLostOrAlteredIsNamed() throws {
        let fixture = Fixture()
        let registry = try fixture.initialiseWithObjects(after: try fixture.initialise())
        for number in 1...3 { _ = try fixture.register(number, in: registry) }
        let place = try #require(try registry.fingerprintFigures().store)
        let server = try #require(S3Server.shared)
        try FileManager.default.removeItem(at: server.file(Self.hash(1).hex, in: place))
        try Data([1]).write(to: server.file(Self.hash(2).hex, in: place))
        for (number, word) in [(1, "missing"), (2, "altered")] {
            #expect(
                throws: RegistryError.corrupted(
                    path: registry.path, detail: "the fingerprint \(Self.hash(number).hex) is \(word) in \(place)")
            ) { try registry.fingerprintBytes(of: RecordingID(rawValue: UInt32(number))) }
        }
        #expect(try registry.auditFingerprintStore().missing == [Self.hash(1)])
        // Nothing is brought back that is not whole.
        #expect(throws: RegistryError.self) { try registry.moveFingerprintsToDatabase() }
        #expect(try registry.fingerprintFigures().store == place)
        // Registered again under another file, it is put there again.
        try Data(Recordings.fingerprint(1)).write(to: server.file(Self.hash(1).hex, in: place))
        try Data(Recordings.fingerprint(2)).write(to: server.file(Self.hash(2).hex, in: place))
        try registry.moveFingerprintsToDatabase()
        try Self.expectAll(1...3, in: registry)
    }

    @Test func aMoveThatWasInterruptedGoesOn() throws {
        let fixture = Fixture()
        _ = try fixture.initialise()
        let server = try #require(S3Server())
        let registry = try fixture.initialise(
            in: try PostgreSQLServer.emptyDatabase(), credentials: S3Server.credentials)
        for number in 1...30 { _ = try fixture.register(number, in: registry) }
        let place = try server.emptyPlace()
        #expect(throws: RegistryError.self) {
            try registry.moveFingerprints(to: place) { done, _ in if done == 10 { try? server.fail("refuse") } }
        }
        try server.fail(nil)
        let half = try registry.fingerprintFigures()
        #expect(half.inDatabase > 0 && half.inStore > 0 && half.inDatabase + half.inStore == 30)
        // Some here and some there: all are found, and new ones come in.
        try Self.expectAll(1...30, in: registry)
        _ = try fixture.register(31, in: registry)
        try registry.moveFingerprints(to: place)
        #expect(try registry.fingerprintFigures() == FingerprintFigures(inDatabase: 0, inStore: 31, store: place))
        #expect(throws: RegistryError.self) {
            try registry.moveFingerprintsToDatabase { done, _ in if done == 10 { try? server.fail("refuse") } }
        }
        try server.fail(nil)
        try Self.expectAll(1...31, in: registry)
        try registry.moveFingerprintsToDatabase()
        #expect(try registry.fingerprintFigures() == FingerprintFigures(inDatabase: 31, inStore: 0, store: nil))
        try Self.expectAll(1...31, in: registry)
    }

    /// Readers and a writer that go on while everything is moved there and back, several times.
    @Test func nobodyIsHeldUpOrMisledMeanwhile() async throws {
        let fixture = Fixture()
        let file = try fixture.initialise()
        let registry = try fixture.initialise(
            in: try PostgreSQLServer.emptyDatabase(), credentials: S3Server.credentials)
        for number in 1...10 { _ = try fixture.register(number, in: registry) }
        let home = fixture.home
        _ = file
        let place = try #require(S3Server.shared).emptyPlace()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for _ in 0..<3 {
                    try registry.moveFingerprints(to: place)
                    try registry.moveFingerprintsToDatabase()
                }
            }
            let other = try Self.open(registry)
            group.addTask { for number in 11...30 { _ = try Recordings.register(number, in: other, home: home) } }
            group.addTask { for _ in 0..<20 { try Self.expectAll(1...10, in: other) } }
            try await group.waitForAll()
        }
        try Self.expectAll(1...30, in: registry)
        #expect(try registry.fingerprintFigures().store == nil)
    }

    /// Those who read need no more rights than before, and writers cannot say where the fingerprints lie.
    @Test func readersAndWritersHaveTheRightsTheyNeed() throws {
        let fixture = Fixture()
        let registry = try fixture.initialiseWithObjects(after: try fixture.initialise())
        let writer = "w_" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "")
        try PostgreSQLServer.run(
            PostgreSQLRegistry.grants(reader: writer + "r", writer: writer, worker: writer + "w")
                + "\nALTER ROLE \(writer) LOGIN;",
            in: registry.address)
        let address = try #require(
            PostgreSQLAddress(
                registry.address.connectionString.replacingOccurrences(of: "//vericlip@", with: "//\(writer)@")))
        let desk = try PostgreSQLRegistry(writing: address, credentials: S3Server.credentials)
        _ = try fixture.register(1, in: desk)
        try Self.expectAll(1...1, in: desk)
        let place = try #require(try desk.fingerprintFigures().store)
        let error = #expect(throws: RegistryError.self) { try desk.moveFingerprints(to: place) }
        guard case .notPermitted = error else { throw try #require(error) }
    }

    @Test func tablesOfTheVersionBeforeAreRead() throws {
        let fixture = Fixture()
        _ = try fixture.initialise()
        let registry = try fixture.initialise(in: try PostgreSQLServer.emptyDatabase())
        _ = try fixture.register(1, in: registry)
        try PostgreSQLServer.run("ALTER TABLE vericlip.log DROP COLUMN fingerprint_store", in: registry.address)
        let old = try PostgreSQLRegistry(reading: registry.address)
        try Self.expectAll(1...1, in: old)
        #expect(try old.fingerprintFigures() == FingerprintFigures(inDatabase: 1, inStore: 0, store: nil))
    }
}
