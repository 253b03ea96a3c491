public import Signing

/// What a signed statement says.
public enum Statement: Sendable, Hashable {
    case publisherRegister(PublisherRegister)
    case keyAdd(KeyAdd)
    case keyRotate(KeyRotate)
    case keyRevoke(KeyRevoke)
    case mediaRegister(MediaRegister)
    case mediaSupersede(MediaSupersede)
    case mediaRetract(MediaRetract)
    case dispute(Dispute)
    case identityAttest(IdentityAttest)
    case coverage(Coverage)

    public static let contentType = "application/vnd.vericlip.statement+json"

    /// Reads the payload. Members that this version does not know are passed over: the signature covers them all the same.
    public init(of signed: UnverifiedSignedStatement) throws(StatementDefect) {
        guard signed.header.contentType == Self.contentType else {
            throw .notAStatement("content type \(Self.contentType)")
        }
        let envelope = try CanonicalJSON.decode(Envelope.self, from: signed.payload)
        guard envelope.version == 1 else { throw .unknownType("\(envelope.type), version \(envelope.version)") }
        guard envelope.issuedAt == signed.header.issuedAt else { throw .payload("iat is not that of the header") }
        self =
            switch envelope.type {
            case PublisherRegister.type: .publisherRegister(try Self.content(of: signed))
            case KeyAdd.type: .keyAdd(try Self.content(of: signed))
            case KeyRotate.type: .keyRotate(try Self.content(of: signed))
            case KeyRevoke.type: .keyRevoke(try Self.content(of: signed))
            case MediaRegister.type: .mediaRegister(try Self.content(of: signed))
            case MediaSupersede.type: .mediaSupersede(try Self.content(of: signed))
            case MediaRetract.type: .mediaRetract(try Self.content(of: signed))
            case Dispute.type: .dispute(try Self.content(of: signed))
            case IdentityAttest.type: .identityAttest(try Self.content(of: signed))
            case Coverage.type: .coverage(try Self.content(of: signed))
            default: throw .unknownType(envelope.type)
            }
    }

    var content: any StatementContent {
        switch self {
        case .publisherRegister(let content): content
        case .keyAdd(let content): content
        case .keyRotate(let content): content
        case .keyRevoke(let content): content
        case .mediaRegister(let content): content
        case .mediaSupersede(let content): content
        case .mediaRetract(let content): content
        case .dispute(let content): content
        case .identityAttest(let content): content
        case .coverage(let content): content
        }
    }

    /// The record, by its leaf hash, or the key of which something is said; nothing for statements that stand for themselves.
    package var target: SHA256Digest? {
        switch self {
        case .mediaSupersede(let content): content.target
        case .mediaRetract(let content): content.target
        case .dispute(let content): content.target
        case .identityAttest(let content): content.subject
        default: nil
        }
    }

    /// Whether the statement is one that `PublisherHistory` is made of.
    package var isAboutKeys: Bool { Self.typesAboutKeys.contains(type) }

    package static let typesAboutKeys = [PublisherRegister.type, KeyAdd.type, KeyRotate.type, KeyRevoke.type]
    package static let typeOfCoverage = Coverage.type

    /// As in the payload.
    package var type: String { Swift.type(of: content).type }

    private static func content<Content: StatementContent>(
        of signed: UnverifiedSignedStatement
    ) throws(StatementDefect) -> Content {
        let content = try CanonicalJSON.decode(Content.self, from: signed.payload)
        let keyID = signed.header.keyID
        if let defect = content.defect(signedBy: keyID) { throw .payload(defect) }
        guard "urn:sha256:\(content.subject(signedBy: keyID))" == signed.header.subject else {
            throw .payload("the header's subject is not what the payload is about")
        }
        return content
    }

    /// Signs the statement.
    /// - Parameters:
    ///   - domain: where the publisher has one, it is the issuer; else the key is.
    ///   - issuedAt: seconds since 1970.
    public func signed(
        with key: borrowing PrivateKey, domain: String? = nil, issuedAt: Int64
    ) throws(RegistryError) -> VerifiedSignedStatement {
        let keyID = key.publicKey.keyID
        if let defect = content.defect(signedBy: keyID) { throw .rejected(.payload(defect)) }
        let payload: [UInt8]
        do {
            payload = try content.payload(issuedAt: issuedAt)
        } catch {
            throw .rejected(error)
        }
        do {
            return try VerifiedSignedStatement(
                signing: payload, contentType: Self.contentType,
                issuer: domain.map { "did:web:\($0)" } ?? "urn:sha256:\(keyID)",
                subject: "urn:sha256:\(content.subject(signedBy: keyID))", issuedAt: issuedAt, with: key)
        } catch SigningError.statement(let defect) {
            throw .rejected(defect)
        } catch {
            throw .key(error)
        }
    }
}

extension StatementContent {
    fileprivate func payload(issuedAt: Int64) throws(StatementDefect) -> [UInt8] {
        try CanonicalJSON.encode(Enveloped(Envelope(Self.type, issuedAt), self))
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
