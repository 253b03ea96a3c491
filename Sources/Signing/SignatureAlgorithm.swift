/// The two signature algorithms, by their COSE number.
public enum SignatureAlgorithm: Int64, Sendable, CaseIterable {
    /// EdDSA with Ed25519 (COSE -8).
    case ed25519 = -8
    /// ECDSA with P-256 and SHA-256 (COSE -7).
    case es256 = -7

    public var name: String {
        switch self {
        case .ed25519: "Ed25519"
        case .es256: "ES256"
        }
    }
}
