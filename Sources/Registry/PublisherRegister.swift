public import Signing

/// `publisher.register`: a publisher introduces itself and its keys. All of it is the publisher's own claim.
///
/// The key that signs it is the publisher's from here on; the others of `keys` are announced, and count once a `key.add` or
/// `key.rotate` proves that the publisher has them. A later one by a key of the same publisher describes it anew; the recovery key
/// stays the one that the first names.
public struct PublisherRegister: Sendable, Hashable, Codable {
    public let name: String
    public let kind: Kind?
    /// ISO 3166-1 alpha-2.
    public let country: String?
    /// Internet domains that the publisher says are its own.
    public let domains: [String]?
    public let contact: String?
    public let keys: [Key]
    /// Of the key that acts for the publisher when the others are lost or stolen: SHA-256 of its SubjectPublicKeyInfo, which is
    /// its key ID. The key itself is shown when it is used.
    public var recoveryKeyHash: SHA256Digest?

    public init(
        name: String, kind: Kind? = nil, country: String? = nil, domains: [String]? = nil, contact: String? = nil,
        keys: [PublicKey], recoveryKeyHash: SHA256Digest? = nil
    ) {
        self.name = name
        self.kind = kind
        self.country = country
        self.domains = domains
        self.contact = contact
        self.keys = keys.map(Key.init)
        self.recoveryKeyHash = recoveryKeyHash
    }

    private enum CodingKeys: String, CodingKey {
        case name, kind, country, domains, contact, keys
        case recoveryKeyHash = "recovery_key_hash"
    }

    public enum Kind: String, Sendable, Codable, CaseIterable {
        case parliament, government, campaign, party, broadcaster, newsroom, person, other
    }

    public struct Key: Sendable, Hashable, Codable {
        public let publicKey: PublicKey

        public init(_ publicKey: PublicKey) { self.publicKey = publicKey }
    }
}

extension PublisherRegister: StatementContent {
    static let type = "publisher.register"

    func subject(signedBy keyID: SHA256Digest) -> SHA256Digest { keyID }

    func defect(signedBy keyID: SHA256Digest) -> String? {
        if !keys.contains(where: { $0.publicKey.keyID == keyID }) { return "keys lack the one that signed" }
        if keys.contains(where: { $0.publicKey.keyID == recoveryKeyHash }) {
            return "recovery_key_hash is that of one of keys"
        }
        return nil
    }
}

extension PublisherRegister.Key {
    private enum CodingKeys: String, CodingKey {
        case algorithm = "alg"
        case keyID = "kid"
        case derBytes = "spki"
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let text = try container.decode(String.self, forKey: .derBytes)
        guard let bytes = [UInt8](strictBase64: text), let key = try? PublicKey(derBytes: bytes),
            try container.decode(SHA256Digest.self, forKey: .keyID) == key.keyID,
            try container.decode(String.self, forKey: .algorithm) == key.algorithm.name
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .derBytes, in: container, debugDescription: "alg, kid and spki are not of one key")
        }
        publicKey = key
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(publicKey.algorithm.name, forKey: .algorithm)
        try container.encode(publicKey.keyID, forKey: .keyID)
        try container.encode(publicKey.derBytes.base64, forKey: .derBytes)
    }
}
