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
    /// Rows of the largest face that was judged, in its middle moment, and bits of the file for each pixel; absent where that is not known.
    public var faceRows: Int?
    public var bitsPerPixel: Double?

    public init(
        name: String, isManipulated: Bool, source: String, kind: String = "", outcome: DetectorResult.Outcome,
        score: Double?, soundOffset: Int? = nil, faceRows: Int? = nil, bitsPerPixel: Double? = nil
    ) {
        self.name = name
        self.isManipulated = isManipulated
        self.source = source
        self.kind = kind
        self.outcome = outcome
        self.score = score
        self.soundOffset = soundOffset
        self.faceRows = faceRows
        self.bitsPerPixel = bitsPerPixel
    }
}
