public import Media

/// One face in one frame: where it is, how well it can be judged, and what the network makes of it.
public struct FaceLook: Sendable, Hashable, Codable {
    /// Presentation time in milliseconds.
    public var time: Int
    public var box: FrameBox
    /// Height of the box in rows of the film.
    public var rows: Int
    /// How far the nose lies beside the middle of the eyes, in distances between the eyes: 0 from the front, about 0.5 from the side.
    public var turn: Double
    /// Mean brightness of the crop, 0 to 255.
    public var luma: Double
    /// Which face of the clip it belongs to; looks with the same number follow one face.
    public var track: Int
    /// The network's log-odds that the face was manipulated, before calibration; absent where it was not asked.
    public var score: Double?
    /// Whether the network takes it for a drawn or rendered face; false where it was not asked.
    public var isAnimation: Bool

    public init(
        time: Int, box: FrameBox, rows: Int, turn: Double, luma: Double, track: Int = 0, score: Double? = nil,
        isAnimation: Bool = false
    ) {
        self.time = time
        self.box = box
        self.rows = rows
        self.turn = turn
        self.luma = luma
        self.track = track
        self.score = score
        self.isAnimation = isAnimation
    }

    /// Why the network is not asked about this face; nil where it is.
    public var obstacle: DetectorReason? {
        if rows < FaceLimits.smallestRows { return .faceTooSmall }
        if turn > FaceLimits.mostTurn { return .profile }
        if luma < FaceLimits.leastLuma { return .tooDark }
        return nil
    }
}

/// What a child saw of the faces in a clip.
public struct FaceExamination: Sendable, Hashable, Codable {
    /// In the order of time.
    public var looks: [FaceLook]
    /// Frames in which faces were looked for.
    public var frames: Int
    /// How coarsely they are quantised, on average; absent where that is not known.
    public var quantiser: Double?
    /// The faces in numbers that tell people apart; empty where that was not asked.
    public var identities: [FaceIdentity]

    public init(looks: [FaceLook], frames: Int, quantiser: Double? = nil, identities: [FaceIdentity] = []) {
        self.looks = looks
        self.frames = frames
        self.quantiser = quantiser
        self.identities = identities
    }

    /// Most looks that a child may tell of.
    public static let mostLooks = FaceLimits.mostFrames * FaceLimits.mostFaces

    /// Whether it can have been seen at all: numbers are finite and within their ranges, times ascend.
    public var isSane: Bool {
        guard looks.count <= Self.mostLooks, (0...FaceLimits.mostFrames).contains(frames),
            (0...51).contains(quantiser ?? 0), identities.count <= FaceLimits.mostTracks,
            identities.allSatisfy(\.isSane)
        else { return false }
        let ascends = zip(looks, looks.dropFirst()).allSatisfy { $0.time <= $1.time }
        return ascends
            && looks.allSatisfy { look in
                let fractions = [look.box.x, look.box.y, look.box.width, look.box.height]
                return look.time >= 0 && (0...1 << 16).contains(look.rows) && (0..<Self.mostLooks).contains(look.track)
                    && fractions.allSatisfy { (-2...2).contains($0) } && (0...1e6).contains(look.turn)
                    && (0...255).contains(look.luma) && look.score.map { (-1e6...1e6).contains($0) } ?? true
            }
    }
}
