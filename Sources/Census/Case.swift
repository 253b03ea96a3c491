/// What was found about one clip and where it was seen, kept because the user asked for it. Never a name of a person, and never the clip.
public struct Case: Sendable, Hashable, Codable {
    public static let schema = "vericlip.case/1"

    public var schema: String
    /// The first sixteen digits of the SHA-256 of the clip's file: a file that is kept again is the same case.
    public var id: String
    /// When it was verified, in RFC 3339.
    public var checkedAt: String
    public var clip: Clip
    /// As in report v1, with `confidence` and `reason` where there are some.
    public var relation: String
    public var confidence: String?
    public var reason: String?
    /// Each once, as `track kind` of report v1's differences: `sound replaced`.
    public var edits: [String]
    /// Records of the registry that it was compared with.
    public var records: [String]
    public var detectors: [Finding]
    /// What the file itself declares of how it came about: terms of IPTC, `synthetic-label`.
    public var declared: [String]
    public var subject: Subject
    public var sightings: [Sighting]

    public init(
        checkedAt: String, clip: Clip, relation: String, confidence: String? = nil, reason: String? = nil,
        edits: [String] = [], records: [String] = [], detectors: [Finding] = [], declared: [String] = [],
        subject: Subject = Subject(), sightings: [Sighting] = []
    ) {
        schema = Self.schema
        id = String(clip.sha256.prefix(16))
        self.checkedAt = checkedAt
        self.clip = clip
        self.relation = relation
        self.confidence = confidence
        self.reason = reason
        self.edits = edits
        self.records = records
        self.detectors = detectors
        self.declared = declared
        self.subject = subject
        self.sightings = sightings
    }

    public struct Clip: Sendable, Hashable, Codable {
        public var sha256: String
        /// Milliseconds.
        public var duration: Int

        public init(sha256: String, duration: Int) {
            self.sha256 = sha256
            self.duration = duration
        }
    }

    /// What a detector said, as in report v1; `finding` is absent where it was not asked.
    public struct Finding: Sendable, Hashable, Codable {
        public var name: String
        public var finding: String?
        public var reason: String?
        public var isExperimental: Bool

        public init(name: String, finding: String?, reason: String?, isExperimental: Bool) {
            self.name = name
            self.finding = finding
            self.reason = reason
            self.isExperimental = isExperimental
        }
    }

    /// Who it is about, as far as the user says: an office, not a name.
    public struct Subject: Sendable, Hashable, Codable {
        public enum Person: String, Sendable, Hashable, Codable, CaseIterable {
            /// Somebody in or running for a public office, or known to the public.
            case `public`
            case `private`
            case unstated
        }

        public var person: Person
        public var office: String?
        /// Two letters (ISO 3166-1), of the office.
        public var country: String?
        /// As in BCP 47, of what is said.
        public var language: String?

        public init(
            person: Person = .unstated, office: String? = nil, country: String? = nil, language: String? = nil
        ) {
            self.person = person
            self.office = office
            self.country = country
            self.language = language
        }
    }

    /// One place where the clip was seen.
    public struct Sighting: Sendable, Hashable, Codable {
        public var on: Day
        public var platform: String?
        public var url: String?
        public var views: Int?

        public init(on day: Day, platform: String? = nil, url: String? = nil, views: Int? = nil) {
            on = day
            self.platform = platform
            self.url = url
            self.views = views
        }
    }

    /// The first day it was seen.
    public var firstSeen: Day? { sightings.map(\.on).min() }

    /// Adds a sighting; one at the same place on the same day, or at the same address, takes its place.
    public mutating func add(_ sighting: Sighting) {
        sightings.removeAll { other in
            sighting.url != nil
                ? other.url == sighting.url
                : other.url == nil && other.platform == sighting.platform && other.on == sighting.on
        }
        sightings.append(sighting)
        sightings.sort { ($0.on, $0.platform ?? "", $0.url ?? "") < ($1.on, $1.platform ?? "", $1.url ?? "") }
    }

    /// What this case, as verified anew, takes over of what was kept before: who it is about where nothing new is said, and where it was
    /// seen.
    public func following(_ earlier: Case) -> Case {
        var merged = self
        if subject.person == .unstated { merged.subject.person = earlier.subject.person }
        merged.subject.office = subject.office ?? earlier.subject.office
        merged.subject.country = subject.country ?? earlier.subject.country
        merged.subject.language = subject.language ?? earlier.subject.language
        merged.sightings = earlier.sightings
        for sighting in sightings { merged.add(sighting) }
        return merged
    }
}
