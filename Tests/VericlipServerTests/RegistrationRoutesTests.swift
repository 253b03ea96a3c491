import Fingerprinting
import Foundation
import HTTPClient
import Matching
import Registry
import RegistryExchange
import RegistryStorage
import Signing
import Testing
import TransparencyLog

/// Statements that are signed on one machine and logged on another.
@Suite struct RegistrationRoutesTests {
    private static func remote(_ client: Client, _ log: NoteVerifierKey) throws -> RemoteRegistry {
        let transport = RegistryTransport(address: "the test's server") { request throws(RegistryError) in
            do throws(HTTPClientError) {
                let reply = try HTTPClient(seconds: 900, byteLimit: request.limit).waitingExchange(
                    "http://127.0.0.1:\(client.port)\(request.path)",
                    posting: request.body.map { .init(body: $0.bytes, contentType: $0.mediaType) })
                return .init(status: reply.status, body: reply.body)
            } catch {
                throw .unreachable(address: "the test's server", reason: "\(error)")
            }
        }
        return try RemoteRegistry(transport, policy: LogPolicy(trusting: [log]))
    }

    private static func signed(
        _ seed: UInt64, _ key: borrowing PrivateKey, fingerprint: Fingerprint? = nil, time: Int64 = 1_790_000_002
    ) throws -> (statement: VerifiedSignedStatement, fingerprint: [UInt8]) {
        let fingerprint = fingerprint ?? MadeSound(seed: seed).fingerprint(.registered, from: 0, to: 30)
        let media = MadeSound.statement(fingerprint, seed: seed, title: "Recording \(seed)")
        return (try Statement.mediaRegister(media).signed(with: key, issuedAt: time), fingerprint.bytes)
    }

    @Test func aPublisherIntroducesItselfAndRegistersOnce() async throws {
        let made = try SoundRegistry()
        let log = try made.registry().log
        let key = try PrivateKey(generating: .es256)
        try await made.served { client in
            let recording = try Self.signed(1, key)
            // Whom the log does not know is not taken.
            #expect {
                _ = try Self.remote(client, log).submit(recording.statement, fingerprint: recording.fingerprint)
            } throws: { error in
                if case RegistryError.refusedRemotely(_, 422, _) = error { true } else { false }
            }
            let introduction = try Statement.publisherRegister(
                PublisherRegister(name: "A newsroom", keys: [key.publicKey])
            ).signed(with: key, issuedAt: 1_790_000_001)
            #expect(try Self.remote(client, log).submit(introduction).appended.index == 1)
            let remote = try Self.remote(client, log)
            let first = try remote.submit(recording.statement, fingerprint: recording.fingerprint)
            #expect(first.appended.index == 2 && first.appended.isNew && first.overlaps.isEmpty)
            #expect(Checkpoint(note: first.note, signedBy: log)?.size == 3)
            // The same statement, and the same file under a statement of a later day: nothing new.
            let again = try remote.submit(recording.statement, fingerprint: recording.fingerprint)
            #expect(again.appended.index == 2 && !again.appended.isNew)
            let later = try Self.signed(1, key, time: 1_790_000_009)
            let request = RegistrationRequest(
                statement: later.statement.statement.bytes, fingerprint: later.fingerprint)
            #expect(try await client.post("/v1/registrations", request.bytes, "application/cbor").status == 200)
            #expect(try made.registryCount() == 1)
        }
        let registry = try made.registry()
        let record = try #require(try registry.record(.init(rawValue: 2), trusting: made.home.trustedKeys()))
        #expect(record.defects.isEmpty && record.signed?.publisher.name == "A newsroom")
        // It is found from now on.
        #expect(try registry.fingerprint(of: .init(rawValue: 2)) != nil)
    }

    @Test func overlapsAreNoticedAndNeverRefused() async throws {
        let made = try SoundRegistry()
        _ = try made.register(1, title: "Budget speech")
        let log = try made.registry().log
        let home = made.home
        try await made.served { client in
            let part = MadeSound(seed: 1).fingerprint(.registered, from: 4, to: 28)
            let media = MadeSound.statement(part, seed: 100, title: "A part of it")
            let signed = try Statement.mediaRegister(media).signed(with: home.publisherKey(), issuedAt: 1_790_000_003)
            let logged = try Self.remote(client, log).submit(signed, fingerprint: part.bytes)
            let overlap = try #require(logged.overlaps.first)
            #expect(logged.appended.isNew && overlap.record == "1" && overlap.own && overlap.title == "Budget speech")
            let ranges = try #require(overlap.ranges)
            #expect(abs(ranges.source.lowerBound - ranges.here.lowerBound - 4000) < 600)
        }
    }

    @Test func whatThePolicyDoesNotLetInIsRefusedAndSaid() async throws {
        let made = try SoundRegistry()
        let log = try made.registry().log
        let home = made.home
        let key = try home.publisherKey()
        try await made.served { client in
            func status(_ statement: VerifiedSignedStatement, _ fingerprint: [UInt8]?) async throws -> Int {
                let request = RegistrationRequest(statement: statement.statement.bytes, fingerprint: fingerprint)
                let reply = try await client.post("/v1/registrations", request.bytes, "application/cbor")
                if reply.status == 422 {
                    #expect(String(decoding: reply.body, as: UTF8.self).contains("urn:vericlip:problem:not-taken"))
                }
                return reply.status
            }
            let good = try Self.signed(1, key)
            // Without the fingerprint, with another, with a clip's, with one that is silent throughout.
            #expect(try await status(good.statement, nil) == 422)
            #expect(try await status(good.statement, Self.signed(2, key).fingerprint) == 422)
            let clip = try Self.signed(1, key, fingerprint: MadeSound(seed: 1).fingerprint(.query, from: 0, to: 30))
            #expect(try await status(clip.statement, clip.fingerprint) == 422)
            let silent = try Self.signed(1, key, fingerprint: MadeSound.silence(seconds: 10))
            #expect(try await status(silent.statement, silent.fingerprint) == 422)
            let media = MadeSound.statement(
                MadeSound(seed: 1).fingerprint(.registered, from: 0, to: 30), seed: 1, title: "Withheld",
                publication: .keys)
            let withheld = try Statement.mediaRegister(media).signed(with: key, issuedAt: 1)
            #expect(try await status(withheld, nil) == 422)
            // What is not a request at all.
            for body in [
                [], [0x80], [0x81, 0x41], [0x83, 0x40, 0x40, 0x40], [0x81, 0x58, 0x01, 0x00], [0x82, 0x40, 0x80],
            ]
                as [[UInt8]]
            {
                let reply = try await client.post("/v1/registrations", body, "application/cbor")
                #expect(reply.status == 422, "\(body)")
            }
            #expect(try await client.post("/v1/registrations", [0x81, 0x41, 0x00], "application/cbor").status == 422)
            #expect(try made.registry().checkpoint()?.size == 1)
            #expect(try await status(good.statement, good.fingerprint) == 201)
        }
        // A home without the log's key gives out, and takes nothing.
        try FileManager.default.removeItem(atPath: home.logKeyFile)
        try await made.served { client in
            let good = try Self.signed(2, home.publisherKey())
            #expect {
                _ = try Self.remote(client, log).submit(good.statement, fingerprint: good.fingerprint)
            } throws: { error in
                if case RegistryError.refusedRemotely(_, 403, _) = error { true } else { false }
            }
        }
    }
}

extension SoundRegistry {
    borrowing func registryCount() throws -> Int { try registry().recordingCount() }
}
