/// Verifications that were asked for together.
public struct RequestedBatch: Sendable, Hashable {
    /// Place among all batches: later ones have higher numbers.
    public let number: Int
    /// 128 random bits in hexadecimal: who does not know it does not find it.
    public let id: String
    /// Who asked: the number of an API key, or 0.
    public let owner: Int
    /// What the asker calls it.
    public let name: String
    /// ISO 8601 in UTC, to the second.
    public let askedAt: String
    /// How many of its verifications are in each state.
    public let counts: [RequestedVerification.State: Int]

    public var count: Int { counts.values.reduce(0, +) }

    /// Verifications of one batch, at most.
    public static let limit = 10_000
}
