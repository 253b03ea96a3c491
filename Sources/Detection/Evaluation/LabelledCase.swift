/// A clip whose truth is known, and what a detector made of it.
public struct LabelledCase: Sendable, Hashable {
    public var name: String
    public var isManipulated: Bool
    /// Where it comes from: clips of one source stand or fall together.
    public var source: String
    /// How it was manipulated; empty where nobody says.
    public var kind: String
    public var outcome: DetectorResult.Outcome
    /// Suspicion from 0 to 1; absent where nothing was judged.
    public var score: Double?

    /// Milliseconds by which the sound lies behind the lips, where that was found.
    public var soundOffset: Int?

    public init(
        name: String, isManipulated: Bool, source: String, kind: String = "", outcome: DetectorResult.Outcome,
        score: Double?, soundOffset: Int? = nil
    ) {
        self.name = name
        self.isManipulated = isManipulated
        self.source = source
        self.kind = kind
        self.outcome = outcome
        self.score = score
        self.soundOffset = soundOffset
    }
}
