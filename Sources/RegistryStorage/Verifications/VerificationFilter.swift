internal import Registry

/// Which verifications are looked for.
public struct VerificationFilter: Sendable, Hashable {
    /// Part of the clip's name; letters of ASCII in either case.
    public var name: String?
    /// The verdict in one sentence, as it is kept.
    public var headline: String?
    /// Days as in RFC 3339, the last included, in UTC.
    public var from: String?
    public var until: String?

    public init(name: String? = nil, headline: String? = nil, from: String? = nil, until: String? = nil) {
        self.name = name
        self.headline = headline
        self.from = from
        self.until = until
    }

    /// Of a statement whose parameters 4 to 7 are these.
    static let condition = """
        (?4 IS NULL OR instr(lower(name), lower(?4)) > 0) AND (?5 IS NULL OR headline = ?5)
        AND (?6 IS NULL OR asked_at >= ?6) AND (?7 IS NULL OR asked_at < ?7 || 'T24')
        """

    func bind(to statement: borrowing SQLiteStatement) throws(RegistryError) {
        try statement.bind(name, at: 4)
        try statement.bind(headline, at: 5)
        try statement.bind(from, at: 6)
        try statement.bind(until, at: 7)
    }
}
