public import Comparison
public import Matching
public import Media

/// One uninterrupted stretch of the clip, where it lies in its source, and what each track turned out to be.
public struct VerifiedSegment: Sendable, Hashable {
    public var recording: RecordingID
    public var clip: TimeRange
    public var source: TimeRange
    /// Source seconds a clip second.
    public var speed: Double
    public var mirrored: Bool
    public var picture: TrackFinding
    public var sound: TrackFinding
    /// Why parts of the picture were not checked; empty where all was, or nothing could be.
    public var pictureReasons: [PictureGap.Reason]

    public init(
        recording: RecordingID, clip: TimeRange, source: TimeRange, speed: Double = 1, mirrored: Bool = false,
        picture: TrackFinding, sound: TrackFinding, pictureReasons: [PictureGap.Reason] = []
    ) {
        self.recording = recording
        self.clip = clip
        self.source = source
        self.speed = speed
        self.mirrored = mirrored
        self.picture = picture
        self.sound = sound
        self.pictureReasons = pictureReasons
    }
}
