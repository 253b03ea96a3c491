/// A signature algorithm of COSE (RFC 9053, RFC 8152), of those that C2PA allows.
public enum COSEAlgorithm: Int64, Sendable, Codable {
    case es256 = -7
    case edDSA = -8
    case es384 = -35
    case es512 = -36
    case ps256 = -37
    case ps384 = -38
    case ps512 = -39

    public var name: String {
        switch self {
        case .es256: "ES256"
        case .es384: "ES384"
        case .es512: "ES512"
        case .ps256: "PS256"
        case .ps384: "PS384"
        case .ps512: "PS512"
        case .edDSA: "Ed25519"
        }
    }

    /// The hash that is signed; none where the algorithm hashes for itself.
    var hash: HashAlgorithm? {
        switch self {
        case .es256, .ps256: .sha256
        case .es384, .ps384: .sha384
        case .es512, .ps512: .sha512
        case .edDSA: nil
        }
    }

    var kind: Kind {
        switch self {
        case .es256, .es384, .es512: .ecdsa
        case .ps256, .ps384, .ps512: .pss
        case .edDSA: .edDSA
        }
    }

    enum Kind { case ecdsa, pss, edDSA }
}
