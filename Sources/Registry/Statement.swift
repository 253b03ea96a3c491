public import Signing

/// What a signed statement says.
public enum Statement: Sendable, Hashable {
    case publisherRegister(PublisherRegister)
    case mediaRegister(MediaRegister)

    public static let contentType = "application/vnd.vericlip.statement+json"

    /// Reads the payload. Members that this version does not know are passed over: the signature covers them all the same.
    public init(of signed: UnverifiedSignedStatement) throws(StatementDefect) {
        guard signed.header.contentType == Self.contentType else {
            throw .notAStatement("content type \(Self.contentType)")
        }
        let envelope = try CanonicalJSON.decode(Envelope.self, from: signed.payload)
        guard envelope.version == 1 else { throw .unknownType("\(envelope.type), version \(envelope.version)") }
        guard envelope.issuedAt == signed.header.issuedAt else { throw .payload("iat is not that of the header") }
        switch envelope.type {
        case "publisher.register":
            let publisher = try CanonicalJSON.decode(PublisherRegister.self, from: signed.payload)
            guard publisher.keys.contains(where: { $0.publicKey.keyID == signed.header.keyID }) else {
                throw .payload("keys lack the one that signed")
            }
            self = .publisherRegister(publisher)
        case "media.register":
            let media = try CanonicalJSON.decode(MediaRegister.self, from: signed.payload)
            if let field = media.impossibleNumber { throw .payload("\(field) is out of range") }
            self = .mediaRegister(media)
        default: throw .unknownType(envelope.type)
        }
        guard subject(signedBy: signed.header.keyID) == signed.header.subject else {
            throw .payload("the header's subject is not what the payload is about")
        }
    }

    /// Signs the statement.
    /// - Parameters:
    ///   - domain: where the publisher has one, it is the issuer; else the key is.
    ///   - issuedAt: seconds since 1970.
    public func signed(
        with key: borrowing PrivateKey, domain: String? = nil, issuedAt: Int64
    ) throws(RegistryError) -> VerifiedSignedStatement {
        let keyID = key.publicKey.keyID
        let payload: [UInt8]
        do {
            payload = try self.payload(issuedAt: issuedAt)
        } catch {
            throw .rejected(error)
        }
        do {
            return try VerifiedSignedStatement(
                signing: payload, contentType: Self.contentType,
                issuer: domain.map { "did:web:\($0)" } ?? "urn:sha256:\(keyID)", subject: subject(signedBy: keyID),
                issuedAt: issuedAt, with: key)
        } catch SigningError.statement(let defect) {
            throw .rejected(defect)
        } catch {
            throw .key(error)
        }
    }

    private func payload(issuedAt: Int64) throws(StatementDefect) -> [UInt8] {
        switch self {
        case .publisherRegister(let content):
            try CanonicalJSON.encode(Enveloped(Envelope("publisher.register", issuedAt), content))
        case .mediaRegister(let content):
            try CanonicalJSON.encode(Enveloped(Envelope("media.register", issuedAt), content))
        }
    }

    /// A publisher's statement is about its key, a recording's about its file.
    private func subject(signedBy keyID: SHA256Digest) -> String {
        switch self {
        case .publisherRegister: "urn:sha256:\(keyID)"
        case .mediaRegister(let content): "urn:sha256:\(content.media.sha256)"
        }
    }
}

/// What every payload begins with.
private struct Envelope: Codable {
    let version: Int
    let type: String
    let issuedAt: Int64

    init(_ type: String, _ issuedAt: Int64) {
        self.version = 1
        self.type = type
        self.issuedAt = issuedAt
    }

    enum CodingKeys: String, CodingKey {
        case type
        case version = "v"
        case issuedAt = "iat"
    }
}

/// The members of the envelope and of the content side by side in one object.
private struct Enveloped<Content: Encodable>: Encodable {
    let envelope: Envelope
    let content: Content

    init(_ envelope: Envelope, _ content: Content) {
        self.envelope = envelope
        self.content = content
    }

    func encode(to encoder: any Encoder) throws {
        try envelope.encode(to: encoder)
        try content.encode(to: encoder)
    }
}
