extension UnverifiedSignedStatement {
    /// The signature as OpenSSL's own programs take it: DER for ES256, as it is for Ed25519.
    public var openSSLSignature: [UInt8] {
        header.algorithm == .es256 ? ECDSASignature.der(fromRaw: signature) ?? signature : signature
    }
}
