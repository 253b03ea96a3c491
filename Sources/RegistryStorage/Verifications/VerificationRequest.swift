/// What somebody asks of a server besides the clip.
public struct VerificationRequest: Sendable, Hashable {
    /// What the asker calls the clip.
    public var name: String
    /// Names the request among its owner's, so that asking again asks for nothing new.
    public var key: String?
    /// Who asks: the number of an API key, or 0.
    public var owner: Int
    /// ISO 8601 in UTC.
    public var askedAt: String
    /// Id of the batch that it belongs to.
    public var batch: String?
    /// Address that is told once it is done.
    public var webhook: String?

    public init(
        name: String, key: String? = nil, owner: Int = 0, askedAt: String, batch: String? = nil, webhook: String? = nil
    ) {
        self.name = name
        self.key = key
        self.owner = owner
        self.askedAt = askedAt
        self.batch = batch
        self.webhook = webhook
    }

    /// Each owner has names of its own.
    var ownedKey: String? { key.map { "\(owner)/\($0)" } }
}
