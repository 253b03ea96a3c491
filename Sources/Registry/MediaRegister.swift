public import Signing

/// `media.register`: a publisher vouches for a recording, by the hash of its file and the hash of its fingerprint.
public struct MediaRegister: Sendable, Hashable, Codable {
    public let media: MediaFile
    public let fingerprint: FingerprintReference
    public let title: String
    public let event: Event?
    /// BCP 47.
    public let language: String?
    public let canonicalURL: String?
    /// RFC 3339 times, as the publisher states them.
    public let capturedAt: String?
    public let publishedAt: String?
    public let rights: String?
    /// Who is seen or heard, as the publisher names them.
    public let people: [String]?
    /// Passages that the recording is not to be found by.
    public let excluded: [ExcludedPassage]?
    /// What this recording was made from: the identity of that recording's statement.
    public let parent: SHA256Digest?
    /// What is handed out of the fingerprint; all of it where absent.
    public let publication: Publication?

    public init(
        media: MediaFile, fingerprint: FingerprintReference, title: String, event: Event? = nil,
        language: String? = nil,
        canonicalURL: String? = nil, capturedAt: String? = nil, publishedAt: String? = nil, rights: String? = nil,
        people: [String]? = nil, excluded: [ExcludedPassage]? = nil, parent: SHA256Digest? = nil,
        publication: Publication? = nil
    ) {
        self.media = media
        self.fingerprint = fingerprint
        self.title = title
        self.event = event
        self.language = language
        self.canonicalURL = canonicalURL
        self.capturedAt = capturedAt
        self.publishedAt = publishedAt
        self.rights = rights
        self.people = people
        self.excluded = excluded
        self.parent = parent
        self.publication = publication
    }

    private enum CodingKeys: String, CodingKey {
        case media, fingerprint, title, event, language, rights, people, excluded, parent, publication
        case canonicalURL = "canonical_url"
        case capturedAt = "captured_at"
        case publishedAt = "published_at"
    }
}

extension MediaRegister: StatementContent {
    static let type = "media.register"

    func subject(signedBy keyID: SHA256Digest) -> SHA256Digest { media.sha256 }

    func defect(signedBy keyID: SHA256Digest) -> String? { impossibleNumber.map { "\($0) is out of range" } }

    /// Which number cannot be one; nothing where all can.
    private var impossibleNumber: String? {
        if media.milliseconds < 0 { return "media.duration_ms" }
        if media.width.map({ $0 < 1 }) ?? false { return "media.width" }
        if media.height.map({ $0 < 1 }) ?? false { return "media.height" }
        if fingerprint.byteCount < 0 { return "fingerprint.bytes" }
        return excluded?.contains { !$0.isPossible } ?? false ? "excluded" : nil
    }
}

extension MediaRegister {
    /// The registered file: its bytes are the hard binding.
    public struct MediaFile: Sendable, Hashable, Codable {
        public let sha256: SHA256Digest
        public let milliseconds: Int
        public let container: String?
        public let width: Int?
        public let height: Int?

        public init(
            sha256: SHA256Digest, milliseconds: Int, container: String? = nil, width: Int? = nil, height: Int? = nil
        ) {
            self.sha256 = sha256
            self.milliseconds = milliseconds
            self.container = container
            self.width = width
            self.height = height
        }

        private enum CodingKeys: String, CodingKey {
            case sha256, container, width, height
            case milliseconds = "duration_ms"
        }
    }

    /// The soft binding: too large for the statement, so it is named by its hash.
    public struct FingerprintReference: Sendable, Hashable, Codable {
        public let algorithm: String
        public let sha256: SHA256Digest
        public let byteCount: Int

        public init(algorithm: String, bytes: [UInt8]) {
            self.algorithm = algorithm
            self.sha256 = SHA256Digest(of: bytes)
            self.byteCount = bytes.count
        }

        /// Whether these bytes are the fingerprint.
        public func isOf(_ bytes: [UInt8]) -> Bool {
            bytes.count == byteCount && SHA256Digest(of: bytes) == sha256
        }

        private enum CodingKeys: String, CodingKey {
            case sha256
            case algorithm = "alg"
            case byteCount = "bytes"
        }
    }

    /// What was recorded, where and when, as the publisher states it.
    public struct Event: Sendable, Hashable, Codable {
        public let name: String?
        /// RFC 3339 full date.
        public let date: String?
        public let place: String?

        public init(name: String? = nil, date: String? = nil, place: String? = nil) {
            self.name = name
            self.date = date
            self.place = place
        }
    }
}
