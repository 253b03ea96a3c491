import Foundation
import Signing
import Testing
import TransparencyLog

@Suite struct CheckpointTests {
    private let vector = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../Vectors/log/checkpoint.txt")
    private let log = try! NoteVerifierKey(
        text: "registry.example.org/2026+9c15a44f+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4")

    @Test func theSharedVectorHolds() throws {
        let checkpoint = try #require(Checkpoint(note: Array(try Data(contentsOf: vector)), signedBy: log))
        #expect(checkpoint.origin == "registry.example.org/2026")
        #expect(checkpoint.size == 7)
        #expect(checkpoint.root.hex == "9139601cc1ca8ab2a7a0c2c134c04845f2b1ba549a83d6c845cfcda439cc585d")
    }

    @Test func aSignedCheckpointIsReadBackByItsLogAlone() throws {
        let signer = try LogSigner(origin: "log.example/1", key: try PrivateKey(generating: .ed25519))
        let checkpoint = Checkpoint(origin: "log.example/1", size: 3, root: MerkleTree.emptyRoot)
        let note = try signer.note(of: checkpoint)
        #expect(Checkpoint(note: note, signedBy: signer.verifierKey) == checkpoint)
        #expect(Checkpoint(note: note, signedBy: log) == nil)
    }

    @Test func aLogSignsOnlyUnderItsOwnOrigin() throws {
        let signer = try LogSigner(origin: "log.example/1", key: try PrivateKey(generating: .ed25519))
        let foreign = Checkpoint(origin: "log.example/2", size: 3, root: MerkleTree.emptyRoot)
        #expect((try? signer.note(of: foreign)) == nil)
    }

    @Test(
        arguments: [
            "", "a\n1\n", "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
            "a\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
            "a\n+1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
            "a\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
            "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
            "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nextension\n",
            "a\n99999999999999999999\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        ])
    func onlyTheThreeLinesAreACheckpoint(text: String) {
        #expect(Checkpoint(text: text) == nil)
    }
}
