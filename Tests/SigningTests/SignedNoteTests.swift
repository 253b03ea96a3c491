import SeededRandom
import Signing
import Testing

@Suite struct SignedNoteTests {
    @Test func theSharedVectorHolds() throws {
        let note = try UnverifiedNote(decoding: try Vectors.bytes("log/checkpoint.txt"))
        let key = try NoteVerifierKey(text: try Vectors.line("log/log.vkey"))
        #expect(note.signatures.map(\.name) == ["registry.example.org/2026", "witness.example.net/w1"])
        // The witness's line is of a kind that is not known here, and is passed over.
        let verified = try #require(note.verified(by: [key]))
        #expect(verified.signers == [key])
        #expect(verified.text.hasPrefix("registry.example.org/2026\n7\n"))
        #expect(key.text == (try Vectors.line("log/log.vkey")))
        // A witness key is of another kind (0x04), and no signer of notes.
        #expect(throws: SigningError.note(.malformedVerifierKey)) {
            try NoteVerifierKey(text: try Vectors.line("log/witness.vkey"))
        }
    }

    @Test func signingGivesTheVectorsFirstLine() throws {
        let key = try PrivateKey(ed25519Seed: Array(0x00...0x1F))
        let vector = try UnverifiedNote(decoding: try Vectors.bytes("log/checkpoint.txt"))
        let note = try UnverifiedNote(decoding: try key.note(signing: vector.text, as: "registry.example.org/2026"))
        #expect(note.signatures == [vector.signatures[0]])
    }

    @Test func aKnownKeyWhoseSignatureFailsSpoilsTheNote() throws {
        let key = try PrivateKey(generating: .ed25519)
        let verifier = try NoteVerifierKey(name: "a", publicKey: key.publicKey)
        let note = String(decoding: try key.note(signing: "text\n", as: "a"), as: UTF8.self)
        let other = String(decoding: try key.note(signing: "another\n", as: "a"), as: UTF8.self)
        let both = note + other.split(separator: "\n").last! + "\n"
        #expect(try UnverifiedNote(decoding: Array(note.utf8)).verified(by: [verifier]) != nil)
        #expect(try UnverifiedNote(decoding: Array(both.utf8)).verified(by: [verifier]) == nil)
        #expect(try UnverifiedNote(decoding: Array(note.utf8)).verified(by: []) == nil)
    }

    @Test func textMayHaveEmptyLines() throws {
        let key = try PrivateKey(generating: .ed25519)
        let verifier = try NoteVerifierKey(name: "a", publicKey: key.publicKey)
        let note = try UnverifiedNote(decoding: try key.note(signing: "one\n\ntwo\n", as: "a"))
        #expect(note.verified(by: [verifier])?.text == "one\n\ntwo\n")
    }

    @Test(
        arguments: [
            ("", NoteDefect.noSignatures), ("text\n", .noSignatures), ("text\n\n", .noSignatures),
            ("text\n\n— a AAAA", .noSignatures), ("text\n\n— a AAAA\n", .malformedSignature),
            ("text\n\n- a AAAAAAA=\n", .malformedSignature), ("text\n\n— a AAAAAAB=\n", .malformedSignature),
            ("text\n\n— a+b AAAAAAA=\n", .malformedSignature), ("te\txt\n\n— a AAAAAAA=\n", .controlCharacter),
            ("text\r\n\n— a AAAAAAA=\n", .controlCharacter),
        ])
    func malformedNotesAreNamed(text: String, defect: NoteDefect) {
        #expect(throws: SigningError.note(defect)) { try UnverifiedNote(decoding: Array(text.utf8)) }
    }

    @Test(arguments: [
        "", "a", "a+b", "a+00000000+AQ==", "a b+00000000+AAAA",
        "registry.example.org/2026+9c15a44e+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
    ])
    func malformedVerifierKeysAreRejected(text: String) {
        #expect(throws: SigningError.self) { try NoteVerifierKey(text: text) }
    }

    @Test func randomMutationsNeverCrashAndNeverPass() throws {
        let bytes = try Vectors.bytes("log/checkpoint.txt")
        let text = try UnverifiedNote(decoding: bytes).text
        let key = try NoteVerifierKey(text: try Vectors.line("log/log.vkey"))
        var generator = SeededGenerator(seed: 6)
        for _ in 0..<20_000 {
            guard let note = try? UnverifiedNote(decoding: bytes.mutated(using: &generator)) else { continue }
            if let verified = note.verified(by: [key]) { #expect(verified.text == text) }
        }
    }
}
