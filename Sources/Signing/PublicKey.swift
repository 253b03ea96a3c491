internal import COpenSSL

/// A publisher's or a log's public key, as the DER bytes of its SubjectPublicKeyInfo.
public struct PublicKey: Sendable, Hashable {
    public let algorithm: SignatureAlgorithm
    public let derBytes: [UInt8]

    /// The key's name everywhere: SHA-256 of the DER bytes.
    public var keyID: SHA256Digest { SHA256Digest(of: derBytes) }

    /// Takes exactly one encoding of each key: RFC 8410 for Ed25519; for P-256 the named curve and the uncompressed point.
    public init(derBytes: [UInt8]) throws(SigningError) {
        if derBytes.starts(with: Self.ed25519Prefix), derBytes.count == Self.ed25519Prefix.count + 32 {
            algorithm = .ed25519
        } else if derBytes.starts(with: Self.p256Prefix), derBytes.count == Self.p256Prefix.count + 64 {
            algorithm = .es256
        } else {
            throw .unsupportedKey
        }
        self.derBytes = derBytes
        // OpenSSL has the last word: a point must lie on the curve.
        guard unsafe withHandle({ _ in true }) == true else { throw .notAPublicKey }
    }

    init(ed25519 raw: [UInt8]) throws(SigningError) {
        guard raw.count == 32 else { throw .notAPublicKey }
        try self.init(derBytes: Self.ed25519Prefix + raw)
    }

    /// - Parameter point: uncompressed: 4, then 32 bytes each of x and y.
    init(p256Point point: [UInt8]) throws(SigningError) {
        guard point.count == 65, point[0] == 0x04 else { throw .notAPublicKey }
        try self.init(derBytes: Self.p256Prefix + point.dropFirst())
    }

    /// The 32 bytes of an Ed25519 key; nothing for P-256.
    var rawEd25519: [UInt8]? {
        algorithm == .ed25519 ? Array(derBytes.dropFirst(Self.ed25519Prefix.count)) : nil
    }

    /// Whether the signature over the message holds. ES256 signatures are r and s of 32 bytes each, as in COSE.
    public func verifies(signature: [UInt8], over message: [UInt8]) -> Bool {
        guard let encoded = algorithm == .es256 ? ECDSASignature.der(fromRaw: signature) : signature else {
            return false
        }
        let result = unsafe withHandle { key in
            guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
            defer { unsafe EVP_MD_CTX_free(context) }
            let digest = unsafe algorithm == .es256 ? EVP_sha256() : nil
            guard unsafe EVP_DigestVerifyInit(context, nil, digest, nil, key) == 1 else { return false }
            return unsafe EVP_DigestVerify(context, encoded, encoded.count, message, message.count) == 1
        }
        ERR_clear_error()
        return result == true
    }

    private func withHandle<Result>(_ body: (OpaquePointer) -> Result) -> Result? {
        unsafe derBytes.withUnsafeBufferPointer { bytes in
            var cursor = bytes.baseAddress
            guard let key = unsafe d2i_PUBKEY(nil, &cursor, bytes.count) else {
                ERR_clear_error()
                return nil
            }
            defer { unsafe EVP_PKEY_free(key) }
            return unsafe body(key)
        }
    }

    /// SEQUENCE { SEQUENCE { id-Ed25519 } BIT STRING (0 unused bits) …
    private static let ed25519Prefix: [UInt8] = [
        0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
    ]
    /// SEQUENCE { SEQUENCE { id-ecPublicKey, prime256v1 } BIT STRING (0 unused bits) uncompressed point …
    private static let p256Prefix: [UInt8] = [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48,
        0xCE,
        0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
    ]
}
