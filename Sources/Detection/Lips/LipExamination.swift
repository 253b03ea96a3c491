public import Media

/// The mouth of one face for as long as it was found at every look.
public struct LipTrack: Sendable, Hashable, Codable {
    /// Step of the grid at which it begins, counted from the clip's start, and how many there are.
    public var first: Int
    public var steps: Int
    /// At each step, in thousandths: pixels of a crop, and shares of the face's brightness. Empty where there is an obstacle.
    public var opening: [Int]
    public var darkness: [Int]
    /// Where the face is, on average.
    public var box: FrameBox
    /// Of the looks at it, the middle one's: height in rows of the film, turn and brightness as in `FaceLook`.
    public var rows: Int
    public var turn: Double
    public var luma: Double

    public init(
        first: Int, steps: Int, opening: [Int] = [], darkness: [Int] = [], box: FrameBox, rows: Int, turn: Double,
        luma: Double
    ) {
        self.first = first
        self.steps = steps
        self.opening = opening
        self.darkness = darkness
        self.box = box
        self.rows = rows
        self.turn = turn
        self.luma = luma
    }

    /// Why this mouth cannot be compared with the sound; nil where it can.
    public var obstacle: DetectorReason? {
        if rows < FaceLimits.smallestRows { return .faceTooSmall }
        if turn > FaceLimits.mostTurn { return .profile }
        if luma < FaceLimits.leastLuma { return .tooDark }
        return steps < LipLimits.window ? .tooFewFrames : nil
    }

    fileprivate var isSane: Bool {
        let isMeasured = opening.count == steps && darkness.count == steps && obstacle == nil
        return (0...1 << 40).contains(first) && (0...LipLimits.mostSteps).contains(steps)
            && (isMeasured || opening.isEmpty && darkness.isEmpty)
            && (opening + darkness).allSatisfy { (-10_000_000...10_000_000).contains($0) }
            && [box.x, box.y, box.width, box.height].allSatisfy { (-2...2).contains($0) }
            && (0...1 << 16).contains(rows) && (0...1e6).contains(turn) && (0...255).contains(luma)
    }
}

/// How loud a stretch of sound is in four bands, 148 to 500, 1000, 2000 and 3602 Hz.
public struct SpeechLevels: Sendable, Hashable, Codable {
    public static let bands = 4

    /// Step of the grid at which it begins.
    public var first: Int
    /// Of each step the four bands, in hundredths of the natural logarithm of their energy.
    public var values: [Int]

    public init(first: Int, values: [Int]) {
        self.first = first
        self.values = values
    }

    var steps: Range<Int> { first..<first + values.count / Self.bands }

    fileprivate var isSane: Bool {
        (-LipLimits.reachSteps...1 << 40).contains(first) && values.count % Self.bands == 0
            && values.count <= Self.bands * (LipLimits.mostSteps + 2 * LipLimits.reachSteps + 2)
            && values.allSatisfy { (0...10_000).contains($0) }
    }
}

/// What a child saw of the mouths in a clip, and heard about them.
public struct LipExamination: Sendable, Hashable, Codable {
    /// In the order of their beginnings.
    public var faces: [LipTrack]
    /// One a stretch that was examined.
    public var sounds: [SpeechLevels]
    /// How coarsely the frames are quantised, on average; absent where that is not known.
    public var quantiser: Double?

    public init(faces: [LipTrack], sounds: [SpeechLevels], quantiser: Double? = nil) {
        self.faces = faces
        self.sounds = sounds
        self.quantiser = quantiser
    }

    /// With as many faces as may be told of, those that were followed longest.
    public init(longest faces: [LipTrack], sounds: [SpeechLevels], quantiser: Double? = nil) {
        let kept = faces.sorted { $1.steps < $0.steps }.prefix(LipLimits.mostFaces)
        self.init(faces: kept.sorted { $0.first < $1.first }, sounds: sounds, quantiser: quantiser)
    }

    /// Whether it can have been seen and heard at all: numbers are within their ranges, and there are not too many.
    public var isSane: Bool {
        faces.count <= LipLimits.mostFaces && faces.allSatisfy(\.isSane) && sounds.count <= 256
            && sounds.allSatisfy(\.isSane) && (0...51).contains(quantiser ?? 0)
            && sounds.reduce(0) { $0 + $1.steps.count } <= 4 * LipLimits.mostSteps
            && faces.reduce(0) { $0 + $1.opening.count } <= 2 * FaceLimits.mostFaces * LipLimits.mostSteps
    }
}
