import Signing
import Testing
import TransparencyLog

@Suite struct LogProofTests {
    private let policy = try! LogPolicy(
        decoding: Array(
            """
            log \(Vectors.line("log/log.vkey"))
            witness w1 \(Vectors.line("log/witness.vkey"))
            quorum w1
            """.utf8))

    @Test func theVectorIsReadCheckedAndWrittenAgain() throws {
        let bytes = try Vectors.bytes("log/entry-2.tlog-proof")
        let proof = try #require(LogProof(decoding: bytes))
        #expect(proof.bytes == bytes)
        #expect(proof.index == 2 && proof.hashes.count == 3 && proof.extra == nil)
        let accepted = try policy.checkpoint(of: proof.note.bytes).get()
        #expect(accepted.cosignatures.map(\.time) == [1_790_000_000])
        #expect(accepted.checkpoint.size == 7)
        #expect(proof.proves(Array("entry-2".utf8), in: accepted.checkpoint))
        #expect(!proof.proves(Array("entry-3".utf8), in: accepted.checkpoint))
        let other = Checkpoint(origin: "other", size: 7, root: accepted.checkpoint.root)
        #expect(!proof.proves(Array("entry-2".utf8), in: other))
    }

    /// The vector's proof is the one that a tree of its seven entries gives.
    @Test func theVectorIsWhatTheTreeGives() throws {
        let tree = GrownTree((0..<7).map { "entry-\($0)" })
        let vector = try #require(LogProof(decoding: try Vectors.bytes("log/entry-2.tlog-proof")))
        let made = LogProof(index: 2, hashes: tree.inclusionProof(2, 7), note: vector.note)
        #expect(made.bytes == (try Vectors.bytes("log/entry-2.tlog-proof")))
    }

    @Test func extraBytesComeBack() throws {
        let vector = try #require(LogProof(decoding: try Vectors.bytes("log/entry-2.tlog-proof")))
        let proof = LogProof(index: 2, hashes: vector.hashes, note: vector.note, extra: [1, 2, 3])
        #expect(LogProof(decoding: proof.bytes) == proof)
    }

    @Test(
        arguments: [
            ("c2sp.org/tlog-proof@v1\n", "c2sp.org/tlog-proof@v2\n"), ("index 2", "index 02"), ("index 2", "index -2"),
            ("index 2", "index"), ("index 2", "extra !\nindex 2"), ("index 2\n", "index 2\nextra AAAA\n"),
            ("J0ebarMh0u5HdFL2i6UndI6GPK/o+9HfK/idFXDRtpc=", "J0ebarMh0u5HdFL2i6UndI6GPK/o+9HfK/idFXDRtpd="),
            ("J0ebarMh0u5HdFL2i6UndI6GPK/o+9HfK/idFXDRtpc=", "AAAA"), ("index 2\n", "index 2\n\n"), ("\n\n", "\n"),
            ("index 2\n", "index 2\n" + String(repeating: "J0ebarMh0u5HdFL2i6UndI6GPK/o+9HfK/idFXDRtpc=\n", count: 61)),
        ])
    func whatIsNotExactlyAProofIsRefused(from: String, to: String) throws {
        let text = try Vectors.text("log/entry-2.tlog-proof")
        #expect(text.contains(from))
        #expect(LogProof(decoding: Array(text.replacingOnce(from, with: to).utf8)) == nil)
    }

    @Test func aTruncatedProofNeverHolds() throws {
        let bytes = try Vectors.bytes("log/entry-2.tlog-proof")
        for length in 0..<bytes.count {
            guard let proof = LogProof(decoding: Array(bytes.prefix(length))) else { continue }
            guard case .success(let accepted) = policy.checkpoint(of: proof.note.bytes) else { continue }
            #expect(!proof.proves(Array("entry-2".utf8), in: accepted.checkpoint), "\(length)")
        }
    }
}

extension String {
    func replacingOnce(_ text: String, with other: String) -> String {
        guard let range = firstRange(of: text) else { return self }
        return replacingCharacters(in: range, with: other)
    }

    private func replacingCharacters(in range: Range<String.Index>, with other: String) -> String {
        self[..<range.lowerBound] + other + self[range.upperBound...]
    }
}
