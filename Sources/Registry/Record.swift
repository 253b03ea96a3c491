public import Matching
public import Signing
public import TransparencyLog

/// A registered recording, and whether what stands behind it holds.
public struct Record: Sendable {
    public let id: RecordingID
    /// Seconds since 1970, by the registry's clock; nobody signed it.
    public let loggedAt: Int64
    /// Who signed, and what they say; nothing where the statement could not be read or its signature does not hold.
    public let signed: SignedContent?
    public let trust: Trust
    /// Whether `keys/` names the log's key.
    public let logTrust: Trust
    public let inclusion: Inclusion
    /// Empty for a sound record. A record with defects must not be relied on: exit code 40.
    public let defects: [RecordDefect]

    public struct SignedContent: Sendable {
        public let media: MediaRegister
        public let publisher: PublisherRegister
        public let keyID: SHA256Digest
        /// Seconds since 1970, as the publisher states it.
        public let issuedAt: Int64
        public let issuer: String
        /// ID of the key with which the publisher registered.
        public let founder: SHA256Digest
        /// Why later entries by the key do not count; nothing for a key that still stands.
        public let keyEnd: KeyEnd<SHA256Digest>?
    }

    public enum Trust: Sendable, Hashable {
        /// Under the name that the user gave the key.
        case trusted(name: String)
        /// The user trusts another key of the same publisher, under this name: the log leads from the one to the other.
        case inherited(name: String)
        case unknown
    }

    public enum Inclusion: Sendable, Hashable {
        /// The entry is in the log's newest checkpoint.
        case proved(Checkpoint)
        case failed(RecordDefect)
    }
}

/// Why a record cannot be relied on.
@nonexhaustive
public enum RecordDefect: Sendable, Hashable, Error {
    /// The statement's bytes, signature or content do not hold.
    case statement(StatementDefect)
    /// The entry is sound, but is not a recording.
    case notARecording
    /// The log's checkpoint is not signed by the log's key, or does not cover the entry.
    case checkpoint
    /// The checkpoint is not one that the user's policy accepts: too few witnesses have cosigned it.
    case policy(CheckpointDefect)
    case inclusion
    /// The key that signed does not speak for its publisher in this entry.
    case key(KeyDefect<SHA256Digest>)
    /// What the log says about keys was altered: whose key it is cannot be said.
    case keyHistory
    /// The stored fingerprint is not the one that the publisher signed.
    case fingerprint
}
