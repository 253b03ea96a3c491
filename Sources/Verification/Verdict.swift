public import Comparison
public import ContentCredentials
public import Detection
public import Matching

/// What a clip turned out to be, and why: the answer of a verification, whatever it says.
public struct Verdict: Sendable, Hashable {
    public var clip: ClipFacts
    public var relation: Relation
    public var confidence: Confidence
    /// In the order of clip time; they do not overlap.
    public var segments: [VerifiedSegment]
    /// In the order of clip time.
    public var differences: [Difference]
    /// In the order of report v1.
    public var adjustments: [Adjustment]
    /// Stretches and places of the clip whose picture could not be compared, in the order of clip time.
    public var pictureGaps: [PictureGap]
    /// What comparing the pictures with each recording found: what the evidence shows.
    public var pictures: [RecordingID: PictureFindings]
    /// How the clip was laid on each recording, and what its sound was judged by: for the evidence.
    public var comparisons: [RecordingID: SourceComparison] = [:]
    /// Every recording that overlaps; the ones that were compared come first.
    public var sources: [SourceRecord]
    /// What this verdict does not cover.
    public var limits: [Limit]
    /// Absent where the registry could not be reached.
    public var registry: RegistryState?
    /// What the file's own manifest says; it never changes the relation. Absent where it was not read.
    public var contentCredentials: ContentCredentials?
    /// What the file says of itself, and what decoding it showed: facts, which bear on nothing else here.
    public var facts: [FileFact] = []
    /// What detectors find where no source covers the clip; they never change the relation. Empty where none was asked.
    public var detectors: [DetectorResult] = []
    /// How faces and voices compare with signed recordings of people whom the user named; it never changes the relation. Empty where nobody
    /// was named.
    public var people: [PersonResult] = []

    public init(
        clip: ClipFacts, relation: Relation, confidence: Confidence = .match, segments: [VerifiedSegment] = [],
        differences: [Difference] = [], adjustments: [Adjustment] = [], pictureGaps: [PictureGap] = [],
        pictures: [RecordingID: PictureFindings] = [:], sources: [SourceRecord] = [], limits: [Limit] = [],
        registry: RegistryState? = nil
    ) {
        self.clip = clip
        self.relation = relation
        self.confidence = confidence
        self.segments = segments
        self.differences = differences
        self.adjustments = adjustments
        self.pictureGaps = pictureGaps
        self.pictures = pictures
        self.sources = sources
        self.limits = limits
        self.registry = registry
    }

    /// Adds what the file's own manifest says, and what that does not cover.
    public mutating func add(_ credentials: ContentCredentials) {
        contentCredentials = credentials
        facts += FileFact.declared(by: credentials)
        if credentials.state != .none {
            limits.append(.contentCredentials(hasTrustList: credentials.hasTrustList))
        }
    }

    /// Whether the record of a recording that the clip was compared with fails, or that of the only one that may match:
    /// nothing that it says is vouched for.
    public var recordFails: Bool {
        if relation == .noSource {
            return limits.contains { if case .unusableRecord = $0 { true } else { false } }
        }
        let compared = Set(segments.map(\.recording))
        return sources.contains { compared.contains($0.recording) && !$0.holds }
    }
}

/// How a clip relates to signed footage: the headline of a verdict.
public enum Relation: Sendable, Hashable {
    /// One continuous excerpt, no difference found.
    case same
    /// Only the timeline or the frame was edited; what remains matches.
    case edited
    /// A region of the picture or a stretch of sound differs, or the speed.
    case changed
    /// Some stretches have no signed source.
    case mixed
    /// Nothing in the registry matches.
    case noSource
    case cannotAssess(Obstacle)
}

/// How far a verdict may be relied on.
public enum Confidence: Sendable, Hashable {
    /// The only value that certifies.
    case match
    /// Compare before relying on it.
    case possible(Doubt)
}

/// Why a relation is only possible. Raw values as in report v1.
public enum Doubt: String, Sendable, CaseIterable {
    /// The record's signature or inclusion fails, or its key is revoked.
    case recordFails = "record-fails"
    /// Beyond the time map the picture was not compared.
    case pictureNotCompared = "picture-not-compared"
    /// A visible face could not be compared.
    case faceNotCompared = "face-not-compared"
    /// The sound could not be compared over some stretch.
    case soundNotCompared = "sound-not-compared"
    /// The match itself lies in the review band.
    case weakMatch = "weak-match"
    /// Only the recording's keys are published: the clip was found by them, and compared with nothing.
    case fingerprintNotPublished = "fingerprint-not-published"
    /// The registry that was asked has the recording's keys, and not its fingerprint: the clip was compared with nothing.
    case fingerprintNotHere = "fingerprint-not-here"
}

/// Why a clip could not be assessed. Raw values as in report v1.
public enum ObstacleCode: String, Sendable, CaseIterable {
    case tooShort = "too-short"
    case blank
    case unreadable
    case unsupported
    case decoderCrashed = "decoder-crashed"
    case timeout
    case registryUnreachable = "registry-unreachable"
}

/// What stood in the way of an assessment.
public struct Obstacle: Sendable, Hashable {
    public var code: ObstacleCode
    /// One sentence: the cause, what was tried, and what to do next.
    public var detail: String

    public init(_ code: ObstacleCode, _ detail: String) {
        self.code = code
        self.detail = detail
    }
}
