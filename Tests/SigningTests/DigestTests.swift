import Foundation
import Signing
import Testing

@Suite struct DigestTests {
    @Test func knownDigests() {
        // FIPS 180-2, appendix B.
        #expect(
            SHA256Digest(of: Array("abc".utf8)).hex
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(SHA256Digest(of: []).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func piecesAndAFileGiveTheDigestOfTheWhole() throws {
        let bytes = (0..<3_000_001).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var hash = SHA256()
        hash.update(Array(bytes.prefix(1_000_000)))
        hash.update([])
        hash.update(Array(bytes.dropFirst(1_000_000)))
        let digest = hash.finish()
        #expect(digest == SHA256Digest(of: bytes))

        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(try SHA256Digest(ofFile: file.path) == digest)
        #expect(throws: SigningError.cannotRead(path: "/nowhere", code: ENOENT)) {
            try SHA256Digest(ofFile: "/nowhere")
        }
    }

    @Test(arguments: [
        "", "ab", String(repeating: "A", count: 64), String(repeating: "0", count: 63),
        String(repeating: "é", count: 64),
    ])
    func onlySixtyFourLowercaseDigitsAreADigest(text: String) {
        #expect(SHA256Digest(hex: text) == nil)
    }
}
