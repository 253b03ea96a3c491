import Foundation
import Matching
import Registry
import RegistryStorage
import Signing
import Testing
import TransparencyLog

/// A registry that is moved from one kind of store to the other is the same registry.
@Suite struct RegistryCopyTests {
    enum Route: CaseIterable {
        case fileToFile, fileToDatabase, databaseToFile, databaseToDatabase

        static let allCases: [Route] =
            [.fileToFile]
            + (PostgreSQLServer.shared == nil ? [] : [.fileToDatabase, .databaseToFile, .databaseToDatabase])

        var fromDatabase: Bool { self == .databaseToFile || self == .databaseToDatabase }
        var toDatabase: Bool { self == .fileToDatabase || self == .databaseToDatabase }
    }

    /// With a published checkpoint, a recording without its fingerprint, a remark, and enough entries for two full tiles.
    private func source(_ route: Route, _ fixture: borrowing Fixture) throws -> any StoredRegistry {
        let file = try fixture.initialise()
        let store: any StoredRegistry =
            route.fromDatabase ? try fixture.initialise(in: try PostgreSQLServer.emptyDatabase()) : file
        let key = try fixture.home.publisherKey()
        let signer = try fixture.home.logSigner(for: store.log)
        _ = try store.append(
            try (1...530).map { number in
                try store.submission(
                    of: Recordings.statement(number, publication: number == 7 ? .keys : nil),
                    fingerprint: number == 7 ? nil : Recordings.fingerprint(number), by: key,
                    at: 1_790_000_000 + Int64(number)
                ) { recording in
                    (0..<9).map {
                        KeyedPosting(
                            key: .init(rawValue: UInt32($0 * number % 97)),
                            posting: .init(recording: recording, time: UInt32($0)))
                    }
                }
            }, signer: signer)
        try store.publish(try UnverifiedNote(decoding: try store.checkpointNote()))
        let target = MerkleTree.leafHash(of: try #require(try store.entry(at: 9)).statement)
        let retraction = try Statement.mediaRetract(MediaRetract(target: target, reason: "a slip"))
            .signed(with: key, issuedAt: 1_790_000_900)
        _ = try store.append(
            [LogSubmission(try AdmittedStatement(retraction, in: store), loggedAt: 1_790_000_900)], signer: signer)
        return store
    }

    private func place(_ route: Route, _ fixture: borrowing Fixture) throws -> RegistryPlace {
        route.toDatabase ? .database(try PostgreSQLServer.emptyDatabase()) : .file(fixture.home.path + "/copy.db")
    }

    private func index(of store: any StoredRegistry) throws -> [KeyedPosting] {
        var postings: [KeyedPosting] = []
        try store.forEachList { key, list throws(RegistryError) in
            postings += list.map { KeyedPosting(key: key, posting: $0) }
        }
        return postings
    }

    @Test(arguments: Route.allCases) func theCopyIsTheSame(route: Route) throws {
        let fixture = Fixture()
        let source = try source(route, fixture)
        let copy = try place(route, fixture).copying(source)
        #expect(copy.log == source.log)
        #expect(try copy.checkpointNote() == source.checkpointNote())
        #expect(try copy.publishedNote() == source.publishedNote() && copy.publishedNote() != copy.checkpointNote())
        for number in 0...532 {
            #expect(try copy.entry(at: number) == source.entry(at: number))
            #expect(try copy.entry(at: number, in: .published) == source.entry(at: number, in: .published))
        }
        #expect(try copy.storedEntries(0..<1000) == source.storedEntries(0..<1000))
        for tile in Tile.all(of: 532) { #expect(try copy.bytes(of: tile) == source.bytes(of: tile)) }
        for selection in [.recordings, .keyStatements(from: 0), .coverage] as [EntrySelection] {
            #expect(try copy.indices(of: selection) == source.indices(of: selection))
        }
        #expect(try copy.recordingsWithoutFingerprint().map(\.rawValue) == [7])
        #expect(try copy.records(trusting: TrustedKeys()).count == 530)
        #expect(try copy.storedFingerprint(SHA256Digest(of: Recordings.fingerprint(3))) == Recordings.fingerprint(3))
        let postings = try index(of: source)
        #expect(postings.count > 4000 && postings == postings.sorted())
        #expect(try index(of: copy) == postings)
        // It goes on.
        let appended = try fixture.register(1000, in: copy)
        #expect(appended.index == 532 && appended.isNew)
        #expect(try copy.consistencyProof(from: 532, to: 533) != nil)
        #expect(try copy.record(RecordingID(rawValue: 532), trusting: TrustedKeys())?.defects == [])
    }

    @Test(arguments: Route.allCases) func nothingIsOverwritten(route: Route) throws {
        let fixture = Fixture()
        let (source, place) = (try source(route, fixture), try place(route, fixture))
        _ = try place.copying(source)
        #expect(throws: RegistryError.alreadyInitialised(path: place.description)) { try place.copying(source) }
    }

    /// What does not lead to its checkpoint is not handed on, and what was begun is gone.
    @Test(arguments: [Route.fileToFile, .fileToDatabase].filter { Route.allCases.contains($0) })
    func anAlteredRegistryIsNotCopied(route: Route) throws {
        let fixture = Fixture()
        let (source, place) = (try source(route, fixture), try place(route, fixture))
        let connection = try SQLiteConnection(path: source.path, access: .readWrite, busyTimeout: 0)
        try connection.execute(
            "CREATE TABLE kept AS SELECT statement FROM entry WHERE id = 400; UPDATE entry SET statement = x'00' WHERE id = 400"
        )
        #expect(throws: RegistryError.logFails(origin: source.log.name)) { try place.copying(source) }
        #expect(throws: RegistryError.notInitialised(path: place.description)) { try place.reading() }
        try connection.execute("UPDATE entry SET statement = (SELECT statement FROM kept) WHERE id = 400")
        #expect(try place.copying(source).checkpointNote() == source.checkpointNote())
    }
}
