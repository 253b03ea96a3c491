internal import COpenSSL

/// A private key: in OpenSSL's memory, wiped when it is let go, and never leaving the process but through `KeyFile`; or on a token that
/// it never leaves at all.
///
/// Sendable, unchecked by the compiler: nothing alters the key after its creation, and OpenSSL lets several threads sign with
/// one key (each with a context of its own). A token's key is Sendable by itself.
@safe
public struct PrivateKey: ~Copyable, @unchecked Sendable {
    private let place: Place
    public let publicKey: PublicKey

    @safe
    private enum Place {
        case memory(OpaquePointer)
        case token(TokenKey)
    }

    /// OpenSSL's key; nothing for one on a token.
    var handle: OpaquePointer? {
        if case .memory(let handle) = place { unsafe handle } else { nil }
    }

    /// Opens a key on a token.
    public init(on reference: TokenKeyReference, pin: [UInt8]) throws(SigningError) {
        let key = try TokenKey(reference, pin: pin)
        publicKey = key.publicKey
        place = .token(key)
    }

    public init(generating algorithm: SignatureAlgorithm) throws(SigningError) {
        let identifier =
            switch algorithm {
            case .ed25519: EVP_PKEY_ED25519
            case .es256: EVP_PKEY_EC
            }
        guard let context = unsafe EVP_PKEY_CTX_new_id(identifier, nil) else {
            throw .cryptography(operation: "key generation")
        }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard unsafe EVP_PKEY_keygen_init(context) == 1,
            unsafe algorithm == .ed25519 || EVP_PKEY_CTX_set_group_name(context, "P-256") == 1,
            unsafe EVP_PKEY_keygen(context, &key) == 1, let generated = unsafe key
        else {
            ERR_clear_error()
            throw .cryptography(operation: "key generation")
        }
        try unsafe self.init(owning: generated)
    }

    /// The Ed25519 key of a known seed: for test vectors.
    package init(ed25519Seed seed: [UInt8]) throws(SigningError) {
        guard let key = unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count) else {
            ERR_clear_error()
            throw .unsupportedKey
        }
        try unsafe self.init(owning: key)
    }

    /// Takes over the key, also where it throws.
    init(owning handle: OpaquePointer) throws(SigningError) {
        var der: UnsafeMutablePointer<UInt8>?
        let count = unsafe i2d_PUBKEY(handle, &der)
        let bytes = unsafe count > 0 ? Array(UnsafeBufferPointer(start: der, count: Int(count))) : []
        unsafe vericlip_openssl_free(der)
        do {
            publicKey = try PublicKey(derBytes: bytes)
        } catch {
            unsafe EVP_PKEY_free(handle)
            throw error
        }
        place = unsafe .memory(handle)
    }

    deinit {
        if let handle = unsafe handle { unsafe EVP_PKEY_free(handle) }
    }

    /// Signs the message itself; ES256 gives r and s of 32 bytes each, as COSE has it.
    public borrowing func signature(over message: [UInt8]) throws(SigningError) -> [UInt8] {
        if case .token(let key) = place { return try key.signature(over: message) }
        guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
        defer { unsafe EVP_MD_CTX_free(context) }
        let digest = unsafe publicKey.algorithm == .es256 ? EVP_sha256() : nil
        // Enough for 64 bytes of Ed25519 and for 72 bytes of P-256 in DER.
        var signature = [UInt8](repeating: 0, count: 80)
        var count = signature.count
        guard unsafe EVP_DigestSignInit(context, nil, digest, nil, handle) == 1,
            unsafe EVP_DigestSign(context, &signature, &count, message, message.count) == 1
        else {
            ERR_clear_error()
            throw .cryptography(operation: "signing")
        }
        let made = Array(signature.prefix(count))
        guard let encoded = publicKey.algorithm == .es256 ? ECDSASignature.raw(fromDER: made) : made else {
            throw .cryptography(operation: "signing")
        }
        return encoded
    }
}
