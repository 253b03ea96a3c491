public import Media

/// A recording that a clip may come from, and where in it.
public struct Candidate: Sendable, Hashable {
    public let recording: RecordingID
    /// Strongest first. A clip that was cut, reordered or slowed has several.
    public let offsets: [CandidateOffset]
    /// What the strongest offset is worth, in the unit of `CandidateOffset.score`.
    public let score: Double
    /// Moments of the clip whose picture or sound was found at the strongest offset.
    public let pictureVotes: Int
    public let soundVotes: Int
    /// How the clip showed the original's frame where the votes came from; nil where only the sound was found.
    public let view: CandidateView?

    public init(
        recording: RecordingID, offsets: [CandidateOffset], score: Double, pictureVotes: Int, soundVotes: Int,
        view: CandidateView?
    ) {
        self.recording = recording
        self.offsets = offsets
        self.score = score
        self.pictureVotes = pictureVotes
        self.soundVotes = soundVotes
        self.view = view
    }
}

/// One difference between the time of a recording and the time of a clip, and what speaks for it.
public struct CandidateOffset: Sendable, Hashable {
    /// Source time less clip time in milliseconds, to about half a second.
    public let milliseconds: Int
    /// The sum over moments of the clip and kinds of key of how rare the agreeing key is, in bits.
    public let score: Double
    public let pictureVotes: Int
    public let soundVotes: Int
    /// The part of the clip that the votes come from.
    public let clip: TimeRange

    public init(milliseconds: Int, score: Double, pictureVotes: Int, soundVotes: Int, clip: TimeRange) {
        self.milliseconds = milliseconds
        self.score = score
        self.pictureVotes = pictureVotes
        self.soundVotes = soundVotes
        self.clip = clip
    }
}

/// The guess at the clip's geometry under which its picture was found.
public struct CandidateView: Sendable, Hashable {
    public let mirrored: Bool
    /// The part of the clip's frame that holds the picture.
    public let content: FrameBox
    /// The part of the original's frame that is visible, to about 2 % of its sides.
    public let visible: FrameBox

    public init(mirrored: Bool, content: FrameBox, visible: FrameBox) {
        self.mirrored = mirrored
        self.content = content
        self.visible = visible
    }
}
