public import Signing

/// `publisher.register`: a publisher introduces itself and its keys. Signed by one of these keys; all of it is the
/// publisher's own claim.
public struct PublisherRegister: Sendable, Hashable, Codable {
    public let name: String
    public let kind: Kind?
    /// ISO 3166-1 alpha-2.
    public let country: String?
    /// Internet domains that the publisher says are its own.
    public let domains: [String]?
    public let contact: String?
    public let keys: [Key]

    public init(
        name: String, kind: Kind? = nil, country: String? = nil, domains: [String]? = nil, contact: String? = nil,
        keys: [PublicKey]
    ) {
        self.name = name
        self.kind = kind
        self.country = country
        self.domains = domains
        self.contact = contact
        self.keys = keys.map(Key.init)
    }

    public enum Kind: String, Sendable, Codable, CaseIterable {
        case parliament, government, campaign, party, broadcaster, newsroom, person, other
    }

    public struct Key: Sendable, Hashable, Codable {
        public let publicKey: PublicKey

        init(_ publicKey: PublicKey) { self.publicKey = publicKey }
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
