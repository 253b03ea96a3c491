public import Matching
public import Media

/// Something in which the clip differs from its source: on which track, of what kind, when and where.
public struct Difference: Sendable, Hashable {
    public let track: Track
    public let kind: Kind
    /// Stretch of the clip; for a cut, the instant at which the passage is missing (start equals end).
    public let clip: TimeRange
    /// Stretch of the source: what was removed, repeated or replaced. Absent where nothing in the source corresponds.
    public let source: TimeRange?
    public let recording: RecordingID?
    /// Where in the clip's frame; picture differences only.
    public let box: FrameBox?
    /// What the box holds; picture differences only.
    public let subject: Subject?
    public let strength: Strength

    public init(
        track: Track, kind: Kind, clip: TimeRange, source: TimeRange?, recording: RecordingID?, box: FrameBox? = nil,
        subject: Subject? = nil, strength: Strength
    ) {
        self.track = track
        self.kind = kind
        self.clip = clip
        self.source = source
        self.recording = recording
        self.box = box
        self.subject = subject
        self.strength = strength
    }

    public enum Track: String, Sendable, Codable { case picture, sound, timeline }

    public enum Kind: String, Sendable, Codable {
        case region, replaced, muted, added, cut, reordered, repeated, inserted, speed
    }

    /// What of the picture differs.
    public enum Subject: String, Sendable, Codable { case mouth, face, area }

    public enum Strength: String, Sendable, Codable, Comparable {
        case weak, moderate, strong

        public static func < (a: Strength, b: Strength) -> Bool { a.rank < b.rank }

        private var rank: Int {
            switch self {
            case .weak: 0
            case .moderate: 1
            case .strong: 2
            }
        }
    }
}

/// Benign processing that the clip went through. Raw values as in report v1.
public enum Adjustment: String, Sendable, Codable, CaseIterable {
    case recompressed, rescaled, letterboxed, recoloured
    case frameRateConverted = "frame-rate-converted"
    case filmedOffScreen = "filmed-off-screen"
    case cropped, captioned, logo, mirrored, muted
    case soundRemoved = "sound-removed"
    case soundAdded = "sound-added"
}

/// What a track of one segment turned out to be.
public enum TrackFinding: String, Sendable, Codable {
    case same
    case differs
    case notChecked = "not-checked"
    case absent
}

/// An alignment, compared: what each segment's picture and sound are, what differs, what was adjusted.
public struct ComparedAlignment: Sendable {
    public let alignment: Alignment
    /// Parallel to `alignment.segments`.
    public let picture: [TrackFinding]
    public let sound: [TrackFinding]
    /// In the order of clip time.
    public let differences: [Difference]
    public let adjustments: Set<Adjustment>
    /// What comparing the pictures themselves found; absent where they were not compared beyond their order and timing.
    public let pictures: PictureFindings?
    /// The sound of each segment against its source, over time; empty where there is none to compare.
    public let soundCurves: [SoundCurve]

    public init(
        alignment: Alignment, picture: [TrackFinding], sound: [TrackFinding], differences: [Difference],
        adjustments: Set<Adjustment>, pictures: PictureFindings? = nil, soundCurves: [SoundCurve] = []
    ) {
        self.alignment = alignment
        self.picture = picture
        self.sound = sound
        self.differences = differences
        self.adjustments = adjustments
        self.pictures = pictures
        self.soundCurves = soundCurves
    }
}
