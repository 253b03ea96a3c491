/// Which stretches of a clip are looked at and listened to, in milliseconds; what lies near each other is read in one go.
public struct ExaminationPlan: Sendable, Hashable, Codable {
    /// Where faces are looked for.
    public var faces: [Range<Int>]
    /// Where lips are followed and compared with the sound.
    public var lips: [Range<Int>]
    /// Where voices are heard.
    public var voices: [Range<Int>]

    public init(faces: [Range<Int>] = [], lips: [Range<Int>] = [], voices: [Range<Int>] = []) {
        self.faces = faces
        self.lips = lips
        self.voices = voices
    }

    /// For some stretches of a clip. Where lips are followed, faces are looked for in the same frames, so that no others are decoded.
    public init(of ranges: [Range<Int>], faces: Bool, lips: Bool, voices: Bool) {
        let parts = LipLimits.stretches(in: ranges)
        self.init(
            faces: !faces ? [] : lips && !parts.isEmpty ? parts : ranges, lips: lips ? parts : [],
            voices: voices ? parts : [])
    }

    /// The times at which faces are looked for.
    public var looks: [Int] { FaceLimits.times(in: faces) }

    /// What is read in one go.
    public struct Reading: Sendable, Hashable {
        /// From where on it is read.
        public var start: Int
        /// Times to which the nearest frames are wanted.
        public var frames: [Int]
        /// Up to where sound is heard; nil where none is.
        public var soundEnd: Int?

        public init(start: Int, frames: [Int], soundEnd: Int? = nil) {
            self.start = start
            self.frames = frames
            self.soundEnd = soundEnd
        }
    }

    /// Milliseconds between two stretches beyond which the second is sought anew: most files have a key frame every few seconds, and seeking
    /// goes back to one.
    public static let farthest = 10_000

    /// In the order of time.
    public var readings: [Reading] {
        // Lips are looked at so often that faces are seen meanwhile.
        let looks = lips.isEmpty ? looks.map { Reading(start: $0, frames: [$0]) } : []
        let lips = lips.map { stretch in
            Reading(
                start: stretch.lowerBound - LipLimits.reach,
                frames: Array(stride(from: stretch.lowerBound, to: stretch.upperBound, by: LipLimits.shortestFrame)),
                soundEnd: stretch.upperBound + LipLimits.reach)
        }
        let voices = voices.map { Reading(start: $0.lowerBound, frames: [], soundEnd: $0.upperBound) }
        return (looks + lips + voices).sorted { $0.start < $1.start }.reduce(into: []) { readings, next in
            if let last = readings.indices.last, next.start - readings[last].end <= Self.farthest {
                readings[last].add(next)
            } else {
                readings.append(next)
            }
        }
    }
}

extension ExaminationPlan.Reading {
    fileprivate var end: Int { max(frames.last ?? start, soundEnd ?? start) }

    fileprivate mutating func add(_ other: Self) {
        frames = Set(frames + other.frames).sorted()
        soundEnd = [soundEnd, other.soundEnd].compactMap(\.self).max()
    }
}
