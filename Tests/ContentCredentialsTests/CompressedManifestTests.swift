import ContentCredentials
import Foundation
import Signing
import Testing

/// Manifests that lie compressed in their store.
@Suite(.enabled(if: Authority.isAvailable))
struct CompressedManifestTests {
    private let authority: Authority

    init() throws { authority = try #require(Authority.shared) }

    @Test func aCompressedManifestSaysWhatItSaidBefore() throws {
        let maker = ManifestMaker(wrapping: ManifestMaker.compressed)
        for file in [try MadeFile.mp4(maker: maker, by: authority), try MadeFile.jpeg(maker: maker, by: authority)] {
            let read = ContentCredentials(in: file)
            #expect(read.state == .valid, "\(read.reason ?? "")")
            #expect(read.failures == ["signingCredential.untrusted"] && read.title == "Made for a test")
            var changed = file
            changed[file.count - 300] ^= 1
            #expect(ContentCredentials(in: changed).state == .invalid)
        }
    }

    /// The hash of an ingredient's manifest is that of what was compressed.
    @Test func anIngredientMayBeCompressed() throws {
        let before = try ManifestMaker(label: "urn:c2pa:before").manifest(authority)
        let reference = CBOR.map([
            .init(.text("url"), .text("self#jumbf=/c2pa/urn:c2pa:before")),
            .init(.text("hash"), .bytes(HashAlgorithm.sha256.hash(before.dropFirst(8)))),
        ])
        var maker = ManifestMaker()
        maker.assertions = [
            (
                "c2pa.ingredient.v2",
                .map([.init(.text("relationship"), .text("parentOf")), .init(.text("c2pa_manifest"), reference)])
            )
        ]
        let compressed = ManifestMaker.compressed(before, label: "urn:c2pa:before")
        let read = ContentCredentials(in: try MadeFile.mp4(maker: maker, before: compressed, by: authority))
        #expect(read.state == .valid, "\(read.reason ?? "")")
        #expect(read.ingredients.first?.statuses.map(\.code).contains(.ingredientManifestValidated) == true)
    }

    /// Another name outside, cut off, something behind it, two boxes, another box, a store in a store.
    @Test(arguments: 0..<6) func whatIsNotOneCompressedManifest(number: Int) throws {
        var maker = ManifestMaker()
        maker.wrapping = { manifest, label in
            let stream = ManifestMaker.stored(manifest)
            let good = ManifestMaker.box("brob", stream)
            let content: [UInt8] =
                switch number {
                case 0: good
                case 1: ManifestMaker.box("brob", stream.dropLast(5))
                case 2: ManifestMaker.box("brob", stream + [0])
                case 3: good + good
                case 4: ManifestMaker.box("cbor", stream)
                default: ManifestMaker.box("brob", ManifestMaker.stored(ManifestMaker.store(manifest)))
                }
            return ManifestMaker.superbox("c2cm", number == 0 ? "urn:c2pa:other" : label, content)
        }
        let read = ContentCredentials(in: try MadeFile.mp4(maker: maker, by: authority))
        #expect(read.state == .invalid && read.failures == ["manifest.compressed.invalid"])
        #expect(read.reason != nil)
    }

    /// 64 MiB of zeros in 106 bytes: refused at 32 MiB.
    @Test func aBombIsRefused() throws {
        let bomb = try #require(
            Data(
                base64Encoded: "y///P/gnAOKxQCD3/o///3/wTwDEYRGA7v0f////4J8AiMMCAN37P/7//8E/ARCHBQC693/8"
                    + "//+DfwIgDgsAdO//+P//B/8EQBwWAOje//H//w/+CYA4LADQvf/j//8f/BMAcVgAoHv/Nw=="))
        let manifest = ManifestMaker.superbox("c2cm", "urn:x", ManifestMaker.box("brob", Array(bomb)))
        let read = ContentCredentials(in: MadeFile.jpeg(of: ManifestMaker.superbox("c2pa", "c2pa", manifest)))
        #expect(read.state == .none && read.reason?.contains("larger than 32 MiB") == true)
    }
}
