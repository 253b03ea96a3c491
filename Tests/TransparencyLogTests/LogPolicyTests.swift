import Signing
import Testing
import TransparencyLog

@Suite struct LogPolicyTests {
    private let log = Vectors.line("log/log.vkey")
    private let witness = Vectors.line("log/witness.vkey")

    @Test func aQuorumOfNoneTakesTheLogAlone() throws {
        let policy = try LogPolicy(decoding: Array("# mine\n\n \tlog \(log) https://log.example\nquorum none\n".utf8))
        #expect(policy.logs.map(\.url) == ["https://log.example"])
        #expect(policy.quorum == .none)
        let accepted = try policy.checkpoint(of: Vectors.bytes("log/checkpoint.txt")).get()
        #expect(accepted.cosignatures.isEmpty)
    }

    @Test func aStrangersLogIsRefused() throws {
        let key = try NoteVerifierKey(name: "other", publicKey: try PrivateKey(generating: .ed25519).publicKey)
        let policy = LogPolicy(trusting: [key])
        #expect(
            policy.checkpoint(of: try Vectors.bytes("log/checkpoint.txt"))
                == .failure(.unknownLog(origin: "registry.example.org/2026")))
        #expect(policy.checkpoint(of: [1, 2, 3]) == .failure(.malformed))
    }

    @Test func aKnownWitnessWhoseSignatureFailsSpoilsTheCheckpoint() throws {
        let policy = try LogPolicy(decoding: Array("log \(log)\nwitness w \(witness)\nquorum none\n".utf8))
        let note = try UnverifiedNote(decoding: try Vectors.bytes("log/checkpoint.txt"))
        // The witness signed something else.
        let cosigner = try PrivateKey(ed25519Seed: Array(0x20...0x3F))
        let forged = try cosigner.cosignature(over: "another\n", as: "witness.example.net/w1", at: 1_790_000_000)
        let altered = UnverifiedNote(text: note.text, signatures: [note.signatures[0], forged])
        #expect(policy.checkpoint(of: note.bytes) != .failure(.badSignature))
        #expect(policy.checkpoint(of: altered.bytes) == .failure(.badSignature))
    }

    /// Two of three, and one of the other two, as the specification's example has it.
    @Test func groupsOfGroupsCount() throws {
        let names = ["X1", "X2", "X3", "Y1", "Y2"]
        var keys: [WitnessKey] = []
        for name in names {
            keys.append(try WitnessKey(name: name, publicKey: try PrivateKey(generating: .ed25519).publicKey))
        }
        let lines = zip(names, keys).map { "witness \($0) \($1.text) https://\($0)" }.joined(separator: "\n")
        let policy = try LogPolicy(
            decoding: Array(
                """
                log \(log)
                \(lines)
                group X 2 X1 X2 X3
                group Y any Y1 Y2
                group both all X Y
                quorum both
                """.utf8))
        for choice in 0..<32 {
            let chosen = Set((0..<5).filter { choice >> $0 & 1 == 1 }.map { keys[$0] })
            let (x, y) = ((choice & 7).nonzeroBitCount, (choice >> 3).nonzeroBitCount)
            #expect(policy.quorum.isMet(by: chosen) == (x >= 2 && y >= 1))
        }
        #expect(
            policy.checkpoint(of: try Vectors.bytes("log/checkpoint.txt"))
                == .failure(.noQuorum(signed: [], missing: names)))
    }

    @Test(
        arguments: [
            ("", 0), ("log LOG\n", 1), ("quorum w\n", 1), ("quorum none\nquorum none\n", 2), ("log LOG\nlog LOG\n", 2),
            ("witness w WIT\nwitness v WIT\nquorum w\n", 2), ("log WIT\n", 1), ("witness w LOG\n", 1),
            ("witness none WIT\n", 1), ("witness w WIT\ngroup g 0 w\n", 2), ("witness w WIT\ngroup g 2 w\n", 2),
            ("witness w WIT\ngroup g 01 w\n", 2), ("witness w WIT\ngroup g all\n", 2), ("group g all w\n", 1),
            ("witness w WIT\ngroup g all w w\n", 2), ("witness w WIT\ngroup g any none\n", 2),
            ("witness w WIT\ngroup g any w\ngroup h any w\n", 3), ("witness w WIT\ngroup w any w\n", 2),
            ("quorum none extra\n", 1), ("monitor LOG\n", 1), ("log LOG a b\n", 1), ("log LOG\rquorum none\n", 1),
            ("# \u{1}\nquorum none\n", 1),
        ])
    func malformedPoliciesAreNamed(text: String, line: Int) throws {
        let filled = text.split(separator: "LOG", omittingEmptySubsequences: false).joined(separator: log)
            .split(separator: "WIT", omittingEmptySubsequences: false).joined(separator: witness)
        do {
            _ = try LogPolicy(decoding: Array(filled.utf8))
            Issue.record("taken: \(text)")
        } catch {
            #expect(error.line == line, "\(text): \(error.expected)")
        }
    }

    /// A Kelvin sign is no K.
    @Test func namesAreBytes() throws {
        let text = "witness K \(witness)\nquorum \u{212A}\n"
        #expect(throws: LogPolicyDefect.self) { try LogPolicy(decoding: Array(text.utf8)) }
        let latin = Array("# caf".utf8) + [0xE9] + Array("\nquorum none\n".utf8)
        #expect(try LogPolicy(decoding: latin).quorum == .none)
    }
}
