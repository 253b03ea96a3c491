public import Matching

/// What became of a record and of the key that signed it since: all of it from later entries of the log, with who says it.
public struct RecordStanding: Sendable, Hashable {
    public var key: KeyState
    /// Whoever checked that a domain of the publisher names one of its keys.
    public var attestations: [Attestation]
    /// By the publisher: the newest.
    public var withdrawal: Note?
    public var supersession: Note?
    /// The record that takes this one's place.
    public var supersededBy: RecordingID?
    /// Oldest first.
    public var disputes: [Dispute]

    public init(
        key: KeyState = .stands, attestations: [Attestation] = [], withdrawal: Note? = nil, supersession: Note? = nil,
        supersededBy: RecordingID? = nil, disputes: [Dispute] = []
    ) {
        self.key = key
        self.attestations = attestations
        self.withdrawal = withdrawal
        self.supersession = supersession
        self.supersededBy = supersededBy
        self.disputes = disputes
    }

    /// Whether the publisher no longer stands by the record as it is.
    public var isWithdrawn: Bool { withdrawal != nil || supersededBy != nil }

    /// Whether the key speaks for its publisher. Numbers are entries of the log.
    public enum KeyState: Sendable, Hashable {
        case stands
        /// It signed the record before it was a key of the publisher.
        case notYetAdded(at: Int)
        /// What it signs from `from` on does not count, as entry `statedAt` says.
        case ended(Cause, from: Int, statedAt: Int)

        public enum Cause: Sendable, Hashable {
            /// By the key of this ID.
            case replaced(by: String)
            case superseded
            case compromised
        }
    }

    /// Somebody who speaks in the log.
    public struct Speaker: Sendable, Hashable {
        public var name: String?
        /// SHA-256 of the public key (SPKI, DER), in lower-case hexadecimal.
        public var keyID: String
        /// Whether the key, or another of the same publisher, is among the user's trusted ones.
        public var isTrusted: Bool

        public init(name: String?, keyID: String, isTrusted: Bool) {
            self.name = name
            self.keyID = keyID
            self.isTrusted = isTrusted
        }
    }

    /// A reason in the publisher's words.
    public struct Note: Sendable, Hashable {
        public var reason: String
        public var logIndex: Int
        /// When the log took it, ISO 8601 in UTC.
        public var loggedAt: String

        public init(reason: String, logIndex: Int, loggedAt: String) {
            self.reason = reason
            self.logIndex = logIndex
            self.loggedAt = loggedAt
        }
    }

    public struct Dispute: Sendable, Hashable {
        public var by: Speaker
        public var claim: String
        public var url: String
        public var logIndex: Int
        /// When the log took it, ISO 8601 in UTC.
        public var loggedAt: String

        public init(by: Speaker, claim: String, url: String, logIndex: Int, loggedAt: String) {
            self.by = by
            self.claim = claim
            self.url = url
            self.logIndex = logIndex
            self.loggedAt = loggedAt
        }
    }

    public struct Attestation: Sendable, Hashable {
        public var domain: String
        /// As in `identity.attest`: `https-well-known` or `dns-txt`.
        public var method: String
        /// ISO 8601, by the checker's clock.
        public var checkedAt: String
        public var by: Speaker
        /// Whether the publisher checked itself.
        public var isOwn: Bool
        public var logIndex: Int

        public init(domain: String, method: String, checkedAt: String, by: Speaker, isOwn: Bool, logIndex: Int) {
            self.domain = domain
            self.method = method
            self.checkedAt = checkedAt
            self.by = by
            self.isOwn = isOwn
            self.logIndex = logIndex
        }
    }
}
