import Foundation
import Matching
import Registry
import RegistryStorage
import Testing

/// The index against the fingerprints, and made again from them, in every store that a home can have.
@Suite struct IndexAuditTests {
    /// Keys of a made-up kind: the letters of the fingerprint.
    private static func postings(_ recording: RecordingID, _ bytes: [UInt8]) -> [KeyedPosting] {
        bytes.enumerated().map { time, byte in
            KeyedPosting(key: .init(rawValue: UInt32(byte)), posting: .init(recording: recording, time: UInt32(time)))
        }
    }

    private static func withRegistry(
        _ driver: ConformanceTests.Driver, _ body: (any StoredRegistry, any StoredRegistry) throws -> Void
    ) throws {
        let fixture = Fixture()
        let file = try fixture.initialise()
        switch driver {
        case .memory: return
        case .sqlite:
            try fill(file, fixture)
            try body(file, try SQLiteRegistry(reading: fixture.home.registryFile))
        case .postgresql, .sharded:
            let address = try PostgreSQLServer.emptyDatabase()
            let registry = try fixture.initialise(in: address)
            if driver == .sharded { _ = try PostgreSQLServer.shard(address, over: 3) }
            try fill(registry, fixture)
            try body(registry, try PostgreSQLRegistry(reading: address))
        case .objects:
            let registry = try fixture.initialiseWithObjects(after: file)
            try fill(registry, fixture)
            try body(registry, try PostgreSQLRegistry(reading: registry.address, credentials: S3Server.credentials))
        }
    }

    /// Three recordings, of which the last is found by keys alone.
    private static func fill(_ registry: some StoredRegistry, _ fixture: borrowing Fixture) throws {
        for number in 1...3 {
            let bytes = Recordings.fingerprint(number)
            _ = try registry.register(
                Recordings.statement(number, publication: number == 3 ? .keys : nil),
                fingerprint: number == 3 ? nil : bytes, by: try fixture.home.publisherKey(),
                signer: try fixture.home.logSigner(for: registry.log), at: 1_790_000_001
            ) { Self.postings($0, bytes) }
        }
    }

    private static func lists(_ registry: any StoredRegistry) throws -> [RetrievalKey: [Posting]] {
        var lists: [RetrievalKey: [Posting]] = [:]
        try registry.forEachList { lists[$0] = $1 }
        return lists
    }

    @Test(arguments: ConformanceTests.Driver.allCases)
    func whatIsMissingTooMuchOrAStrayIsNamed(driver: ConformanceTests.Driver) throws {
        try Self.withRegistry(driver) { registry, _ in
            let sound = try registry.auditIndex(deriving: Self.postings)
            #expect(sound.holds && sound.compared == 2 && sound.unheld == [RecordingID(rawValue: 3)])
            #expect(sound.postings == 3 * "fingerprint 1".utf8.count)
            let more = try registry.auditIndex { recording, bytes in
                recording.rawValue == 2 ? Self.postings(recording, bytes + [0]) : Self.postings(recording, bytes)
            }
            #expect(more.wrong == [RecordingID(rawValue: 2)] && more.strays.isEmpty)
            try registry.insert(Self.postings(RecordingID(rawValue: 77), [1]))
            let stray = try registry.auditIndex(deriving: Self.postings)
            #expect(stray.wrong.isEmpty && stray.strays == [RecordingID(rawValue: 77)] && !stray.holds)
        }
    }

    @Test(arguments: ConformanceTests.Driver.allCases)
    func anIndexIsMadeAgainWithWhatOnlyItKnew(driver: ConformanceTests.Driver) throws {
        try Self.withRegistry(driver) { registry, source in
            let before = try Self.lists(registry)
            try registry.insert(Self.postings(RecordingID(rawValue: 77), [1, 2, 3]))
            try registry.insert(Self.postings(RecordingID(rawValue: 1), [9]))
            var steps = 0
            try registry.rebuildIndex(reading: source, deriving: Self.postings) { _, _ in steps += 1 }
            #expect(try Self.lists(registry) == before && steps == 4)
            #expect(try registry.auditIndex(deriving: Self.postings).holds)
        }
    }

    @Test(arguments: ConformanceTests.Driver.allCases)
    func aRebuildThatFailsLeavesTheIndex(driver: ConformanceTests.Driver) throws {
        try Self.withRegistry(driver) { registry, source in
            let before = try Self.lists(registry)
            #expect(throws: RegistryError.diskFull(path: "made up")) {
                try registry.rebuildIndex(reading: source) { recording, bytes throws(RegistryError) in
                    if recording.rawValue == 2 { throw .diskFull(path: "made up") }
                    return Self.postings(recording, bytes)
                }
            }
            #expect(try Self.lists(registry) == before)
        }
    }
}
