import Signing

/// The rules of C2PA for the certificate of a signer (specification 2.2, section 14.5.1).
enum CertificateRules {
    /// What a signer's key must be for, one of these: signing claims (C2PA), e-mail (RFC 5280), documents (RFC 9336), and
    /// what an early writer uses.
    private static let signingUses: Set = [
        "1.3.6.1.4.1.62558.2.1", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36", "1.3.6.1.4.1.311.76.59.1.9",
    ]
    private static let anyUse = "2.5.29.37.0"
    private static let ocspSigning = "1.3.6.1.5.5.7.3.9"
    private static let timeStamping = "1.3.6.1.5.5.7.3.8"
    private static let curves: Set = ["prime256v1", "secp384r1", "secp521r1"]
    private static let hashes: Set = ["sha256", "sha384", "sha512"]

    /// What is wrong with a signer's certificate, for people; nothing where it may sign claims.
    static func defect(of certificate: Certificate) -> String? {
        let facts = certificate.profile
        guard facts.version == 3 else { return "its certificate is not of version 3" }
        guard isSignedProperly(facts) else {
            return "its certificate is signed by an algorithm that C2PA does not allow"
        }
        switch facts.key {
        case .ellipticCurve(let curve) where !curves.contains(curve):
            return "its key is on a curve that C2PA does not allow"
        case .rsa(let bits) where bits < 2048: return "its key is smaller than C2PA allows"
        // A key of another kind, or one that cannot be read, verifies no signature.
        case .ed25519, .ellipticCurve, .rsa, .other: break
        }
        guard !facts.isAuthority else { return "its certificate is that of an authority" }
        guard !facts.hasUniqueIdentifiers else { return "its certificate has unique identifiers" }
        guard facts.hasAuthorityKeyIdentifier else { return "its certificate does not identify the key that signed it" }
        guard !facts.hasUnusableExtension else { return "its certificate has an extension that is not understood" }
        guard let keyUsage = facts.keyUsage, !keyUsage.isDisjoint(with: [.digitalSignature, .nonRepudiation]),
            !keyUsage.contains(.certificateSigning)
        else { return "its key is not for signatures" }
        guard let uses = facts.extendedKeyUsage, !uses.contains(anyUse), !signingUses.isDisjoint(with: uses),
            !uses.contains(ocspSigning), !uses.contains(timeStamping)
        else { return "its key is not for signing claims" }
        return nil
    }

    private static func isSignedProperly(_ facts: CertificateFacts) -> Bool {
        switch facts.signatureAlgorithm {
        case "ED25519": true
        case "RSA-SHA256", "RSA-SHA384", "RSA-SHA512", "ecdsa-with-SHA256", "ecdsa-with-SHA384", "ecdsa-with-SHA512":
            true
        case "RSASSA-PSS": facts.signatureHash.map(hashes.contains) ?? false
        default: false
        }
    }
}
