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
        #expect(read.ingredients.last?.statuses.map(\.code) == [.ingredientManifestMismatch])
    }

    /// The last manifest of a store, after others, in an MP4 of its own.
    private func mp4(_ manifests: [UInt8]..., media: [UInt8] = MadeFile.mdat) -> [UInt8] {
        let store = ManifestMaker.store(manifests.flatMap(\.self))
        return MadeFile.ftyp + MadeFile.storeBox(store) + MadeFile.moov + media
    }

    /// A manifest that says of itself that it is bound to an MP4 with this media data.
    private func bound(_ maker: ManifestMaker, to media: [UInt8] = MadeFile.mdat) throws -> [UInt8] {
        var hash = RunningHash(.sha256)
        var offset = UInt64(MadeFile.ftyp.count + MadeFile.storeLength)
        for box in [MadeFile.moov, media] {
            hash.update(ManifestMaker.bigEndian(offset, 8)[...])
            hash.update(box[...])
            offset += UInt64(box.count)
        }
        var maker = maker
        let binding = MadeFile.binding([.init(.text("hash"), .bytes(hash.finish()))])
        maker.assertions.append((MadeFile.hashLabel(3), binding))
        return try maker.manifest(authority)
    }

    /// A manifest that nobody refers to cannot take anything out of the active one, nor declare its failures known.
    @Test func aStrangersManifestInTheStoreHasNoSay() throws {
        let active = try bound(ManifestMaker())
        let place = try #require(active.firstRange(of: Array("digitalCapture".utf8)))
        var changed = active
        changed[place.lowerBound] = UInt8(ascii: "D")
        let url = "self#jumbf=/c2pa/\(ManifestMaker().label)/c2pa.assertions/c2pa.actions.v2"
        var stranger = ManifestMaker(label: Self.parent, signer: .ed25519, redactions: [url])
        #expect(ContentCredentials(in: mp4(try stranger.manifest(authority), active)).state == .valid)
        let read = ContentCredentials(in: mp4(try stranger.manifest(authority), changed))
        #expect(read.state == .invalid && read.failures.contains("assertion.hashedURI.mismatch"))

        // The failure of an ingredient, recorded by somebody whom the signer did not ask.
        let parent = ManifestMaker(label: Self.parent, signer: .ed25519)
        let before = try parent.manifest(authority)
        var maker = ManifestMaker()
        let hash = [UInt8](repeating: 0, count: 32)
        maker.assertions = [("c2pa.ingredient.v2", ingredient("parentOf", manifest: (Self.parent, hash)))]
        let status = CBOR.map([
            .init(.text("code"), .text("ingredient.manifest.mismatch")),
            .init(.text("url"), .text("self#jumbf=/c2pa/\(Self.parent)")),
        ])
        stranger = ManifestMaker(label: "urn:c2pa:stranger", signer: .ed25519)
        let record = CBOR.map([
            .init(.text("relationship"), .text("componentOf")), .init(.text("validationStatus"), .array([status])),
        ])
        stranger.assertions = [("c2pa.ingredient.v2", record)]
        let file = mp4(try stranger.manifest(authority), before, try bound(maker))
        #expect(ContentCredentials(in: file).failures.contains("ingredient.manifest.mismatch"))
        // The same, recorded by the signer.
        maker.assertions.append(("c2pa.ingredient.v2__1", record))
        let known = ContentCredentials(in: mp4(before, try bound(maker)))
        #expect(known.state == .valid, "\(known.failures)")
    }

    /// An update is bound to the file by the manifest that it names, whatever else lies in the store.
    @Test func anUpdateKeepsTheHashOfWhatItUpdates() throws {
        let original = try bound(ManifestMaker(label: Self.parent))
        var update = ManifestMaker(kind: "c2um")
        update.actions = [.map([.init(.text("action"), .text("c2pa.edited.metadata"))])]
        let hash = HashAlgorithm.sha256.hash(original.dropFirst(8))
        update.assertions = [("c2pa.ingredient.v2", ingredient("parentOf", manifest: (Self.parent, hash)))]
        let updated = try update.manifest(authority)
        let read = ContentCredentials(in: mp4(original, updated))
        #expect(read.state == .valid, "\(read.reason ?? "") \(read.failures)")

        let other = ManifestMaker.box("mdat", [UInt8](repeating: 3, count: 5000))
        let stranger = try bound(ManifestMaker(label: "urn:c2pa:stranger", signer: .ed25519), to: other)
        let swapped = ContentCredentials(in: mp4(original, stranger, updated, media: other))
        #expect(swapped.state == .invalid && swapped.failures.contains("assertion.bmffHash.mismatch"))
        let orphan = ContentCredentials(in: mp4(updated))
        #expect(orphan.state == .invalid)
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
