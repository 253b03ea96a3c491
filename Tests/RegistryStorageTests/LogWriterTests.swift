import Foundation
import Registry
import RegistryStorage
import Signing
import Testing
import TransparencyLog

@Suite struct LogWriterTests {
    /// Many at once become few transactions; each gets its own place, and all of them are proved.
    @Test func manyAtOnceAreAllLoggedInOneOrder() async throws {
        let fixture = Fixture()
        let registry = try fixture.initialise()
        let home = fixture.home
        let writer = LogWriter(registry, signer: try home.logSigner(for: registry.log))
        let submissions = try (1...600).map { number in
            try registry.submission(
                of: Recordings.statement(number), fingerprint: Recordings.fingerprint(number),
                by: try home.publisherKey(), at: 1_790_000_001, postings: { _ in [] })
        }
        let appended = try await withThrowingTaskGroup(of: Appended.self) { group in
            for submission in submissions { group.addTask { try await writer.append(submission) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(appended.map(\.index)) == Set(1...600))
        #expect(appended.allSatisfy { $0.isNew && $0.checkpoint.size > $0.index })
        // Batches, or there would be as many checkpoints as statements.
        #expect(Set(appended.map(\.checkpoint)).count < 300)
        try expectWhole(home)
        #expect(try await !writer.append(submissions[7]).isNew)
    }

    /// A statement whose key ended after it was admitted is turned away, and keeps none of those that wait with it out.
    @Test func oneThatIsRefusedKeepsNoneOut() async throws {
        let fixture = Fixture()
        let registry = try fixture.initialise()
        let home = fixture.home
        let key = try home.publisherKey()
        func submission(_ number: Int, by key: borrowing PrivateKey) throws -> LogSubmission {
            try registry.submission(
                of: Recordings.statement(number), fingerprint: nil, by: key, at: 1_790_000_001, postings: { _ in [] })
        }
        let late = try submission(0, by: key)
        let next = try PrivateKey(generating: .ed25519)
        let rotation = KeyRotate(
            publisher: key.publicKey.keyID, replaces: key.publicKey.keyID, key: next.publicKey,
            proof: try KeyPossession(of: next, for: key.publicKey.keyID))
        let signed = try Statement.keyRotate(rotation).signed(with: key, issuedAt: 1_790_000_002)
        let admitted = try AdmittedStatement(signed, in: registry)
        _ = try registry.append(
            [LogSubmission(admitted, loggedAt: 1_790_000_002)], signer: try home.logSigner(for: registry.log))
        var submissions = try (1...100).map { try submission($0, by: next) }
        submissions.insert(late, at: 50)
        let writer = LogWriter(registry, signer: try home.logSigner(for: registry.log))
        let refused = await withTaskGroup(of: Bool.self) { group in
            for submission in submissions { group.addTask { (try? await writer.append(submission)) == nil } }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(refused == 1)
        #expect(try registry.recordingCount() == 100)
    }

    @Test func aBatchIsLoggedWhollyOrNotAtAll() throws {
        let fixture = Fixture()
        let registry = try fixture.initialise()
        let signer = try fixture.home.logSigner(for: registry.log)
        let key = try fixture.home.publisherKey()
        let batch = try (1...20).map { number in
            try registry.submission(
                of: Recordings.statement(number), fingerprint: Recordings.fingerprint(number), by: key,
                at: 1_790_000_001, postings: { _ in [] })
        }
        try registry.withConnection { connection throws(RegistryError) in
            let pages = try connection.integer("PRAGMA page_count") ?? 0
            try connection.execute("PRAGMA max_page_count = \(pages + 1)")
        }
        #expect(throws: RegistryError.diskFull(path: fixture.home.registryFile)) {
            try registry.append(batch, signer: signer)
        }
        #expect(try registry.checkpoint()?.size == 1)
        try registry.withConnection { connection throws(RegistryError) in
            try connection.execute("PRAGMA max_page_count = 100000")
        }
        // The same statement twice in one batch is one entry.
        let appended = try registry.append(batch + [batch[3]], signer: signer)
        #expect(appended.map(\.index) == Array(1...20) + [4])
        #expect(appended.last?.isNew == false && Set(appended.map(\.checkpoint)).count == 1)
        try expectWhole(fixture.home)
    }
}
