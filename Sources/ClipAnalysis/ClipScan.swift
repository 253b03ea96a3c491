public import ContentCredentials
public import Detection
public import Fingerprinting
public import Media

/// What the child found in one file.
public struct ClipScan: Sendable {
    public let description: MediaDescription
    public let completeness: Completeness
    public let fingerprint: Fingerprint
    /// Milliseconds of picture or sound that were decoded, whichever lasts longer.
    public let duration: Int
    /// Every picture, small; nil where there are none, where they were not asked for or where they are more than the limits allow.
    public let pictures: PictureSequence?
    public let faceSearch: FaceSearch
    /// What the file's own manifest says; nil where it was not asked for.
    public let contentCredentials: ContentCredentials?
    /// What the file says of itself, and what decoding it showed; empty where it was not asked for.
    public let facts: [FileFact]
    /// What held the child while it read the file.
    public let confinement: Confinement

    public init(
        description: MediaDescription, completeness: Completeness = Completeness(), fingerprint: Fingerprint,
        duration: Int, pictures: PictureSequence? = nil, faceSearch: FaceSearch = .notAsked,
        contentCredentials: ContentCredentials? = nil, facts: [FileFact] = [], confinement: Confinement
    ) {
        self.description = description
        self.completeness = completeness
        self.fingerprint = fingerprint
        self.duration = duration
        self.pictures = pictures
        self.faceSearch = faceSearch
        self.contentCredentials = contentCredentials
        self.facts = facts
        self.confinement = confinement
    }

    /// How much of the file was there and whole.
    public struct Completeness: Sendable, Hashable, Codable {
        /// Where reading ended, in milliseconds, though the container promises more.
        public var truncatedAt: Int?
        /// Broken packets and frames; 0 in a sound file.
        public var errors: Int
        /// Media time of the first of them, in milliseconds.
        public var firstErrorAt: Int?

        public init(truncatedAt: Int? = nil, errors: Int = 0, firstErrorAt: Int? = nil) {
            self.truncatedAt = truncatedAt
            self.errors = errors
            self.firstErrorAt = firstErrorAt
        }

        public var isComplete: Bool { truncatedAt == nil && errors == 0 }
    }
}

/// How far a scan has come.
public struct ScanProgress: Sendable, Hashable {
    /// Media time decoded so far, in milliseconds.
    public let position: Int
    /// Media time in all, in milliseconds, as the file claims it.
    public let duration: Int?

    public init(position: Int, duration: Int?) {
        self.position = position
        self.duration = duration
    }
}
