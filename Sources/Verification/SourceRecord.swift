public import Matching
public import Media

/// A signed recording that the clip overlaps, and whether its record holds.
public struct SourceRecord: Sendable, Hashable {
    public var recording: RecordingID
    public var title: String?
    public var event: String?
    /// As the publisher states them: dates and times in ISO 8601.
    public var recordedAt: String?
    public var place: String?
    public var url: String?
    /// Coded size of the registered picture in pixels, as the publisher states it.
    public var width: Int?
    public var height: Int?
    /// Of the registered file in milliseconds, as the publisher states it.
    public var duration: Int?
    /// Who signed; absent where the statement could not be read or its signature does not hold.
    public var publisher: Publisher?
    public var signature: Check
    public var trust: Trust
    public var state: State
    /// When the log took the statement, ISO 8601 in UTC.
    public var loggedAt: String?
    public var logIndex: Int
    public var inclusion: Check
    /// Whether the witnesses that the user's policy asks for have cosigned the log; holds where it asks for none.
    public var witnessing: Check
    /// What later entries of the log say of the record and of its key.
    public var standing: RecordStanding
    /// What it was made from, as its publisher says.
    public var parent: Parent?
    /// The recording at the beginning of the parents, as far as each step is signed by whoever may speak for both; this one where
    /// there is none.
    public var original: RecordingID
    /// Passages that the publisher excluded from being found, with source times.
    public var excluded: [Passage] = []
    /// Who is seen or heard, as the publisher names them.
    public var people: [String] = []
    /// SHA-256 of the fingerprint and of the file that were signed, in lower-case hexadecimal.
    public var fingerprint: String?
    public var file: String?
    /// Publishers that the name or a domain of this one looks like.
    public var lookalikes: [Lookalike] = []
    /// Whether its publisher hands out the fingerprint: without it nothing can be compared.
    public var isPublished = true

    public init(
        recording: RecordingID, title: String? = nil, event: String? = nil, recordedAt: String? = nil,
        place: String? = nil, url: String? = nil, width: Int? = nil, height: Int? = nil, publisher: Publisher?,
        signature: Check, trust: Trust, state: State = .usable, loggedAt: String? = nil, logIndex: Int,
        inclusion: Check, witnessing: Check = .holds, standing: RecordStanding = RecordStanding()
    ) {
        self.recording = recording
        self.title = title
        self.event = event
        self.recordedAt = recordedAt
        self.place = place
        self.url = url
        self.width = width
        self.height = height
        self.publisher = publisher
        self.signature = signature
        self.trust = trust
        self.state = state
        self.loggedAt = loggedAt
        self.logIndex = logIndex
        self.inclusion = inclusion
        self.witnessing = witnessing
        self.standing = standing
        original = recording
    }

    /// Signature, inclusion and witnesses hold and the key stood behind its publisher. Says nothing of who the signer is.
    public var holds: Bool {
        signature == .holds && inclusion == .holds && witnessing == .holds && trust != .revoked
    }

    public struct Publisher: Sendable, Hashable {
        public var name: String?
        /// SHA-256 of the public key (SPKI, DER), in lower-case hexadecimal.
        public var keyID: String
        /// How the identity is vouched for.
        public var identity: String?
        /// Whether the user trusts another key of the publisher, and this one through the log.
        public var trustIsInherited: Bool

        public init(name: String?, keyID: String, identity: String? = nil, trustIsInherited: Bool = false) {
            self.name = name
            self.keyID = keyID
            self.identity = identity
            self.trustIsInherited = trustIsInherited
        }
    }

    /// The recording that this one was made from.
    public struct Parent: Sendable, Hashable {
        public var recording: RecordingID
        public var title: String?
        /// Its publisher's name, where that is another.
        public var publisher: String?

        public init(recording: RecordingID, title: String?, publisher: String?) {
            self.recording = recording
            self.title = title
            self.publisher = publisher
        }
    }

    /// A passage that others have too.
    public struct Passage: Sendable, Hashable {
        public var range: TimeRange
        public var why: String

        public init(range: TimeRange, why: String) {
            self.range = range
            self.why = why
        }
    }

    /// Another publisher that this one may be taken for.
    public struct Lookalike: Sendable, Hashable {
        public var name: String
        /// As the end of a sentence.
        public var why: String

        public init(name: String, why: String) {
            self.name = name
            self.why = why
        }
    }

    /// The outcome of a cryptographic check.
    public enum Check: Sendable, Hashable { case holds, fails }

    /// What the user's own keys say of the signer. Raw values as in report v1.
    public enum Trust: String, Sendable { case trusted, unknown, revoked, expired }

    /// What the publisher says of the record. Raw values as in report v1.
    public enum State: String, Sendable { case usable, withheld, canceled }
}
