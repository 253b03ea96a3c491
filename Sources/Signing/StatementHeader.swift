/// The protected header of a signed statement: who says it, about what, when, and in which form.
public struct StatementHeader: Sendable, Hashable {
    public let algorithm: SignatureAlgorithm
    public let contentType: String
    /// SHA-256 of the signer's SubjectPublicKeyInfo.
    public let keyID: SHA256Digest
    public let issuer: String
    public let subject: String
    /// Seconds since 1970, as the signer states it.
    public let issuedAt: Int64

    public init(
        algorithm: SignatureAlgorithm, contentType: String, keyID: SHA256Digest, issuer: String, subject: String,
        issuedAt: Int64
    ) {
        self.algorithm = algorithm
        self.contentType = contentType
        self.keyID = keyID
        self.issuer = issuer
        self.subject = subject
        self.issuedAt = issuedAt
    }
}

/// Labels of COSE headers (RFC 9052, RFC 9597) and CWT claims (RFC 8392).
private enum Label {
    static let algorithm: Int64 = 1
    static let contentType: Int64 = 3
    static let keyID: Int64 = 4
    static let claims: Int64 = 15
    static let issuer: Int64 = 1
    static let subject: Int64 = 2
    static let issuedAt: Int64 = 6
}

extension StatementHeader {
    var encoded: [UInt8] {
        let claims = CBOR.map([
            .init(CBOR(Label.issuer), .text(issuer)),
            .init(CBOR(Label.subject), .text(subject)),
            .init(CBOR(Label.issuedAt), CBOR(issuedAt)),
        ])
        return CBOR.map([
            .init(CBOR(Label.algorithm), CBOR(algorithm.rawValue)),
            .init(CBOR(Label.contentType), .text(contentType)),
            .init(CBOR(Label.keyID), .bytes(keyID.bytes)),
            .init(CBOR(Label.claims), claims),
        ]).encoded
    }

    /// Takes exactly the labels above: a header that a reader does not understand must not be passed over.
    init(decoding bytes: [UInt8]) throws(SigningError) {
        let header = try CBOR(decoding: bytes)
        guard case .map(let members) = header, members.count == 4,
            let number = header[Label.algorithm]?.integer,
            case .text(let contentType)? = header[Label.contentType],
            case .bytes(let identifier)? = header[Label.keyID], let keyID = SHA256Digest(bytes: identifier),
            let claims = header[Label.claims], case .map(let claimMembers) = claims, claimMembers.count == 3,
            case .text(let issuer)? = claims[Label.issuer],
            case .text(let subject)? = claims[Label.subject],
            let issuedAt = claims[Label.issuedAt]?.integer
        else {
            throw .statement(
                .notAStatement("protected header {1: alg, 3: content type, 4: kid, 15: {1: iss, 2: sub, 6: iat}}"))
        }
        guard let algorithm = SignatureAlgorithm(rawValue: number) else {
            throw .statement(.unsupportedAlgorithm(number))
        }
        self.init(
            algorithm: algorithm, contentType: contentType, keyID: keyID, issuer: issuer, subject: subject,
            issuedAt: issuedAt)
    }
}
