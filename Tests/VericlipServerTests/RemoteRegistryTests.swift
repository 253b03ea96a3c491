import Fingerprinting
import Foundation
import HTTPClient
import Matching
import Media
import Registry
import RegistryExchange
import RegistryStorage
import Signing
import Synchronization
import Testing
import TransparencyLog
import VericlipServer

/// A registry on another machine, over HTTP: read as one here, and believed as far as it is proved.
@Suite struct RemoteRegistryTests {
    /// What the user trusts: the log.
    private static func policy(_ log: NoteVerifierKey) -> LogPolicy { LogPolicy(trusting: [log]) }

    /// Asks the server, and alters what it answers.
    private static func transport(
        _ client: Client,
        altering: @escaping @Sendable (_ path: String, [UInt8]) -> [UInt8] = { $1 }
    ) -> RegistryTransport {
        RegistryTransport(address: "http://127.0.0.1:\(client.port)") { request throws(RegistryError) in
            do throws(HTTPClientError) {
                let reply = try HTTPClient(seconds: 900, byteLimit: request.limit).waitingExchange(
                    "http://127.0.0.1:\(client.port)\(request.path)",
                    posting: request.body.map { .init(body: $0.bytes, contentType: $0.mediaType) })
                return .init(status: reply.status, body: altering(request.path, reply.body))
            } catch {
                throw .unreachable(address: "the test's server", reason: "\(error)")
            }
        }
    }

    @Test func itReadsAsTheRegistryItself() async throws {
        let made = try SoundRegistry()
        for seed in 1...3 as ClosedRange<UInt64> { _ = try made.register(seed, title: "Recording \(seed)") }
        let local = try made.registry()
        let keys = try made.home.trustedKeys()
        try await made.served { client in
            let remote = try RemoteRegistry(Self.transport(client), policy: Self.policy(local.log))
            #expect(try remote.log == local.log && remote.recordingCount() == 3)
            #expect(try remote.checkpoint() == local.checkpoint())
            for number in 0...4 as ClosedRange<UInt32> {
                let (here, there) = (
                    try local.record(.init(rawValue: number), trusting: keys),
                    try remote.record(.init(rawValue: number), trusting: keys)
                )
                #expect(here?.signed?.media == there?.signed?.media && here?.defects == there?.defects)
                #expect(here?.trust == there?.trust && here?.loggedAt == there?.loggedAt)
            }
            let recording = RecordingID(rawValue: 2)
            #expect(try remote.fingerprintBytes(of: recording) == local.fingerprintBytes(of: recording))
            let file = try #require(try local.record(recording, trusting: keys)?.signed).media.media.sha256
            for selection in [
                EntrySelection.recordings, .recordingsOf(file: file), .keyStatements(from: 0), .keyStatements(from: 1),
                .coverage, .about(file),
            ] { #expect(try remote.indices(of: selection) == local.indices(of: selection)) }
            let leaf = MerkleTree.leafHash(of: try #require(try local.entry(at: 2)).statement)
            #expect(try remote.index(ofLeaf: leaf) == 2 && remote.index(ofLeaf: file) == nil)
            #expect(try remote.inclusionProof(of: 1, in: 3) == local.inclusionProof(of: 1, in: 3))
            #expect(try remote.publisherHistory().founders == local.publisherHistory().founders)
        }
    }

    @Test func aClipIsFoundByItsFingerprintAndComparedHere() async throws {
        let made = try SoundRegistry()
        for seed in 1...3 as ClosedRange<UInt64> { _ = try made.register(seed, title: "Recording \(seed)") }
        let log = try made.registry().log
        try await made.served { client in
            let asked = Mutex<[String]>([])
            let transport = Self.transport(client) { path, body in
                asked.withLock { $0.append(String(path.prefix { $0 != "?" })) }
                return body
            }
            let remote = try RemoteRegistry(transport, policy: Self.policy(log))
            let clip = MadeSound(seed: 2).fingerprint(.query, from: 8, to: 18)
            let matches = try Matcher().match(clip, index: remote, recordings: remote)
            #expect(matches.alignments.map(\.recording.rawValue) == [2])
            #expect(abs((matches.alignments.first?.segments.first?.source.start.milliseconds ?? 0) - 8000) < 200)
            // The whole of what was asked: candidates, the record, who signed it, its fingerprint.
            #expect(
                Set(asked.withLock { $0 }.map { $0.split(separator: "/").prefix(2).joined(separator: "/") })
                    == ["v1/log", "v1/candidates", "v1/fingerprints"])
            let other = MadeSound(seed: 9).fingerprint(.query, from: 0, to: 10)
            #expect(try Matcher().match(other, index: remote, recordings: remote).alignments.isEmpty)
        }
    }

    @Test func whatIsAlteredOnTheWayIsNotBelieved() async throws {
        let made = try SoundRegistry()
        for seed in 1...3 as ClosedRange<UInt64> { _ = try made.register(seed, title: "Recording \(seed)") }
        let (log, keys) = (try made.registry().log, try made.home.trustedKeys())
        try await made.served { client in
            func altered(
                _ prefix: String, _ alter: @escaping @Sendable ([UInt8]) -> [UInt8]
            ) throws -> RemoteRegistry {
                try RemoteRegistry(
                    Self.transport(client) { path, body in path.hasPrefix(prefix) ? alter(body) : body },
                    policy: Self.policy(log))
            }
            func expectRefusal(_ body: () throws -> Void) {
                #expect {
                    try body()
                } throws: { error in
                    if case RegistryError.unexpectedAnswer = error { true } else { false }
                }
            }
            // A statement by other bytes, another entry in its place, a proof cut short.
            let other = try await client.raw("/v1/log/entries/2").body
            for alter: @Sendable ([UInt8]) -> [UInt8] in [
                { Self.edited($0) { $0["statement"] = "\($0["statement"] ?? "")".replacing("A", with: "B") } },
                { _ in other },
                { Self.edited($0) { $0["proof"] = (($0["proof"] as? [Any]) ?? []).dropLast().map(\.self) } },
                { _ in Array("{}".utf8) }, { _ in [] },
            ] {
                let remote = try altered("/v1/log/entries/1", alter)
                expectRefusal { _ = try remote.record(.init(rawValue: 1), trusting: keys) }
            }
            // Other footage under a record's hash.
            let fingerprint = MadeSound(seed: 9).fingerprint(.registered, from: 0, to: 30).bytes
            let swapped = try altered("/v1/fingerprints/") { _ in fingerprint }
            expectRefusal { _ = try swapped.fingerprint(of: .init(rawValue: 1)) }
            // Candidates that no clip can have.
            let clip = MadeSound(seed: 2).fingerprint(.query, from: 8, to: 18)
            for (member, value) in [("milliseconds", 1 << 60), ("from", -1), ("to", 1 << 40), ("soundVotes", -1)] {
                let remote = try altered("/v1/candidates") { body in
                    let text = String(decoding: body, as: UTF8.self)
                    let part = try? Regex("\"\(member)\":-?[0-9]+")
                    return Array((part.map { text.replacing($0, with: "\"\(member)\":\(value)") } ?? text).utf8)
                }
                expectRefusal { _ = try Matcher().match(clip, index: remote, recordings: remote) }
            }
        }
    }

    @Test func onlyALogOfThePolicyThatGoesOnFromWhatWasSeenIsBelieved() async throws {
        let made = try SoundRegistry()
        _ = try made.register(1, title: "Budget speech")
        let log = try made.registry().log
        let earlier = try made.registry().checkpointNote()
        _ = try made.register(2, title: "Question time")
        // The same log's key over another history.
        let fork = try made.home.logSigner(for: log).note(
            of: Checkpoint(origin: log.name, size: 2, root: SHA256Digest(of: [1])))
        let later = try made.home.logSigner(for: log).note(
            of: Checkpoint(origin: log.name, size: 9, root: SHA256Digest(of: [1])))
        let stranger = try NoteVerifierKey(name: log.name, publicKey: PrivateKey(generating: .ed25519).publicKey)
        try await made.served { client in
            let transport = Self.transport(client)
            _ = try RemoteRegistry(transport, policy: Self.policy(log)) { _ in earlier }
            for seen in [fork, later] {
                #expect {
                    _ = try RemoteRegistry(transport, policy: Self.policy(log)) { _ in seen }
                } throws: { error in
                    if case RegistryError.historyDiffers = error { true } else { false }
                }
            }
            for policy in [LogPolicy(trusting: []), Self.policy(stranger)] {
                #expect {
                    _ = try RemoteRegistry(transport, policy: policy)
                } throws: { error in
                    if case RegistryError.logNotListed = error { true } else { false }
                }
            }
        }
    }

    /// A store that nobody here may write says so.
    @Test func itIsReadOnly() async throws {
        let made = try SoundRegistry()
        let log = try made.registry().log
        let home = made.home
        try await made.served { client in
            let remote = try RemoteRegistry(Self.transport(client), policy: Self.policy(log))
            let signed = try Statement.coverage(Coverage(series: "All", from: "2026-01-01")).signed(
                with: home.publisherKey(), issuedAt: 1)
            let submission = LogSubmission(try AdmittedStatement(signed, in: remote), loggedAt: 1)
            #expect(throws: RegistryError.readOnly(path: remote.transport.address)) {
                try remote.append([submission], signer: home.logSigner(for: log))
            }
        }
    }

    private static func edited(_ body: [UInt8], _ edit: (inout [String: Any]) -> Void) -> [UInt8] {
        guard var object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] else { return body }
        edit(&object)
        return (try? JSONSerialization.data(withJSONObject: object)).map { Array($0) } ?? body
    }
}

extension Client {
    /// A reply that need not be text.
    func raw(_ path: String) async throws -> HTTPClient.Reply {
        try await HTTPClient(seconds: 900, byteLimit: 1 << 24).get("http://127.0.0.1:\(port)\(path)")
    }

    func post(_ path: String, _ body: [UInt8], _ type: String) async throws -> HTTPClient.Reply {
        try await HTTPClient(seconds: 900, byteLimit: 1 << 24).post(
            "http://127.0.0.1:\(port)\(path)", body: body, contentType: type)
    }
}
