import Signing
import Testing
import TransparencyLog

@Suite struct WitnessRequestTests {
    private let tree = GrownTree((0..<7).map { "entry-\($0)" })
    private let log = try! NoteVerifierKey(text: Vectors.line("log/log.vkey"))

    private func decision(
        _ request: WitnessRequest, last size: Int?, root: SHA256Digest? = nil, knowing logs: [NoteVerifierKey]? = nil
    ) -> WitnessRequest.Decision {
        request.decision(knowing: logs ?? [log]) { origin in
            size.map { Checkpoint(origin: origin, size: $0, root: root ?? tree.root($0)) }
        }
    }

    @Test func theVectorIsReadDecidedAndWrittenAgain() throws {
        let bytes = try Vectors.bytes("log/add-checkpoint.txt")
        let request = try #require(WitnessRequest(decoding: bytes))
        #expect(request.bytes == bytes)
        #expect(request.oldSize == 3 && request.proof == tree.consistencyProof(3, 7))
        let checkpoint = Checkpoint(origin: log.name, size: 7, root: tree.root(7))
        #expect(decision(request, last: 3) == .cosign(checkpoint))
        // What the witness of the vectors answers.
        let key = try PrivateKey(ed25519Seed: Array(0x20...0x3F))
        let line = try key.cosignature(over: request.note.text, as: "witness.example.net/w1", at: 1_790_000_000)
        let note = try UnverifiedNote(decoding: try Vectors.bytes("log/checkpoint.txt"))
        #expect(note.signatures[1] == line)
        #expect(WitnessAnswer.cosigned(line).body == line.line)
    }

    @Test func theRefusalsAreThoseOfTheSpecification() throws {
        let request = try #require(WitnessRequest(decoding: try Vectors.bytes("log/add-checkpoint.txt")))
        let note = request.note
        #expect(decision(request, last: nil) == .refuse(.conflict(size: 0)))
        #expect(decision(request, last: 4) == .refuse(.conflict(size: 4)))
        #expect(decision(request, last: 3, root: tree.root(2)) == .refuse(.badProof))
        #expect(decision(request, last: 3, knowing: []) == .refuse(.unknownLog))
        let impostor = try NoteVerifierKey(
            name: log.name, publicKey: try PrivateKey(generating: .ed25519).publicKey)
        #expect(decision(request, last: 3, knowing: [impostor]) == .refuse(.badSignature))
        #expect(
            decision(WitnessRequest(oldSize: 8, proof: [], note: note), last: 8, root: tree.root(7))
                == .refuse(.malformed))
        let same = WitnessRequest(oldSize: 7, proof: [], note: note)
        #expect(decision(same, last: 7) == .cosign(Checkpoint(origin: log.name, size: 7, root: tree.root(7))))
        #expect(decision(same, last: 7, root: tree.root(6)) == .refuse(.conflict(size: 7)))
        let first = WitnessRequest(oldSize: 0, proof: [], note: note)
        #expect(decision(first, last: nil) == .cosign(Checkpoint(origin: log.name, size: 7, root: tree.root(7))))
        #expect(
            decision(WitnessRequest(oldSize: 0, proof: [tree.root(1)], note: note), last: nil) == .refuse(.badProof))
        for forged in [Array(request.proof.dropLast()), request.proof + [tree.root(1)], request.proof.reversed()] {
            #expect(decision(WitnessRequest(oldSize: 3, proof: forged, note: note), last: 3) == .refuse(.badProof))
        }
    }

    @Test(arguments: [
        ("old 3", "old 03"), ("old 3", "old"), ("old 3", "size 3"), ("old 3\n", "old 3\n\n"),
        ("BJ19zbVrz+vTEzBMmDnxlqPUtu873AsIKY+TrIGR8Kg=", "AAAA"),
        ("old 3\n", "old 3\n" + String(repeating: "BJ19zbVrz+vTEzBMmDnxlqPUtu873AsIKY+TrIGR8Kg=\n", count: 60)),
    ])
    func whatIsNotExactlyARequestIsRefused(from: String, to: String) throws {
        let text = try Vectors.text("log/add-checkpoint.txt").replacingOnce(from, with: to)
        #expect(WitnessRequest(decoding: Array(text.utf8)) == nil)
    }

    /// A cosignature of the kind that this version does not know (ML-DSA-44) is passed over, whatever its length.
    @Test func unknownKindsOfSignaturesArePassedOver() throws {
        let vector = try UnverifiedNote(decoding: try Vectors.bytes("log/checkpoint.txt"))
        let large = try NoteSignature(
            line: "— witness.example.net/w1 \(([0x01, 0x02, 0x03, 0x04] + [UInt8](repeating: 7, count: 2428)).base64)")
        let note = UnverifiedNote(text: vector.text, signatures: [large] + vector.signatures)
        let witness = try WitnessKey(text: Vectors.line("log/witness.vkey"))
        let read = try UnverifiedNote(decoding: note.bytes).verified(by: [log], witnesses: [witness])
        #expect(read?.cosignatures == [Cosignature(witness: witness, time: 1_790_000_000)])
    }
}
