public import Media

/// What a detector found in a clip, or why it found nothing. It never changes the clip's relation to a source.
public struct DetectorResult: Sendable, Hashable {
    /// As in report v1: `face`, `lips-and-sound`, or the name of a detector of the user's own.
    public var name: String
    /// What it looks for, for people.
    public var subject: String
    public var outcome: Outcome
    /// Stretches that were examined.
    public var ranges: [TimeRange]
    /// The model that was asked, with its date; absent where none was.
    public var model: String?
    /// Whether its measured figures do not suffice for a sign of manipulation.
    public var isExperimental: Bool
    /// How often it errs, in words.
    public var errorRate: String
    /// Suspicion up to which there are no signs, and from which on there are.
    public var bounds: ClosedRange<Double>
    /// Suspicion from 0 to 1; absent where nothing was judged.
    public var score: Double?
    /// The scores behind it, from 0 to 1, in the order of time.
    public var moments: [Moment]

    /// Milliseconds by which the sound lies behind the lips more than it mostly does, before them where below zero; absent where it lies
    /// where it should, or where nothing can be said of it.
    public var soundOffset: Int?

    /// The unaltered clips that hold its false alarms; absent where it has thresholds of its own.
    public var references: References?

    /// Unaltered clips whose scores are known.
    public struct References: Sendable, Hashable {
        public var clips: Int
        /// Of those, as many as score as high as this clip or higher.
        public var reaching: Int
        /// Whether there are enough for a threshold.
        public var suffice: Bool

        public init(clips: Int, reaching: Int, suffice: Bool) {
            self.clips = clips
            self.reaching = reaching
            self.suffice = suffice
        }
    }

    /// With nothing judged.
    public init(of card: DetectorCard, outcome: Outcome, ranges: [TimeRange] = [], isAsked: Bool = false) {
        name = card.name
        subject = card.subject
        self.outcome = outcome
        self.ranges = ranges
        model = isAsked ? card.version : nil
        isExperimental = card.isExperimental
        errorRate = card.errorRate
        bounds = card.bounds
        moments = []
    }

    public enum Outcome: Sendable, Hashable {
        /// It was not asked.
        case doesNotApply(DetectorReason)
        case cannotAssess(DetectorReason)
        case noSigns
        case signs
    }

    /// One face at one moment, or in the stretch about it.
    public struct Moment: Sendable, Hashable {
        public var time: MediaTime
        public var box: FrameBox
        public var track: Int
        public var score: Double

        public init(time: MediaTime, box: FrameBox, track: Int, score: Double) {
            self.time = time
            self.box = box
            self.track = track
            self.score = score
        }
    }

    /// The moments that raised the score most, at most so many, the highest first.
    public func drivers(_ count: Int) -> [Moment] {
        Array(moments.sorted { ($1.score, $0.time) < ($0.score, $1.time) }.prefix(count))
    }

    public var reason: DetectorReason? {
        switch outcome {
        case .doesNotApply(let reason), .cannotAssess(let reason): reason
        case .noSigns, .signs: nil
        }
    }
}
