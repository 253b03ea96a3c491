public import Detection
public import Matching
public import Media

/// Pictures that show what a verdict says: of the clip, and beside them of the original at the same moments.
public struct Evidence: Sendable, Hashable {
    /// In the order of clip time.
    public var exhibits: [Exhibit]
    /// The moments that raised a detector's score most, the highest first.
    public var drivers: [Driver] = []
    /// The user's own copy of the original, where one was given and could be read.
    public var originalFile: OriginalFile?
    /// Sentences on what could not be shown.
    public var remarks: [String]

    public init(exhibits: [Exhibit] = [], originalFile: OriginalFile? = nil, remarks: [String] = []) {
        self.exhibits = exhibits
        self.originalFile = originalFile
        self.remarks = remarks
    }

    /// The pictures of one difference; or, where nothing differs, of what was compared.
    public struct Exhibit: Sendable, Hashable {
        /// Index in the verdict's differences.
        public var difference: Int?
        public var moments: [Moment]

        public init(difference: Int?, moments: [Moment]) {
            self.difference = difference
            self.moments = moments
        }
    }

    /// One moment of clip and original.
    public struct Moment: Sendable, Hashable {
        public var place: Place
        /// Clip time; absent where what is shown is not in the clip.
        public var time: MediaTime?
        public var clip: Bitmap?
        /// Absent where the moment has no source.
        public var recording: RecordingID?
        public var sourceTime: MediaTime?
        public var original: Original?

        public init(
            place: Place, time: MediaTime?, clip: Bitmap? = nil, recording: RecordingID? = nil,
            sourceTime: MediaTime? = nil, original: Original? = nil
        ) {
            self.place = place
            self.time = time
            self.clip = clip
            self.recording = recording
            self.sourceTime = sourceTime
            self.original = original
        }
    }

    /// Where a moment lies in what its exhibit shows.
    public enum Place: String, Sendable, CaseIterable {
        case start, middle, end, before
        case leftOut = "left-out"
        case after
    }

    /// A picture of the original.
    public struct Original: Sendable, Hashable {
        /// The whole frame. From a fingerprint: its grid of grey cells, to be enlarged.
        public var picture: Bitmap
        /// Width over height of the frame as shown.
        public var aspect: Double
        public var isFromFile: Bool

        public init(picture: Bitmap, aspect: Double, isFromFile: Bool) {
            self.picture = picture
            self.aspect = aspect
            self.isFromFile = isFromFile
        }
    }

    /// A frame that drove a detector's score.
    public struct Driver: Sendable, Hashable {
        /// The detector's name.
        public var detector: String
        public var moment: DetectorResult.Moment
        public var picture: Bitmap

        public init(detector: String, moment: DetectorResult.Moment, picture: Bitmap) {
            self.detector = detector
            self.moment = moment
            self.picture = picture
        }
    }

    public struct OriginalFile: Sendable, Hashable {
        public var name: String
        public var recording: RecordingID
        /// Whether it has the SHA-256 that the publisher signed; another encoding of the same footage has not.
        public var isTheRegisteredFile: Bool

        public init(name: String, recording: RecordingID, isTheRegisteredFile: Bool) {
            self.name = name
            self.recording = recording
            self.isTheRegisteredFile = isTheRegisteredFile
        }
    }
}
