public import Media

/// What comparing a clip's pictures with a recording's found, beyond the order and timing of the images.
public struct PictureFindings: Sendable, Hashable {
    /// On the picture track, of kind `region` or `replaced`, in the order of clip time.
    public var differences: [Difference]
    /// What could not be compared, and why. Outside of these everything within the stated limits was.
    public var gaps: [PictureGap]
    /// Benign processing that was recognised on the way, captions and logos above all.
    public var adjustments: Set<Adjustment>
    /// One for each face of the recording that lies in the clip: what the decision was made of.
    public var traces: [FaceTrace]
    /// Where the rest of the picture differs, over time; absent where it was not compared.
    public var map: RegionMap?

    public init(
        differences: [Difference] = [], gaps: [PictureGap] = [], adjustments: Set<Adjustment> = [],
        traces: [FaceTrace] = [], map: RegionMap? = nil
    ) {
        self.differences = differences
        self.gaps = gaps
        self.adjustments = adjustments
        self.traces = traces
        self.map = map
    }
}

/// A stretch of the clip, and a place in it, whose picture could not be compared.
public struct PictureGap: Sendable, Hashable {
    public let clip: TimeRange
    /// Where in the clip's frame; absent where the whole frame is meant.
    public let box: FrameBox?
    public let reason: Reason

    public init(clip: TimeRange, box: FrameBox? = nil, reason: Reason) {
        self.clip = clip
        self.box = box
        self.reason = reason
    }

    /// Raw values as in report v1.
    public enum Reason: String, Sendable, Codable, CaseIterable {
        /// The picture could not be laid on the original's.
        case notRegistered = "not-registered"
        /// The recording was registered without a face detector.
        case noFaceTrack = "no-face-track"
        /// A face has too few pixels in the clip.
        case faceTooSmall = "face-too-small"
        /// A face is covered, by a caption say, or partly outside of the clip's frame.
        case faceCovered = "face-covered"
        /// A face is too blurred, too briefly there or too little alike around its edges to be compared.
        case faceUnclear = "face-unclear"
        /// The clip shows a face that the record knows nothing of.
        case faceNotInRecord = "face-not-in-record"
    }
}

/// How one face of the recording compares with the clip, over time.
public struct FaceTrace: Sendable, Hashable {
    /// Where the face is in the clip's frame, midway.
    public let box: FrameBox
    /// Scores above these are differences.
    public let mouthThreshold: Double
    public let faceThreshold: Double
    public let points: [Point]

    public init(box: FrameBox, mouthThreshold: Double, faceThreshold: Double, points: [Point]) {
        self.box = box
        self.mouthThreshold = mouthThreshold
        self.faceThreshold = faceThreshold
        self.points = points
    }

    /// One moment: scores of the window around it, and the motion of the mouth in clip and original, in grey levels.
    public struct Point: Sendable, Hashable {
        public let time: MediaTime
        public let mouth: Double
        public let face: Double
        public let clipMotion: Double
        public let originalMotion: Double

        public init(time: MediaTime, mouth: Double, face: Double, clipMotion: Double, originalMotion: Double) {
            self.time = time
            self.mouth = mouth
            self.face = face
            self.clipMotion = clipMotion
            self.originalMotion = originalMotion
        }
    }
}

/// How much each part of the clip's frame differs from the original, over time.
public struct RegionMap: Sendable, Hashable {
    /// Columns and rows over the clip's whole frame.
    public let columns: Int
    public let rows: Int
    public let threshold: Double
    public let pictures: [Picture]

    public init(columns: Int, rows: Int, threshold: Double, pictures: [Picture]) {
        self.columns = columns
        self.rows = rows
        self.threshold = threshold
        self.pictures = pictures
    }

    /// The scores at one moment, `columns * rows` of them, rows from the top; NaN where nothing was compared.
    public struct Picture: Sendable, Hashable {
        public let time: MediaTime
        public let scores: [Float]

        public init(time: MediaTime, scores: [Float]) {
            self.time = time
            self.scores = scores
        }
    }
}
