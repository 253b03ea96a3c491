import Matching
import Registry
import RegistryStorage
import Signing
import Testing
import TransparencyLog

/// What every store promises, whatever it keeps things in.
@Suite struct ConformanceTests {
    enum Driver: CaseIterable {
        case memory, sqlite, postgresql
        /// PostgreSQL with its index on three servers of its own.
        case sharded
        /// PostgreSQL with its fingerprints in a store of objects.
        case objects

        /// Those that there is something for on this machine.
        static let allCases: [Driver] =
            [.memory, .sqlite]
            + (PostgreSQLServer.shared == nil
                ? [] : [.postgresql, .sharded] + (S3Server.shared == nil ? [] : [.objects]))
    }

    func store(_ driver: Driver, _ fixture: borrowing Fixture) throws -> any RegistryStore {
        let sqlite = try fixture.initialise()
        if driver == .postgresql { return try fixture.initialise(in: try PostgreSQLServer.emptyDatabase()) }
        if driver == .sharded { return try fixture.initialiseSharded() }
        if driver == .objects { return try fixture.initialiseWithObjects(after: sqlite) }
        guard driver == .memory else { return sqlite }
        let signer = try fixture.home.logSigner(for: sqlite.log)
        return try InMemoryRegistryStore(
            first: try fixture.introduction(), signer: signer, loggedAt: 1_790_000_000)
    }

    @Test(arguments: Driver.allCases)
    func entriesAreNumberedInOrderAndProved(driver: Driver) throws {
        let fixture = Fixture()
        let store = try store(driver, fixture)
        let keys = try fixture.home.trustedKeys()
        for number in 1...20 {
            let appended = try fixture.register(number, in: store)
            #expect(appended.index == number && appended.isNew && appended.checkpoint.size == number + 1)
        }
        #expect(try store.recordingCount() == 20)
        #expect(try store.checkpoint()?.size == 21)
        for (number, record) in zip(1..., try store.records(trusting: keys)) {
            #expect(record.id.rawValue == UInt32(number))
            #expect(record.defects.isEmpty)
            #expect(record.signed?.media.title == "Recording \(number)")
            #expect(record.signed?.publisher.name == "Office of Somebody")
            #expect(record.trust == .trusted(name: "office-of-somebody"))
            #expect(record.logTrust == .trusted(name: store.log.name))
            #expect(try store.fingerprintBytes(of: record.id) == Recordings.fingerprint(number))
            #expect(try store.signedStatement(of: record.id) != nil)
        }
    }

    @Test(arguments: Driver.allCases)
    func theSameFileIsRegisteredOnce(driver: Driver) throws {
        let fixture = Fixture()
        let store = try store(driver, fixture)
        let first = try fixture.register(1, in: store)
        let second = try fixture.register(1, in: store)
        #expect(second.index == first.index && !second.isNew && second.checkpoint == first.checkpoint)
        #expect(try store.recordingCount() == 1)
    }

    @Test(arguments: Driver.allCases)
    func theSameStatementIsLoggedOnce(driver: Driver) throws {
        let fixture = Fixture()
        let store = try store(driver, fixture)
        let signed = try Statement.mediaRegister(Recordings.statement(1)).signed(
            with: try fixture.home.publisherKey(), issuedAt: 5)
        let admitted = try AdmittedStatement(signed, fingerprint: Recordings.fingerprint(1), in: store)
        let signer = try fixture.home.logSigner(for: store.log)
        let first = try store.append([LogSubmission(admitted, loggedAt: 6)], signer: signer)[0]
        let second = try store.append([LogSubmission(admitted, loggedAt: 7)], signer: signer)[0]
        #expect(first.isNew && !second.isNew && first.index == second.index && first.checkpoint == second.checkpoint)
    }

    @Test(arguments: Driver.allCases)
    func anEarlierCheckpointIsTheBeginningOfALaterOne(driver: Driver) throws {
        let fixture = Fixture()
        let store = try store(driver, fixture)
        var checkpoints = [try #require(try store.checkpoint())]
        for number in 1...12 { checkpoints.append(try fixture.register(number, in: store).checkpoint) }
        let newest = checkpoints[12]
        for old in checkpoints {
            let proof = try #require(try store.consistencyProof(from: old.size))
            #expect(
                MerkleTree.verifyConsistency(
                    from: old.size, root: old.root, to: newest.size, root: newest.root, proof: proof))
        }
        #expect(try store.consistencyProof(from: 14) == nil)
    }

    @Test(arguments: Driver.allCases)
    func whatIsNotThereIsNothing(driver: Driver) throws {
        let fixture = Fixture()
        let store = try store(driver, fixture)
        #expect(try store.entry(at: 1) == nil)
        #expect(try store.record(RecordingID(rawValue: 9), trusting: TrustedKeys()) == nil)
        #expect(try store.storedFingerprint(SHA256Digest(of: [])) == nil)
        #expect(try store.publisher(keyID: SHA256Digest(of: [])) == nil)
        #expect(try store.fingerprint(of: RecordingID(rawValue: 9)) == nil)
    }

    @Test(arguments: Driver.allCases)
    func theFirstEntryIsNoRecording(driver: Driver) throws {
        let fixture = Fixture()
        let store = try store(driver, fixture)
        #expect(try store.record(RecordingID(rawValue: 0), trusting: TrustedKeys())?.defects == [.notARecording])
    }

    @Test(arguments: Driver.allCases)
    func anUnregisteredPublisherIsTurnedAway(driver: Driver) throws {
        let fixture = Fixture()
        let store = try store(driver, fixture)
        let stranger = try PrivateKey(generating: .ed25519)
        let signed = try Statement.mediaRegister(Recordings.statement(1)).signed(with: stranger, issuedAt: 5)
        #expect(throws: RegistryError.rejected(.unknownPublisher(signed.key.keyID))) {
            try AdmittedStatement(signed, in: store)
        }
    }

    @Test(arguments: Driver.allCases)
    func anotherFingerprintThanTheSignedOneIsTurnedAway(driver: Driver) throws {
        let fixture = Fixture()
        let store = try store(driver, fixture)
        let signed = try Statement.mediaRegister(Recordings.statement(1)).signed(
            with: try fixture.home.publisherKey(), issuedAt: 5)
        #expect(throws: RegistryError.self) { try AdmittedStatement(signed, fingerprint: [1], in: store) }
    }

    @Test(arguments: Driver.allCases)
    func anotherLogsKeyIsTurnedAway(driver: Driver) throws {
        let fixture = Fixture()
        let store = try store(driver, fixture)
        let signed = try Statement.mediaRegister(Recordings.statement(1)).signed(
            with: try fixture.home.publisherKey(), issuedAt: 5)
        let admitted = try AdmittedStatement(signed, in: store)
        let foreign = try LogSigner(origin: store.log.name, key: try PrivateKey(generating: .ed25519))
        do {
            _ = try store.append([LogSubmission(admitted, loggedAt: 5)], signer: foreign)
            Issue.record("taken")
        } catch {
            guard case RegistryError.wrongKey(_, .log) = error else { throw error }
        }
        #expect(try store.checkpoint()?.size == 1)
    }

    @Test(arguments: Driver.allCases)
    func aRecordWithoutItsFingerprintHasNone(driver: Driver) throws {
        let fixture = Fixture()
        let store = try store(driver, fixture)
        let appended = try store.register(
            Recordings.statement(1), fingerprint: nil, by: try fixture.home.publisherKey(),
            signer: try fixture.home.logSigner(for: store.log), at: 5
        ) { _ in [] }
        let id = RecordingID(rawValue: UInt32(appended.index))
        #expect(try store.fingerprintBytes(of: id) == nil)
        #expect(try store.record(id, trusting: TrustedKeys())?.defects == [])
    }

    /// Under an embargo the hash is logged first, and the fingerprint comes out later, under the same entry.
    @Test(arguments: Driver.allCases)
    func aWithheldFingerprintIsRevealedOnceAndOnlyItself(driver: Driver) throws {
        let fixture = Fixture()
        let store = try store(driver, fixture)
        let appended = try store.register(
            Recordings.statement(1, publication: .embargoed), fingerprint: nil, by: try fixture.home.publisherKey(),
            signer: try fixture.home.logSigner(for: store.log), at: 5
        ) { _ in [] }
        let id = RecordingID(rawValue: UInt32(appended.index))
        let postings = [KeyedPosting(key: .init(rawValue: 7), posting: .init(recording: id, time: 3))]
        #expect(throws: RegistryError.self) {
            try store.reveal(Recordings.fingerprint(2), of: id, postings: postings)
        }
        #expect(try store.fingerprintBytes(of: id) == nil)
        #expect(try store.reveal(Recordings.fingerprint(1), of: id, postings: postings))
        #expect(try store.fingerprintBytes(of: id) == Recordings.fingerprint(1))
        #expect(try store.record(id, trusting: TrustedKeys())?.defects == [])
        #expect(try !store.reveal(Recordings.fingerprint(1), of: id, postings: postings))
        #expect(try store.checkpoint()?.size == appended.checkpoint.size)
        if let index = store as? any RetrievalIndex {
            var found: [Posting] = []
            try index.forEachList(of: [.init(rawValue: 7)]) { found += $1 }
            #expect(found == postings.map(\.posting))
        } else {
            #expect((store as? InMemoryRegistryStore)?.postings == postings)
        }
    }

    @Test(arguments: Driver.allCases)
    func whatIsWithheldIsNotTakenAlong(driver: Driver) throws {
        let fixture = Fixture()
        let store = try store(driver, fixture)
        let signed = try Statement.mediaRegister(Recordings.statement(1, publication: .keys)).signed(
            with: try fixture.home.publisherKey(), issuedAt: 5)
        #expect(throws: RegistryError.self) {
            try AdmittedStatement(signed, fingerprint: Recordings.fingerprint(1), in: store)
        }
        _ = try AdmittedStatement(signed, in: store)
    }

    @Test(arguments: Driver.allCases)
    func aParentIsARecordingOfTheLog(driver: Driver) throws {
        let fixture = Fixture()
        let store = try store(driver, fixture)
        let original = try fixture.register(1, in: store)
        let entry = try #require(try store.entry(at: original.index))
        let parent = try UnverifiedSignedStatement(decoding: entry.statement).identity
        #expect(try store.indices(of: .statement(identity: parent)) == [original.index])
        let introduction = try #require(try store.entry(at: 0))
        let publisher = try UnverifiedSignedStatement(decoding: introduction.statement).identity
        for (identity, isTaken) in [(parent, true), (publisher, false), (SHA256Digest(of: []), false)] {
            let cut = try Statement.mediaRegister(Recordings.statement(2, parent: identity)).signed(
                with: try fixture.home.publisherKey(), issuedAt: 5)
            #expect(((try? AdmittedStatement(cut, in: store)) != nil) == isTaken)
        }
    }

    @Test(arguments: Driver.allCases)
    func anImpostorIsComparedWithThoseBeforeItAndWithTheTrusted(driver: Driver) throws {
        let fixture = Fixture()
        let store = try store(driver, fixture)
        let stranger = try PrivateKey(generating: .ed25519)
        // With a Cyrillic o.
        let name = "Office of S\u{43E}mebody"
        let introduction = try Statement.publisherRegister(PublisherRegister(name: name, keys: [stranger.publicKey]))
            .signed(with: stranger, issuedAt: 5)
        let signer = try fixture.home.logSigner(for: store.log)
        _ = try store.append(
            [LogSubmission(try AdmittedStatement(introduction, in: store), loggedAt: 5)], signer: signer)
        #expect(try store.publishers().map(\.name) == ["Office of Somebody", name])
        let own = try fixture.register(1, in: store)
        let foreign = try store.register(
            Recordings.statement(2), fingerprint: nil, by: stranger, signer: signer, at: 5
        ) { _ in [] }
        func lookalikes(_ appended: Appended, _ keys: TrustedKeys) throws -> [String] {
            let id = RecordingID(rawValue: UInt32(appended.index))
            let record = try #require(try store.record(id, trusting: keys))
            return try store.lookalikes(of: record, trusting: keys).map(\.name)
        }
        #expect(try lookalikes(foreign, TrustedKeys()) == ["Office of Somebody"])
        #expect(try lookalikes(own, TrustedKeys()) == [])
        let trusted = try fixture.home.trustedKeys()
        #expect(try lookalikes(foreign, trusted) == ["office-of-somebody", "Office of Somebody"])
        #expect(try lookalikes(own, trusted) == [])
    }
}
