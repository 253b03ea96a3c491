/// A COSE_Sign1 as it came: well formed, but nobody vouches for it yet.
public struct UnverifiedSignedStatement: Sendable, Hashable {
    /// A log entry's length is a 16-bit number (C2SP tlog-tiles).
    public static let byteLimit = 65_535

    /// The exact bytes: what is logged, and what the log's leaf hash covers.
    public let bytes: [UInt8]
    public let header: StatementHeader
    public let payload: [UInt8]
    /// 64 bytes: Ed25519, or r and s of ES256.
    public let signature: [UInt8]
    /// The COSE Sig_structure: what the signature covers.
    public let signedBytes: [UInt8]

    /// Reads one encoding of each statement and no other: tag 18, deterministic CBOR, an empty unprotected header.
    public init(decoding bytes: [UInt8]) throws(SigningError) {
        guard bytes.count <= Self.byteLimit else {
            throw .statement(.tooLarge(bytes: bytes.count, limit: Self.byteLimit))
        }
        guard case .tagged(Self.tag, .array(let parts)) = try CBOR(decoding: bytes), parts.count == 4,
            case .bytes(let protected) = parts[0], case .map(let unprotected) = parts[1],
            case .bytes(let payload) = parts[2], case .bytes(let signature) = parts[3]
        else { throw .statement(.notAStatement("COSE_Sign1 with tag 18 and an attached payload")) }
        guard unprotected.isEmpty else { throw .statement(.notAStatement("an empty unprotected header")) }
        guard signature.count == 64 else { throw .statement(.notAStatement("a signature of 64 bytes")) }
        self.header = try StatementHeader(decoding: protected)
        self.bytes = bytes
        self.payload = payload
        self.signature = signature
        self.signedBytes = Self.signedBytes(protected: protected, payload: payload)
    }

    /// What makes two statements the same one. The signature is left out: ES256 has two valid ones for each message.
    public var identity: SHA256Digest { SHA256Digest(of: signedBytes) }

    /// The statement as one that this key vouches for; nothing where it does not.
    public func verified(by key: PublicKey) -> VerifiedSignedStatement? {
        guard key.keyID == header.keyID, key.algorithm == header.algorithm,
            key.verifies(signature: signature, over: signedBytes)
        else { return nil }
        return VerifiedSignedStatement(statement: self, key: key)
    }

    fileprivate static let tag: UInt64 = 18

    fileprivate static func signedBytes(protected: [UInt8], payload: [UInt8]) -> [UInt8] {
        CBOR.array([.text("Signature1"), .bytes(protected), .bytes([]), .bytes(payload)]).encoded
    }
}

/// A statement whose signature holds. There is no other way to make one than to check or to make the signature.
public struct VerifiedSignedStatement: Sendable, Hashable {
    public let statement: UnverifiedSignedStatement
    public let key: PublicKey

    fileprivate init(statement: UnverifiedSignedStatement, key: PublicKey) {
        self.statement = statement
        self.key = key
    }

    /// Signs a payload.
    public init(
        signing payload: [UInt8], contentType: String, issuer: String, subject: String, issuedAt: Int64,
        with key: borrowing PrivateKey
    ) throws(SigningError) {
        let header = StatementHeader(
            algorithm: key.publicKey.algorithm, contentType: contentType, keyID: key.publicKey.keyID, issuer: issuer,
            subject: subject, issuedAt: issuedAt)
        let protected = header.encoded
        let signature = try key.signature(
            over: UnverifiedSignedStatement.signedBytes(protected: protected, payload: payload))
        let bytes = CBOR.tagged(
            UnverifiedSignedStatement.tag, .array([.bytes(protected), .map([]), .bytes(payload), .bytes(signature)])
        ).encoded
        let statement = try UnverifiedSignedStatement(decoding: bytes)
        guard let verified = statement.verified(by: key.publicKey) else { throw .cryptography(operation: "signing") }
        self = verified
    }
}
