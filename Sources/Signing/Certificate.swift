internal import COpenSSL

/// An X.509 certificate as it came, and what it says of itself. Nobody vouches for it yet.
public struct Certificate: Sendable, Hashable {
    /// Much more than any certificate of a person or product takes.
    public static let byteLimit = 65_536

    public let derBytes: [UInt8]
    public let commonName: String?
    public let organization: String?
    /// Seconds since 1970, both included.
    public let validity: ClosedRange<Int64>
    public let profile: CertificateFacts

    /// Takes the DER of one certificate and nothing after it.
    public init(derBytes: [UInt8]) throws(SigningError) {
        guard derBytes.count <= Self.byteLimit, let handle = CertificateHandle(derBytes) else {
            throw .notACertificate
        }
        guard let validity = handle.validity else { throw .notACertificate }
        self.derBytes = derBytes
        self.validity = validity
        commonName = handle.subjectText(NID_commonName)
        organization = handle.subjectText(NID_organizationName)
        profile = handle.facts
    }

    /// Every certificate of a PEM file (RFC 7468), in order; text between them is left aside.
    public static func all(inPEM bytes: [UInt8]) throws(SigningError) -> [Certificate] {
        // The buffer reads the array's own memory, which has to outlive it.
        let found = unsafe bytes.withUnsafeBytes { bytes in
            let bio = unsafe BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: bytes.count))
            defer { unsafe BIO_free(bio) }
            var found: [[UInt8]] = []
            while let handle = unsafe CertificateHandle(
                owning: PEM_read_bio_X509(bio, nil, { _, _, _, _ in -1 }, nil))
            { found.append(handle.derBytes) }
            return found
        }
        // The end of the file is no start line; anything else is a certificate that cannot be read.
        let code = ERR_peek_last_error()
        ERR_clear_error()
        guard code == 0 || vericlip_is_pem_end(code) == 1 else { throw .notACertificate }
        var certificates: [Certificate] = []
        for derBytes in found { certificates.append(try Certificate(derBytes: derBytes)) }
        return certificates
    }

    /// Whether a COSE signature over the message holds under this certificate's key. False where key and algorithm differ
    /// in kind, as where the signature is not encoded as COSE has it.
    public func verifies(signature: [UInt8], over message: [UInt8], by algorithm: COSEAlgorithm) -> Bool {
        guard let handle = CertificateHandle(derBytes), let key = handle.publicKey else { return false }
        defer { ERR_clear_error() }
        return key.verifies(signature, over: message, by: algorithm)
    }
}

/// What a certificate is for, as far as the rules of C2PA ask (specification 2.2, section 14.5).
public struct CertificateFacts: Sendable, Hashable {
    /// 3 where it can have extensions.
    public var version: Int
    public var isAuthority: Bool
    public var isSelfIssued: Bool
    public var hasUniqueIdentifiers: Bool
    public var hasAuthorityKeyIdentifier: Bool
    public var hasSubjectKeyIdentifier: Bool
    /// An extension that is broken, or critical and not understood.
    public var hasUnusableExtension: Bool
    /// None where the extension is missing.
    public var keyUsage: KeyUsage?
    /// Object identifiers in dotted notation; none where the extension is missing.
    public var extendedKeyUsage: [String]?
    /// OpenSSL's short name, such as `ecdsa-with-SHA256`.
    public var signatureAlgorithm: String
    /// The hash that the issuer signed, in OpenSSL's long name; none for Ed25519 and what is not known.
    public var signatureHash: String?
    public var key: Key

    public struct KeyUsage: OptionSet, Sendable, Hashable {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        public static let digitalSignature = KeyUsage(rawValue: 0x80)
        public static let nonRepudiation = KeyUsage(rawValue: 0x40)
        public static let certificateSigning = KeyUsage(rawValue: 0x04)
    }

    public enum Key: Sendable, Hashable {
        case ed25519
        /// The name of a curve, such as `prime256v1`.
        case ellipticCurve(String)
        case rsa(bits: Int)
        case other
    }
}
