import Foundation
import Matching
import Registry
import RegistryStorage
import Signing
import Testing
import TransparencyLog

/// A witness in this process, honest or not.
final class TestWitness: Sendable {
    let key: WitnessKey
    private let path: String
    private let pem: String
    private let log: NoteVerifierKey

    init(_ name: String, in home: Home, log: NoteVerifierKey) throws {
        try FileManager.default.createDirectory(atPath: home.path + "/witnesses", withIntermediateDirectories: true)
        path = "\(home.path)/witnesses/\(name).db"
        pem = "\(home.path)/witnesses/\(name).pem"
        self.log = log
        let key = try PrivateKey(generating: .ed25519)
        try KeyFile.createPrivate(pem, key: key)
        self.key = try WitnessKey(name: name, publicKey: key.publicKey)
    }

    func answer(_ body: [UInt8]) throws -> WitnessAnswer {
        try WitnessStore(path: path).answer(
            body, watching: [log], as: key.name, with: try KeyFile.readPrivate(pem), at: 1_790_000_100)
    }

    /// Signs whatever text it is told to.
    func sign(_ text: String) throws -> NoteSignature {
        try KeyFile.readPrivate(pem).cosignature(over: text, as: key.name, at: 1_790_000_100)
    }

    func reply(_ body: [UInt8]) -> WitnessReply {
        guard let answer = try? answer(body) else { return .unreachable(reason: "broken") }
        return .answered(status: answer.status, body: Array(answer.body.utf8))
    }
}

@Suite struct WitnessingTests {
    private func policy(_ store: some RegistryStore, _ witnesses: [TestWitness], quorum: Int) throws -> LogPolicy {
        let lines = witnesses.map { "witness \($0.key.name) \($0.key.text) http://\($0.key.name)" }
        let names = witnesses.map(\.key.name).joined(separator: " ")
        let text =
            (["log \(store.log.text)"] + lines + ["group all-of-them \(quorum) \(names)", "quorum all-of-them", ""])
            .joined(separator: "\n")
        return try LogPolicy(decoding: Array(text.utf8))
    }

    /// Three witnesses: one honest, one that knows an earlier log, one that lies. Two of three are a quorum, and the record is
    /// accepted; with all three asked for it is not.
    @Test func oneStaleAndOneLyingOfThree() async throws {
        let fixture = Fixture()
        let registry = try fixture.initialise()
        let witnesses = try ["honest", "stale", "lying"].map {
            try TestWitness($0, in: fixture.home, log: registry.log)
        }
        let (honest, stale, lying) = (witnesses[0], witnesses[1], witnesses[2])
        let policy = try policy(registry, witnesses, quorum: 2)

        // The stale one has seen the log at size 1 only.
        let first = try UnverifiedNote(decoding: try registry.checkpointNote())
        #expect(try stale.answer(WitnessRequest(oldSize: 0, proof: [], note: first).bytes).status == 200)
        for number in 1...5 { _ = try fixture.register(number, in: registry) }

        let collector = CosignatureCollector { address, body in
            switch address {
            case "http://honest/add-checkpoint": return honest.reply(body)
            case "http://stale/add-checkpoint": return stale.reply(body)
            default:
                // It signs another log than the one it was shown.
                let text = Checkpoint(origin: "other", size: 6, root: MerkleTree.emptyRoot).text
                return (try? lying.sign(text)).map { .answered(status: 200, body: Array($0.line.utf8)) }
                    ?? .unreachable(reason: "broken")
            }
        }
        let collection = try await collector.collect(for: registry, from: policy)
        let outcomes = collection.outcomes.map(\.outcome)
        #expect(
            outcomes == [
                .cosigned(Cosignature(witness: honest.key, time: 1_790_000_100)),
                .cosigned(Cosignature(witness: stale.key, time: 1_790_000_100)), .badSignature,
            ])
        let accepted = try policy.checkpoint(of: collection.note.bytes).get()
        #expect(accepted.checkpoint.size == 6 && accepted.cosignatures.count == 2)

        // Before it is published nothing is accepted, after it everything that it covers.
        let keys = TrustedKeys(policy: policy)
        let unwitnessed = try #require(try registry.record(.init(rawValue: 3), trusting: keys))
        #expect(unwitnessed.defects == [.policy(.noQuorum(signed: [], missing: ["honest", "stale", "lying"]))])
        try registry.publish(collection.note)
        #expect(try registry.record(.init(rawValue: 3), trusting: keys)?.defects == [])
        _ = try fixture.register(6, in: registry)
        #expect(try registry.record(.init(rawValue: 3), trusting: keys)?.defects == [])
        #expect(try registry.record(.init(rawValue: 6), trusting: keys)?.defects.isEmpty == false)
        #expect(try registry.record(.init(rawValue: 6), trusting: TrustedKeys())?.defects == [])
        let strict = TrustedKeys(policy: try self.policy(registry, witnesses, quorum: 3))
        #expect(
            try registry.record(.init(rawValue: 3), trusting: strict)?.defects
                == [.policy(.noQuorum(signed: ["honest", "stale"], missing: ["lying"]))])
    }

    @Test(
        arguments: [
            (WitnessReply.unreachable(reason: "away"), WitnessOutcome.unreachable(reason: "away")),
            (.answered(status: 409, body: Array("99\n".utf8)), .ahead(size: 99)),
            (.answered(status: 409, body: Array("2\n".utf8)), .disagrees(size: 2)),
            (.answered(status: 409, body: Array("0\n".utf8)), .disagrees(size: 0)),
            (.answered(status: 409, body: Array("02\n".utf8)), .disagrees(size: 0)),
            (.answered(status: 409, body: Array("-1\n".utf8)), .disagrees(size: 0)),
            (.answered(status: 422, body: []), .disagrees(size: 0)),
            (.answered(status: 404, body: []), .refused(status: 404)),
            (.answered(status: 200, body: []), .badSignature),
            (.answered(status: 200, body: Array("— w AAAAAAA=\n".utf8)), .badSignature),
            (.answered(status: 200, body: [0xFF, 0xFE]), .badSignature),
        ])
    func whateverAWitnessAnswersIsNamed(reply: WitnessReply, expected: WitnessOutcome) async throws {
        let fixture = Fixture()
        let registry = try fixture.initialise()
        for number in 1...3 { _ = try fixture.register(number, in: registry) }
        let witness = try TestWitness("w", in: fixture.home, log: registry.log)
        let collection = try await CosignatureCollector { _, _ in reply }.collect(
            for: registry, from: try policy(registry, [witness], quorum: 1))
        #expect(collection.outcomes.map(\.outcome) == [expected])
        #expect(collection.note.signatures.count == 1)
    }

    /// A log that shows one history to one witness and another to the next gets no quorum of two for both.
    @Test func aSplitViewGetsOneQuorumAtMost() async throws {
        let fixture = Fixture()
        let registry = try fixture.initialise()
        let witnesses = try ["w1", "w2", "w3"].map { try TestWitness($0, in: fixture.home, log: registry.log) }
        let copy = fixture.home.path + "/copy.db"
        try registry.withConnection { connection throws(RegistryError) in
            try connection.execute("VACUUM INTO '\(copy)'")
        }
        let other = try SQLiteRegistry(writing: copy)
        for number in 1...4 { _ = try fixture.register(number, in: registry) }
        for number in 11...14 { _ = try fixture.register(number, in: other) }
        let policy = try policy(registry, witnesses, quorum: 2)
        let post: CosignatureCollector.Post = { address, body in
            witnesses.first { address == "http://\($0.key.name)/add-checkpoint" }?.reply(body)
                ?? .unreachable(reason: "nobody")
        }
        let shown = try await CosignatureCollector(post: post).collect(for: registry, from: policy)
        let hidden = try await CosignatureCollector(post: post).collect(for: other, from: policy)
        #expect((try? policy.checkpoint(of: shown.note.bytes).get()) != nil)
        #expect(
            policy.checkpoint(of: hidden.note.bytes)
                == .failure(.noQuorum(signed: [], missing: ["w1", "w2", "w3"])))
        #expect(hidden.outcomes.allSatisfy { $0.outcome == .disagrees(size: 5) })
    }

    /// Requests at one time: whichever comes first, a witness never goes back.
    @Test func compareAndSetHoldsUnderContention() async throws {
        let fixture = Fixture()
        let registry = try fixture.initialise()
        let witness = try TestWitness("w", in: fixture.home, log: registry.log)
        var notes = [try UnverifiedNote(decoding: try registry.checkpointNote())]
        for number in 1...8 {
            _ = try fixture.register(number, in: registry)
            notes.append(try UnverifiedNote(decoding: try registry.checkpointNote()))
        }
        let requests = try notes.enumerated().map { index, note in
            WitnessRequest(oldSize: 0, proof: try registry.consistencyProof(from: 0, to: index + 1)!, note: note)
        }
        let answers = try await withThrowingTaskGroup(of: WitnessAnswer.self) { group in
            for request in requests { group.addTask { try witness.answer(request.bytes) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let cosigned = answers.filter { $0.status == 200 }
        #expect(cosigned.count == 1)
        #expect(answers.count { $0.status == 409 } == 8)
    }
}
