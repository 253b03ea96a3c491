/// How reading a file ended.
public struct DecodeOutcome: Sendable, Hashable, Codable {
    /// Where the picture ends, in milliseconds; absent where no frame was decoded.
    public var pictureEnd: Int?
    /// Where the sound ends, in milliseconds; absent where no sound was decoded.
    public var soundEnd: Int?
    /// Where the first picture and the first sound lie, in milliseconds.
    public var pictureStart: Int?
    public var soundStart: Int?
    /// Frames that were decoded and shown, yielded or not.
    public var frames = 0
    /// Where reading ended, in milliseconds, though the container promises more.
    public var truncatedAt: Int?
    public var damage: Damage?

    /// Packets and frames that were broken.
    public struct Damage: Sendable, Hashable, Codable {
        public var errors: Int
        /// Media time of the first, in milliseconds.
        public var firstAt: Int

        public init(errors: Int, firstAt: Int) {
            self.errors = errors
            self.firstAt = firstAt
        }
    }

    public init(
        pictureEnd: Int? = nil, soundEnd: Int? = nil, truncatedAt: Int? = nil, damage: Damage? = nil
    ) {
        self.pictureEnd = pictureEnd
        self.soundEnd = soundEnd
        self.truncatedAt = truncatedAt
        self.damage = damage
    }

    /// Milliseconds of picture or sound, whichever lasts longer.
    public var duration: Int { max(pictureEnd ?? 0, soundEnd ?? 0) }

    /// Everything that the container promises was there and decoded without an error.
    public var isComplete: Bool { truncatedAt == nil && damage == nil }

    mutating func countError(at time: Int) {
        damage = Damage(errors: (damage?.errors ?? 0) + 1, firstAt: damage?.firstAt ?? time)
    }
}
