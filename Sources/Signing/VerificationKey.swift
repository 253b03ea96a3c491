internal import COpenSSL

/// A public key of OpenSSL of any kind, freed when it is let go.
@safe
struct VerificationKey: ~Copyable {
    private let pointer: OpaquePointer

    init?(owning pointer: OpaquePointer?) {
        guard let pointer = unsafe pointer else { return nil }
        unsafe self.pointer = unsafe pointer
    }

    deinit {
        unsafe EVP_PKEY_free(pointer)
    }

    var kind: CertificateFacts.Key {
        switch unsafe EVP_PKEY_get_base_id(pointer) {
        case EVP_PKEY_ED25519: .ed25519
        case EVP_PKEY_EC: .ellipticCurve(curve)
        case EVP_PKEY_RSA, EVP_PKEY_RSA_PSS: .rsa(bits: Int(unsafe EVP_PKEY_get_bits(pointer)))
        default: .other
        }
    }

    private var curve: String {
        var name = [CChar](repeating: 0, count: 64)
        var count = 0
        guard unsafe EVP_PKEY_get_group_name(pointer, &name, name.count, &count) == 1 else { return "" }
        return String(decoding: name.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    func verifies(_ signature: [UInt8], over message: [UInt8], by algorithm: COSEAlgorithm) -> Bool {
        var encoded = signature
        switch (algorithm.kind, kind) {
        case (.edDSA, .ed25519): break
        case (.pss, .rsa): break
        case (.ecdsa, .ellipticCurve):
            guard let der = der(ofRaw: signature) else { return false }
            encoded = der
        default: return false
        }
        guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
        defer { unsafe EVP_MD_CTX_free(context) }
        var parameters: OpaquePointer?
        guard unsafe EVP_DigestVerifyInit(context, &parameters, algorithm.hash?.digest, nil, pointer) == 1 else {
            return false
        }
        if algorithm.kind == .pss {
            // RFC 8230: the salt is as long as the hash, and the mask is made with the same hash.
            guard unsafe EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1,
                unsafe EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) == 1
            else { return false }
        }
        return unsafe EVP_DigestVerify(context, encoded, encoded.count, message, message.count) == 1
    }

    /// COSE has r and s one after the other, each as long as the curve's order; OpenSSL takes a DER sequence of the two.
    private func der(ofRaw raw: [UInt8]) -> [UInt8]? {
        let length = (Int(unsafe EVP_PKEY_get_bits(pointer)) + 7) / 8
        guard raw.count == 2 * length else { return nil }
        let signature = unsafe ECDSA_SIG_new()
        defer { unsafe ECDSA_SIG_free(signature) }
        let (r, s) = unsafe (
            BN_bin2bn(raw, Int32(length), nil), BN_bin2bn(Array(raw.suffix(length)), Int32(length), nil)
        )
        guard unsafe ECDSA_SIG_set0(signature, r, s) == 1 else { return nil }
        var der: UnsafeMutablePointer<UInt8>?
        let count = unsafe i2d_ECDSA_SIG(signature, &der)
        defer { unsafe vericlip_openssl_free(der) }
        return unsafe count > 0 ? Array(UnsafeBufferPointer(start: der, count: Int(count))) : nil
    }
}
