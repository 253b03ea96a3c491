import Signing

/// Makes manifest stores: what a signer does, in as little as these tests need.
struct ManifestMaker {
    var label = "urn:c2pa:00000000-0000-4000-8000-000000000001"
    /// `c2um` for one that updates another.
    var kind = "c2ma"
    var claimLabel = "c2pa.claim.v2"
    var signer = Authority.Signer.es256
    var title = "Made for a test"
    /// Addresses of assertions of others that are taken out.
    var redactions: [String] = []
    /// Label and content of each assertion besides the actions; the last binds the manifest to its file.
    var assertions: [(label: String, content: CBOR)] = []
    var actions: [CBOR] = [
        .map([
            .init(.text("action"), .text("c2pa.created")),
            .init(.text("digitalSourceType"), .text("http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture")),
        ])
    ]
    var stamp = Stamp.none
    /// Applied to what was signed, after it was signed.
    var alteration: ((inout [UInt8]) -> Void)?

    /// How contents are written; statements, whose CBOR this is, know no truth values.
    var encoding: (CBOR) -> [UInt8] = { $0.encoded }
    /// Applied to the whole manifest, with its label, before it goes into the store.
    var wrapping: ([UInt8], String) -> [UInt8] = { manifest, _ in manifest }

    enum Stamp { case none, ofSignature, ofClaim, ofSomethingElse }

    /// One manifest.
    func manifest(_ authority: Authority) throws -> [UInt8] {
        let isVersion1 = !claimLabel.hasSuffix("v2")
        let list = CBOR.map([.init(.text("actions"), .array(actions))])
        let all = [(label: isVersion1 ? "c2pa.actions" : "c2pa.actions.v2", content: list)] + assertions
        let boxes = all.map {
            (label: $0.label, box: Self.superbox("cbor", $0.label, Self.box("cbor", encoding($0.content))))
        }
        let references = boxes.map { label, box in
            CBOR.map([
                .init(.text("url"), .text("self#jumbf=c2pa.assertions/\(label)")),
                .init(.text("hash"), .bytes(HashAlgorithm.sha256.hash(box.dropFirst(8)))),
            ])
        }
        let program = CBOR.map([.init(.text("name"), .text("test")), .init(.text("version"), .text("1"))])
        var claim = CBOR.map([
            .init(.text("instanceID"), .text("xmp:iid:1")),
            .init(.text("claim_generator_info"), isVersion1 ? .array([program]) : program),
            .init(.text("signature"), .text("self#jumbf=/c2pa/\(label)/c2pa.signature")),
            .init(.text(isVersion1 ? "assertions" : "created_assertions"), .array(references)),
            .init(.text("redacted_assertions"), .array(redactions.map(CBOR.text))),
            .init(.text("dc:title"), .text(title)), .init(.text("alg"), .text("sha256")),
        ]).encoded
        let signature = try signature(over: claim, authority)
        alteration?(&claim)
        let manifest = Self.superbox(
            kind, label,
            Self.superbox("c2as", "c2pa.assertions", boxes.flatMap(\.box))
                + Self.superbox("c2cl", claimLabel, Self.box("cbor", claim))
                + Self.superbox("c2cs", "c2pa.signature", Self.box("cbor", signature)))
        return wrapping(manifest, label)
    }

    /// As a compressed manifest.
    static func compressed(_ manifest: [UInt8], label: String) -> [UInt8] {
        superbox("c2cm", label, box("brob", stored(manifest)))
    }

    /// A stream of Brotli that stores its content in blocks, without making it smaller (RFC 7932, 9.2).
    static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let block = rest.prefix(1 << 16)
            // The window's size (once, 0), not the last block (0), four nibbles (00), the length less one, stored (1).
            let shift = stream.isEmpty ? 4 : 3
            let header = (block.count - 1) << shift | 1 << (shift + 16)
            stream += (0..<3).map { UInt8(truncatingIfNeeded: header >> (8 * $0)) } + block
            rest = rest.dropFirst(block.count)
        }
        return stream + [0x03]
    }

    static func store(_ manifests: [UInt8]...) -> [UInt8] { superbox("c2pa", "c2pa", manifests.flatMap(\.self)) }

    /// Tag 18, an array of four: protected header, unprotected header, no payload, signature.
    private func signature(over claim: [UInt8], _ authority: Authority) throws -> [UInt8] {
        let chain = CBOR.array([.bytes(try authority.certificate(signer))])
        let protected = CBOR.map([.init(CBOR(1), CBOR(signer.cose)), .init(CBOR(33), chain)]).encoded
        let signature = try authority.sign(Self.structure("Signature1", protected, claim), by: signer)
        let stamped: [UInt8]? =
            switch stamp {
            case .none: nil
            case .ofSignature: CBOR.bytes(signature).encoded
            case .ofClaim: claim
            case .ofSomethingElse: [1, 2, 3]
            }
        var header = CBOR.map([])
        if let stamped {
            let token = try authority.timeStamp(
                Self.structure("CounterSignature", protected, stamped), isResponse: stamp == .ofClaim)
            let tokens = CBOR.array([.map([.init(.text("val"), .bytes(token))])])
            header = .map([
                .init(
                    .text(stamp == .ofClaim ? "sigTst" : "sigTst2"), .map([.init(.text("tstTokens"), tokens)]))
            ])
        }
        return [0xD2, 0x84] + CBOR.bytes(protected).encoded + header.encoded + [0xF6] + CBOR.bytes(signature).encoded
    }

    private static func structure(_ context: String, _ protected: [UInt8], _ payload: [UInt8]) -> [UInt8] {
        CBOR.array([.text(context), .bytes(protected), .bytes([]), .bytes(payload)]).encoded
    }

    static func box(_ type: String, _ content: [UInt8]) -> [UInt8] {
        bigEndian(UInt64(content.count + 8), 4) + type.utf8 + content
    }

    static func superbox(_ kind: String, _ label: String, _ content: [UInt8]) -> [UInt8] {
        let suffix: [UInt8] = [0x00, 0x11, 0x00, 0x10, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71]
        return box("jumb", box("jumd", kind.utf8 + suffix + [3] + label.utf8 + [0]) + content)
    }

    static func bigEndian(_ value: UInt64, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
    }
}
