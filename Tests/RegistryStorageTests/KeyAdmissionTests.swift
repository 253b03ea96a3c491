import Foundation
import Matching
import Registry
import RegistryStorage
import Signing
import Testing
import TransparencyLog

/// Whose statements a store takes, and what it then says of records: the same for every store.
@Suite struct KeyAdmissionTests {
    typealias Driver = ConformanceTests.Driver

    /// A store with the fixture's publisher, and what is needed to write to it.
    struct Desk: ~Copyable {
        let fixture: Fixture
        let store: any RegistryStore
        let key: PrivateKey
        let recovery: PrivateKey
        let next: PrivateKey

        static func open(_ driver: Driver) throws -> Desk {
            let fixture = Fixture()
            let store = try ConformanceTests().store(driver, fixture)
            let key = try fixture.home.publisherKey()
            let recovery = try KeyFile.readPrivate(fixture.home.recoveryKeyFile)
            let next = try PrivateKey(generating: .ed25519)
            return Desk(fixture: fixture, store: store, key: key, recovery: recovery, next: next)
        }

        private init(
            fixture: consuming Fixture, store: any RegistryStore, key: consuming PrivateKey,
            recovery: consuming PrivateKey, next: consuming PrivateKey
        ) {
            self.fixture = fixture
            self.store = store
            self.key = key
            self.recovery = recovery
            self.next = next
        }

        var founder: SHA256Digest { key.publicKey.keyID }

        @discardableResult
        func log(_ statement: Statement, by key: borrowing PrivateKey, at time: Int64 = 1_790_000_009) throws -> Int {
            let signed = try statement.signed(with: key, issuedAt: time)
            return try append([try AdmittedStatement(signed, in: store)])[0].index
        }

        func append(_ statements: [AdmittedStatement]) throws -> [Appended] {
            try store.append(
                statements.map { LogSubmission($0, loggedAt: 1_790_000_009) },
                signer: try fixture.home.logSigner(for: store.log))
        }

        @discardableResult
        func register(_ number: Int, by key: borrowing PrivateKey) throws -> Int {
            try log(.mediaRegister(Recordings.statement(number)), by: key)
        }

        func rotation(recovery recoveryKey: PublicKey? = nil) throws -> Statement {
            .keyRotate(
                KeyRotate(
                    publisher: founder, replaces: founder, key: next.publicKey,
                    proof: try KeyPossession(of: next, for: founder), recoveryKey: recoveryKey))
        }

        func cutOff(from index: Int) -> Statement {
            .keyRevoke(
                KeyRevoke(
                    publisher: founder, keyID: founder, reason: .compromised, invalidAfter: index,
                    recoveryKey: recovery.publicKey))
        }

        func stranger(_ name: String = "Stranger") throws -> PrivateKey {
            let key = try PrivateKey(generating: .ed25519)
            try log(.publisherRegister(PublisherRegister(name: name, keys: [key.publicKey])), by: key)
            return key
        }

        func leaf(_ index: Int) throws -> SHA256Digest {
            MerkleTree.leafHash(of: try #require(try store.entry(at: index)).statement)
        }

        func record(_ index: Int) throws -> Record {
            try #require(try store.record(RecordingID(rawValue: UInt32(index)), trusting: fixture.home.trustedKeys()))
        }
    }

    @Test(arguments: Driver.allCases) func aRotatedKeyGoesOnAndTheOldOneDoesNot(driver: Driver) throws {
        let desk = try Desk.open(driver)
        let before = try desk.register(1, by: desk.key)
        let rotation = try desk.log(try desk.rotation(), by: desk.key)
        let after = try desk.register(2, by: desk.next)
        let end = KeyEnd(start: rotation + 1, statedAt: rotation, cause: .replaced(by: desk.next.publicKey.keyID))
        #expect(throws: RegistryError.refused(.key(.ended(end)))) { try desk.register(3, by: desk.key) }
        #expect(throws: RegistryError.refused(.key(.ended(end)))) {
            try desk.log(try desk.rotation(), by: desk.key, at: 1_790_000_010)
        }
        #expect(try desk.store.checkpoint()?.size == after + 1)
        let (old, new) = (try desk.record(before), try desk.record(after))
        #expect(old.defects.isEmpty && new.defects.isEmpty)
        #expect(old.signed?.keyEnd == end && new.signed?.keyEnd == nil)
        #expect(old.trust == .trusted(name: "office-of-somebody"))
        #expect(new.trust == .inherited(name: "office-of-somebody"))
        // The same file is the same record, whichever key of the publisher is asked.
        #expect(try desk.store.registration(of: Recordings.statement(1), by: desk.next.publicKey)?.index == before)
    }

    @Test(arguments: Driver.allCases) func aCutOffVoidsWhatTheThiefRegistered(driver: Driver) throws {
        let desk = try Desk.open(driver)
        let before = try desk.register(1, by: desk.key)
        let theft = try desk.register(2, by: desk.key)
        let statedAt = try desk.log(desk.cutOff(from: theft), by: desk.recovery)
        let end = KeyEnd<SHA256Digest>(start: theft, statedAt: statedAt, cause: .compromised)
        #expect(throws: RegistryError.refused(.key(.ended(end)))) { try desk.register(3, by: desk.key) }
        try desk.log(try desk.rotation(recovery: desk.recovery.publicKey), by: desk.recovery)
        let after = try desk.register(3, by: desk.next)
        #expect(try desk.record(before).defects.isEmpty && desk.record(after).defects.isEmpty)
        let void = try desk.record(theft)
        #expect(void.defects == [.key(.ended(end))])
        #expect(void.signed?.publisher.name == "Office of Somebody")
        // The fingerprint can still be compared: the report says what the clip looks like, and that nobody vouches for it.
        #expect(try desk.store.fingerprintBytes(of: RecordingID(rawValue: UInt32(theft))) == nil)
        // What a thief registered does not keep the owner from registering the file.
        #expect(try desk.store.registration(of: Recordings.statement(2), by: desk.next.publicKey) == nil)
    }

    @Test(arguments: Driver.allCases) func strangersDoNotActOnKeysOrRecords(driver: Driver) throws {
        let desk = try Desk.open(driver)
        let record = try desk.register(1, by: desk.key)
        let stranger = try desk.stranger()
        let own = try desk.register(2, by: stranger)
        #expect(throws: RegistryError.refused(.key(.anotherPublisher))) {
            try desk.log(try desk.rotation(), by: stranger)
        }
        let target = try desk.leaf(record)
        let (retraction, reversed) = (
            Statement.mediaRetract(MediaRetract(target: target, reason: "no")),
            Statement.mediaSupersede(MediaSupersede(target: try desk.leaf(own), replacement: target, reason: "no"))
        )
        for statement in [retraction, reversed] {
            #expect(throws: RegistryError.refused(.anotherPublishersRecording)) {
                try desk.log(statement, by: stranger)
            }
        }
        #expect(throws: RegistryError.refused(.noSuchRecording(try desk.leaf(0)))) {
            try desk.log(
                .dispute(Dispute(target: try desk.leaf(0), claim: "no", url: "https://a.example")), by: stranger)
        }
        let nobody = SHA256Digest(of: [])
        #expect(throws: RegistryError.refused(.noSuchSubject(nobody))) {
            try desk.log(
                .identityAttest(
                    IdentityAttest(
                        subject: nobody, domain: "a.example", method: .wellKnown, evidence: nobody,
                        checkedAt: "2026-11-28T00:00:00Z")), by: stranger)
        }
        let unknown = try PrivateKey(generating: .ed25519)
        #expect(throws: RegistryError.rejected(.unknownPublisher(unknown.publicKey.keyID))) {
            try desk.log(.dispute(Dispute(target: target, claim: "no", url: "https://a.example")), by: unknown)
        }
    }

    @Test(arguments: Driver.allCases) func remarksStandBesideTheRecord(driver: Driver) throws {
        let desk = try Desk.open(driver)
        let (first, second) = (try desk.register(1, by: desk.key), try desk.register(2, by: desk.key))
        let checker = try desk.stranger("Fact Desk")
        let target = try desk.leaf(first)
        try desk.log(.dispute(Dispute(target: target, claim: "Cut", url: "https://a.example/1")), by: checker)
        try desk.log(
            .mediaSupersede(MediaSupersede(target: target, replacement: try desk.leaf(second), reason: "Longer")),
            by: desk.key)
        try desk.log(.mediaRetract(MediaRetract(target: target, reason: "Wrong file")), by: desk.key)
        let remarks = try desk.store.remarks(on: RecordingID(rawValue: UInt32(first)))
        #expect(remarks.disputes.map(\.content.claim) == ["Cut"])
        #expect(remarks.disputes.map(\.signer.publisher.name) == ["Fact Desk"])
        #expect(remarks.retractions.map(\.content.reason) == ["Wrong file"])
        #expect(remarks.supersededBy == RecordingID(rawValue: UInt32(second)))
        #expect(try desk.store.remarks(on: RecordingID(rawValue: UInt32(second))).isEmpty)
        #expect(try desk.record(first).defects.isEmpty)
    }

    /// A withdrawal that a thief signed is void with the key, and so is an attestation of it.
    @Test(arguments: Driver.allCases) func remarksFallWithTheirKey(driver: Driver) throws {
        let desk = try Desk.open(driver)
        let record = try desk.register(1, by: desk.key)
        let checker = try desk.stranger("Registry")
        func attestation(_ time: String) -> Statement {
            .identityAttest(
                IdentityAttest(
                    subject: desk.founder, domain: "office.example", method: .wellKnown,
                    evidence: SHA256Digest(of: []), checkedAt: time))
        }
        let (early, late) = (attestation("2026-11-28T00:00:00Z"), attestation("2026-11-29T00:00:00Z"))
        try desk.log(early, by: checker)
        let theft = try desk.log(.mediaRetract(MediaRetract(target: try desk.leaf(record), reason: "ha")), by: desk.key)
        try desk.log(late, by: checker)
        let id = RecordingID(rawValue: UInt32(record))
        #expect(try desk.store.remarks(on: id).retractions.count == 1)
        #expect(try desk.store.attestations(of: desk.founder).map(\.content.checkedAt) == ["2026-11-29T00:00:00Z"])
        try desk.log(desk.cutOff(from: theft), by: desk.recovery)
        #expect(try desk.store.remarks(on: id).isEmpty)
        #expect(try desk.store.attestations(of: desk.founder).map(\.content.checkedAt) == ["2026-11-28T00:00:00Z"])
    }

    /// What counts is the log at the moment of appending, not at that of signing; and a batch goes in whole or not at all.
    @Test(arguments: Driver.allCases) func aKeyThatEndsMeanwhileIsRefused(driver: Driver) throws {
        let desk = try Desk.open(driver)
        let late = try AdmittedStatement(
            try Statement.mediaRegister(Recordings.statement(1)).signed(with: desk.key, issuedAt: 1), in: desk.store)
        try desk.log(try desk.rotation(), by: desk.key)
        let sound = try AdmittedStatement(
            try Statement.mediaRegister(Recordings.statement(2)).signed(with: desk.next, issuedAt: 1), in: desk.store)
        let size = try desk.store.checkpoint()?.size
        #expect(throws: RegistryError.self) { try desk.append([sound, late]) }
        #expect(try desk.store.checkpoint()?.size == size && desk.store.recordingCount() == 0)
        #expect(try desk.append([sound])[0].isNew)
    }

    @Test(arguments: Driver.allCases) func coverageIsListed(driver: Driver) throws {
        let desk = try Desk.open(driver)
        try desk.log(.coverage(Coverage(series: "Plenary sittings", from: "2026-09-01")), by: desk.key)
        #expect(try desk.store.coverage().map(\.content.series) == ["Plenary sittings"])
        for coverage in [
            Coverage(series: " ", from: "2026-09-01"), Coverage(series: "a", from: "2026-9-1"),
            Coverage(series: "a", from: "2026-09-01", until: "2026-08-01"),
        ] {
            #expect(throws: RegistryError.self) { try desk.log(.coverage(coverage), by: desk.key) }
        }
    }

    /// A file of the version before remarks is read as it is, and brought on by whoever writes.
    @Test func anOlderFileIsReadAndMigrated() throws {
        let fixture = Fixture()
        _ = try fixture.register(1, in: try fixture.initialise())
        try fixture.takeBackToVersion2()
        let old = try SQLiteRegistry(reading: fixture.home.registryFile)
        #expect(try old.records(trusting: TrustedKeys()).map(\.defects) == [[]])
        #expect(try old.remarks(on: RecordingID(rawValue: 1)).isEmpty && old.coverage().isEmpty)
        let new = try SQLiteRegistry(writing: fixture.home.registryFile)
        #expect(try fixture.register(2, in: new).isNew)
        #expect(try new.records(trusting: TrustedKeys()).map(\.defects) == [[], []])
        #expect(try new.index(ofLeaf: MerkleTree.leafHash(of: try #require(try new.entry(at: 1)).statement)) == 1)
    }
}

extension RecordRemarks {
    fileprivate var isEmpty: Bool {
        retractions.isEmpty && supersessions.isEmpty && disputes.isEmpty && supersededBy == nil
    }
}
