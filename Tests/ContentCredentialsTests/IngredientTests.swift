import ContentCredentials
import Signing
import Testing

/// Manifests that name others as where they come from.
@Suite(.enabled(if: Authority.isAvailable))
struct IngredientTests {
    private let authority: Authority
    private static let parent = "urn:c2pa:00000000-0000-4000-8000-000000000002"

    init() throws { authority = try #require(Authority.shared) }

    private func ingredient(_ relationship: String, manifest: (label: String, hash: [UInt8])?) -> CBOR {
        var members: [CBOR.Member] = [
            .init(.text("dc:title"), .text("Before")), .init(.text("relationship"), .text(relationship)),
        ]
        if let manifest {
            let reference = CBOR.map([
                .init(.text("url"), .text("self#jumbf=/c2pa/\(manifest.label)")),
                .init(.text("hash"), .bytes(manifest.hash)),
            ])
            members.append(.init(.text("c2pa_manifest"), reference))
        }
        return .map(members)
    }

    /// The file, whose manifest comes after its parent's.
    private func file(
        parent: ManifestMaker = ManifestMaker(label: Self.parent, signer: .ed25519), relationship: String = "parentOf",
        label: String = Self.parent, change: (inout [UInt8]) -> Void = { _ in }
    ) throws -> [UInt8] {
        var before = try parent.manifest(authority)
        let hash = HashAlgorithm.sha256.hash(before.dropFirst(8))
        change(&before)
        var maker = ManifestMaker()
        maker.assertions = [("c2pa.ingredient.v2", ingredient(relationship, manifest: (label, hash)))]
        return try MadeFile.mp4(maker: maker, before: before, by: authority)
    }

    @Test func theManifestOfAnIngredientIsChecked() throws {
        let read = ContentCredentials(in: try file())
        #expect(read.state == .valid, "\(read.reason ?? "")")
        let ingredient = try #require(read.ingredients.first)
        #expect(ingredient.title == "Before" && ingredient.relationship == "parentOf")
        let codes = Set(ingredient.statuses.map(\.code))
        #expect(codes.isSuperset(of: [.ingredientManifestValidated, .claimSignatureValidated, .credentialUntrusted]))
    }

    @Test func aChangedIngredientIsFound() throws {
        let file = try file { bytes in
            guard let place = bytes.firstRange(of: Array("digitalCapture".utf8)) else { return }
            bytes[place.lowerBound] = UInt8(ascii: "D")
        }
        let read = ContentCredentials(in: file)
        #expect(read.state == .invalid)
        #expect(
            read.failures
                == ["ingredient.manifest.mismatch", "assertion.hashedURI.mismatch", "signingCredential.untrusted"])
    }

    @Test func anIngredientThatIsMissingIsFound() throws {
        let read = ContentCredentials(in: try file(label: "urn:c2pa:somewhere-else"))
        #expect(read.failures.contains("ingredient.manifest.missing") && read.state == .invalid)
    }

    @Test func anIngredientWithoutAManifestIsNoted() throws {
        var maker = ManifestMaker()
        maker.assertions = [("c2pa.ingredient.v2", ingredient("componentOf", manifest: nil))]
        let read = ContentCredentials(in: try MadeFile.mp4(maker: maker, by: authority))
        #expect(read.state == .valid)
        #expect(read.ingredients.first?.statuses.map(\.code) == [.ingredientUnknownProvenance])
    }

    /// Two manifests, each the ingredient of the other: neither hash can be right, and the walk ends.
    @Test func aCircleEnds() throws {
        var parent = ManifestMaker(label: Self.parent)
        parent.assertions = [
            (
                "c2pa.ingredient.v2",
                ingredient("parentOf", manifest: (ManifestMaker().label, [UInt8](repeating: 0, count: 32)))
            )
        ]
        let read = ContentCredentials(in: try file(parent: parent))
        #expect(read.ingredients.count == 2)
        #expect(read.ingredients.last?.statuses.isEmpty == true)
    }

    /// A manifest that names itself a thousand times over.
    @Test func manyIngredientsAreBounded() throws {
        var maker = ManifestMaker()
        let own = ingredient("componentOf", manifest: nil)
        maker.assertions = (0..<600).map { ("c2pa.ingredient.v2__\($0)", own) }
        var file = MadeFile.ftyp
        let store = ManifestMaker.store(try maker.manifest(authority))
        let content =
            MadeFile.identifier + [0, 0, 0, 0] + "manifest".utf8 + [0] + [UInt8](repeating: 0, count: 8) + store
        file += ManifestMaker.box("uuid", content) + MadeFile.moov
        let read = ContentCredentials(in: file)
        #expect(read.state == .invalid && read.ingredients.count <= 256)
    }
}
