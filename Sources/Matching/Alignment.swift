public import Media

/// How a clip lies on one recording: the time map, and where the clip's frame sits in the original's frame.
public struct Alignment: Sendable {
    public let recording: RecordingID
    /// Segments in the clip's order; they do not overlap in clip time, and gaps between them are not covered.
    public let segments: [AlignedSegment]
    /// Absent where only the sound was aligned.
    public let geometry: Registration?
    public let strength: MatchStrength

    public init(
        recording: RecordingID, segments: [AlignedSegment], geometry: Registration?, strength: MatchStrength = .firm
    ) {
        self.recording = recording
        self.segments = segments
        self.geometry = geometry
        self.strength = strength
    }
}

/// How firmly clip and recording are known to be the same footage.
public enum MatchStrength: Sendable {
    /// Changes of the picture, or the sound, agree in several seconds by themselves.
    case firm
    /// Only slight motion agrees, over the whole clip taken together: a person should compare.
    case weak
}

/// One uninterrupted stretch of the time map.
public struct AlignedSegment: Sendable, Hashable {
    public let clip: TimeRange
    public let source: TimeRange
    /// Source seconds a clip second: 0.75 where the clip is slowed to three quarters. 1 for a plain excerpt, and exactly 1
    /// where no other speed is supported by the evidence.
    public let speed: Double
    /// Which tracks support this stretch of the map.
    public let picture: TrackSupport
    public let sound: TrackSupport

    public init(clip: TimeRange, source: TimeRange, speed: Double, picture: TrackSupport, sound: TrackSupport) {
        self.clip = clip
        self.source = source
        self.speed = speed
        self.picture = picture
        self.sound = sound
    }
}

/// Whether a track speaks for a stretch of the time map.
public enum TrackSupport: String, Sendable, Codable {
    /// The track matches the source here.
    case supports
    /// The track was looked at and does not match the source here.
    case contradicts
    /// Static picture, silence, or too little to tell.
    case undecided
    /// The clip or the recording has no such track here.
    case absent
}

/// Where the clip's picture lies in the original's, in fractions of the frame.
public struct Registration: Sendable, Hashable {
    /// Row-major 3x3 homography from the original's frame (unit square, origin top left) to the clip's frame (unit square);
    /// a similarity or affine map has 0, 0, 1 in the last row. A mirrored clip is part of the map.
    public let originalToClip: [Double]
    public let mirrored: Bool
    /// The part of the clip's frame that holds the picture, without letterbox bars, in fractions of the clip's frame.
    public let content: FrameBox
    /// The part of the original's frame that the clip shows, in fractions of the original's frame.
    public let visible: FrameBox
    /// Trimmed normalised cross-correlation after registration, 0 to 1.
    public let correlation: Double

    public init(
        originalToClip: [Double], mirrored: Bool, content: FrameBox, visible: FrameBox, correlation: Double
    ) {
        self.originalToClip = originalToClip
        self.mirrored = mirrored
        self.content = content
        self.visible = visible
        self.correlation = correlation
    }
}
