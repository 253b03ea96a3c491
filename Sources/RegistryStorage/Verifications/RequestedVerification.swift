/// One clip that a server was asked to verify.
public struct RequestedVerification: Sendable, Hashable {
    /// Raw values as in the API.
    public enum State: String, Sendable {
        case queued, running, done, failed
    }

    /// Place among all that were asked for: later ones have higher numbers.
    public let number: Int
    /// 128 random bits in hexadecimal: who does not know it does not find it.
    public let id: String
    /// What the asker calls the clip.
    public let name: String
    /// Of the clip.
    public let byteCount: Int
    /// ISO 8601 in UTC, to the second.
    public let askedAt: String
    public let state: State
    /// The verdict in one sentence; absent until it is done.
    public let headline: String?
    /// Why it failed; absent unless it did.
    public let failure: String?
    /// Who asked: the number of an API key, or 0 where no keys were asked for.
    public let owner: Int
    /// Where the clip is fetched from; absent where it was sent.
    public let address: String?
    /// Whether the clip is here.
    public let hasArrived: Bool
    /// Address that is told once it is over.
    public let webhook: String?
    /// Id of the batch that it belongs to.
    public let batch: String?
}
