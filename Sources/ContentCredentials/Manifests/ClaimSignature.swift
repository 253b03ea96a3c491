import Signing

/// The COSE_Sign1 over a claim (RFC 9052), taken apart and not checked yet.
struct ClaimSignature {
    /// None where C2PA does not allow the one that is named.
    let algorithm: COSEAlgorithm?
    /// The signer's own first; more than one where it was sent with those of authorities.
    let certificates: [[UInt8]]
    let signature: [UInt8]
    /// What the signature covers.
    let signedBytes: [UInt8]
    let timeStamp: TimeStampHeader?

    /// Most certificates of a chain.
    private static let certificateLimit = 16

    struct TimeStampHeader {
        let token: [UInt8]
        /// What the token must be about.
        let message: [UInt8]
    }

    init(_ box: JUMBFSuperbox, over claim: Claim, in store: [UInt8]) throws(Refusal) {
        guard let content = box.content("cbor", of: store) else { throw Self.mismatch("it holds no CBOR") }
        let item: DataItem
        do { item = try DataItem(decoding: content) } catch { throw error.with(.claimSignatureMismatch) }
        guard case .tagged(18, .array(let parts)) = item, parts.count == 4, let protected = parts[0].bytes,
            case .map = parts[1], let signature = parts[3].bytes
        else { throw Self.mismatch("it is no COSE_Sign1") }
        // A payload that travels along must be the claim: otherwise somebody signed something else.
        guard parts[2] == .null || parts[2].bytes == claim.bytes else {
            throw Self.mismatch("it is about something else")
        }
        let header: DataItem
        do {
            header = protected.isEmpty ? .map([:]) : try DataItem(decoding: protected[...])
        } catch { throw error.with(.claimSignatureMismatch) }
        algorithm = header[1]?.integer.flatMap(COSEAlgorithm.init(rawValue:))
        certificates = try Self.certificates(header, parts[1])
        self.signature = signature
        signedBytes = Self.structure("Signature1", protected, claim.bytes)
        timeStamp = Self.timeStamp(parts[1], protected, claim: claim.bytes, signature: signature)
    }

    /// Under label 33 or, as early writers had it, under a text; protected or not.
    private static func certificates(_ protected: DataItem, _ unprotected: DataItem) throws(Refusal) -> [[UInt8]] {
        let chain = protected[33] ?? protected["x5chain"] ?? unprotected[33] ?? unprotected["x5chain"]
        let certificates = chain?.bytes.map { [$0] } ?? chain?.array?.compactMap(\.bytes) ?? []
        guard certificates.count <= certificateLimit, chain?.array.map({ $0.count == certificates.count }) ?? true
        else {
            throw Refusal(.credentialInvalid, "its chain of certificates is malformed")
        }
        return certificates
    }

    /// `sigTst2` stamps the signature; `sigTst`, which is older, the claim.
    private static func timeStamp(
        _ header: DataItem, _ protected: [UInt8], claim: [UInt8], signature: [UInt8]
    ) -> TimeStampHeader? {
        let later = header["sigTst2"]
        guard let container = later ?? header["sigTst"] else { return nil }
        let stamped = later == nil ? claim : CBOR.bytes(signature).encoded
        // Exactly one; an empty token cannot be read, and is reported as such.
        let tokens = container["tstTokens"]?.array ?? []
        let token = tokens.count == 1 ? tokens[0]["val"]?.bytes : nil
        return TimeStampHeader(token: token ?? [], message: structure("CounterSignature", protected, stamped))
    }

    /// A Sig_structure (RFC 9052, section 4.4).
    private static func structure(_ context: String, _ protected: [UInt8], _ payload: [UInt8]) -> [UInt8] {
        CBOR.array([.text(context), .bytes(protected), .bytes([]), .bytes(payload)]).encoded
    }

    private static func mismatch(_ what: String) -> Refusal {
        Refusal(.claimSignatureMismatch, "its signature cannot be read: \(what)")
    }
}
