/// A recording that somebody is about to register through a server: analysed, described, and not in the log yet.
public struct RegistrationDraft: Sendable, Hashable {
    public enum State: String, Sendable {
        /// It waits to be analysed, or is.
        case queued, running
        /// It waits for its publisher.
        case ready
        /// It cannot be registered, or it is.
        case failed, registered
    }

    /// Place among all: later ones have higher numbers.
    public let number: Int
    /// 128 random bits in hexadecimal: who does not know it does not find it.
    public let id: String
    /// Who made it: the number of an API key, or 0.
    public let owner: Int
    /// Of the file.
    public let name: String
    public let byteCount: Int
    /// ISO 8601 in UTC, to the second.
    public let madeAt: String
    public let findsFaces: Bool
    public let state: State
    /// What is said of the recording, by the names of members of the sidecar that `vericlip register` reads.
    public var details: [String: String]
    /// What was found in it (JSON); absent until it is ready.
    public let analysis: [UInt8]?
    /// Why it cannot be registered.
    public let failure: String?
    /// Its record, once it has one.
    public let record: Int?
}
