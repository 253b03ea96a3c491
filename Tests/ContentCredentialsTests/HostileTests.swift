import ContentCredentials
import Foundation
import SeededRandom
import Signing
import Testing

/// Files that were made to do harm: each is refused with a reason, soon and in little memory.
struct HostileTests {
    private func file(_ store: [UInt8]) -> [UInt8] {
        let content =
            MadeFile.identifier + [0, 0, 0, 0] + "manifest".utf8 + [0] + [UInt8](repeating: 0, count: 8) + store
        return MadeFile.ftyp + ManifestMaker.box("uuid", content) + MadeFile.moov
    }

    private func expectRefusal(_ file: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) {
        let start = ContinuousClock.now
        let read = ContentCredentials(in: file)
        #expect(![.valid, .trusted].contains(read.state) && read.reason != nil, sourceLocation: sourceLocation)
        #expect(ContinuousClock.now - start < .seconds(5), sourceLocation: sourceLocation)
    }

    @Test func boxesNestedDeeply() {
        var box: [UInt8] = []
        for _ in 0..<1000 { box = ManifestMaker.box("moov", box) }
        expectRefusal(MadeFile.ftyp + box)
    }

    @Test func lengthsBeyondTheFile() {
        expectRefusal(MadeFile.ftyp + [0xFF, 0xFF, 0xFF, 0xFF] + "mdat".utf8)
        expectRefusal(MadeFile.ftyp + [0, 0, 0, 1] + "mdat".utf8 + [UInt8](repeating: 0xFF, count: 8))
        expectRefusal(MadeFile.ftyp + [0, 0, 0, 7] + "mdat".utf8)
        expectRefusal(file([0x7F, 0xFF, 0xFF, 0xFF] + "jumb".utf8 + [UInt8](repeating: 0, count: 100)))
        expectRefusal([0xFF, 0xD8, 0xFF, 0xEB, 0xFF, 0xFF, 0x4A, 0x50])
    }

    /// More boxes than any file has, of no content.
    @Test func manyBoxes() {
        expectRefusal(MadeFile.ftyp + (0..<700_000).flatMap { _ in [0, 0, 0, 8, 0x66, 0x72, 0x65, 0x65] as [UInt8] })
        let empty = ManifestMaker.superbox("c2ma", "", [])
        expectRefusal(file(ManifestMaker.superbox("c2pa", "c2pa", (0..<5000).flatMap { _ in empty })))
    }

    @Test func storesThatAreNone() {
        expectRefusal(file(ManifestMaker.superbox("json", "c2pa", [])))
        expectRefusal(file(ManifestMaker.superbox("c2pa", "c2pa", [])))
        expectRefusal(file(ManifestMaker.superbox("c2pa", "c2pa", ManifestMaker.superbox("c2ma", "urn:x", []))))
        let twice = ManifestMaker.superbox("c2ma", "urn:x", [])
        expectRefusal(file(ManifestMaker.superbox("c2pa", "c2pa", twice + twice)))
        expectRefusal(file(ManifestMaker.box("jumb", ManifestMaker.box("jumd", [1, 2, 3]))))
    }

    /// CBOR that claims what it has not: nesting, lengths, counts, a key twice, a text that is none.
    @Test(
        arguments: [
            [UInt8](repeating: 0x81, count: 100_000), [UInt8](repeating: 0xD2, count: 100_000),
            [0x9B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
            [0x5B, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
            [0xBF], [0x9F, 0x01], [0xA2, 0x01, 0x01, 0x01, 0x01], [0x62, 0xC3, 0x28], [0x5F, 0x01, 0xFF], [0xFF],
            [0x1C], [],
            [0x9A, 0x00, 0x10, 0x00, 0x00] + [UInt8](repeating: 0xF6, count: 0x10_0000),
        ] as [[UInt8]]) func brokenCBOR(bytes: [UInt8])
    {
        let claim = ManifestMaker.superbox("c2cl", "c2pa.claim.v2", ManifestMaker.box("cbor", bytes))
        expectRefusal(file(ManifestMaker.store(ManifestMaker.superbox("c2ma", "urn:x", claim))))
    }

    /// One large assertion, listed four thousand times: hashing it each time would take a minute.
    @Test func anAssertionListedOverAndOver() {
        let assertion = ManifestMaker.superbox(
            "cbor", "large", ManifestMaker.box("cbor", CBOR.bytes([UInt8](repeating: 1, count: 20 << 20)).encoded))
        let reference = CBOR.map([
            .init(.text("url"), .text("self#jumbf=c2pa.assertions/large")),
            .init(.text("hash"), .bytes([UInt8](repeating: 0, count: 32))),
        ])
        let claim = CBOR.map([
            .init(.text("signature"), .text("self#jumbf=c2pa.signature")),
            .init(.text("created_assertions"), .array([CBOR](repeating: reference, count: 4000))),
        ])
        let content =
            ManifestMaker.superbox("c2as", "c2pa.assertions", assertion)
            + ManifestMaker.superbox("c2cl", "c2pa.claim.v2", ManifestMaker.box("cbor", claim.encoded))
        expectRefusal(file(ManifestMaker.store(ManifestMaker.superbox("c2ma", "urn:x", content))))
    }

    @Test func aStoreLargerThanIsRead() {
        let store = ManifestMaker.superbox("c2pa", "c2pa", [UInt8](repeating: 0, count: 33 << 20))
        let read = ContentCredentials(in: file(store))
        #expect(read.state == .none && read.reason == "its manifest store is larger than 32 MiB")
    }

    @Test func moreThanOneStore() {
        let store = ManifestMaker.store(ManifestMaker.superbox("c2ma", "urn:x", []))
        expectRefusal(MadeFile.ftyp + MadeFile.storeBox(store) + MadeFile.storeBox(store) + MadeFile.moov)
    }
}

/// Seeded damage to files that hold: nothing that was changed is called as it was signed, and nothing crashes.
@Suite(.enabled(if: Authority.isAvailable))
struct MutationTests {
    /// Damage that once went wrong, by seed: replayed in every run.
    static let replayed: [UInt64] = []
    /// As many as `VERICLIP_FUZZ` says.
    static let fresh = (1...(ProcessInfo.processInfo.environment["VERICLIP_FUZZ"].flatMap(UInt64.init) ?? 12)).map {
        $0 * 1_000_003
    }

    @Test(arguments: replayed + fresh) func damage(seed: UInt64) throws {
        let authority = try #require(Authority.shared)
        var random = SeededGenerator(seed: seed)
        var maker = ManifestMaker(signer: .ed25519)
        maker.stamp = .ofSignature
        let original =
            seed.isMultiple(of: 2)
            ? try MadeFile.mp4(maker: maker, by: authority) : try MadeFile.jpeg(maker: ManifestMaker(), by: authority)
        let start = ContinuousClock.now
        for _ in 0..<100 {
            var file = original
            Self.damage(&file, &random)
            let read = ContentCredentials(in: file)
            // Damage to padding and to what is said beside the signature may leave all as it was.
            if read.state == .valid {
                #expect(read.title == "Made for a test" && read.reason == nil)
                #expect(file.suffix(500) == original.suffix(500), "seed \(seed)")
            }
            if read.state == .invalid { #expect(read.reason != nil && !read.failures.isEmpty, "seed \(seed)") }
        }
        #expect(ContinuousClock.now - start < .seconds(60), "seed \(seed)")
    }

    private static func damage(_ file: inout [UInt8], _ random: inout SeededGenerator) {
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: 0..<min(file.count, 8000), using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: file[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: file[place] = UInt8.random(in: 0...255, using: &random)
            case 2: for index in place..<min(place + 4, file.count) { file[index] = 0xFF }
            case 3 where file.count > 200:
                file.removeSubrange(place..<min(place + Int.random(in: 1...64, using: &random), file.count))
            case 4: file.insert(contentsOf: file[place..<min(place + 32, file.count)], at: place)
            default: file.removeLast(min(max(file.count - 64, 0), Int.random(in: 1...6000, using: &random)))
            }
        }
    }
}
