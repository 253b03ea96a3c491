internal import Fingerprinting

/// How the sound of 0.77 s rises and falls, band against band: 24 signs, and which of them are least certain.
///
/// Only changes in time count, so that gain and equalisation cancel. The filters are those of 200 that differed least, over 34
/// recordings, between the original and its copies in a room, through AAC at 32, Opus at 24 and 20 kbit/s, taken in that
/// order as long as they agree with none taken before (correlation below 0.45).
struct SoundHash {
    static let bitCount: UInt32 = 24
    /// Bits that a look-up may flip.
    static let uncertainCount = 5
    /// Sets of levels that one hash covers.
    static let frameCount = 6
    /// A change below it, in steps of the levels (0.75 dB), may be noise.
    private static let noise = 1.0
    /// With fewer changes above the noise there is silence, hum or steady noise.
    private static let requiredCount = 10
    /// The family above all windows of `PictureWindow`.
    static let family: UInt32 = 8

    let bits: UInt32
    /// Bits by growing certainty.
    let uncertain: InlineArray<5, UInt8>

    static func key(_ bits: UInt32) -> RetrievalKey { RetrievalKey(rawValue: family << bitCount | bits) }

    /// - Parameters:
    ///   - first: the first set of levels.
    ///   - betweenFrames: whether to look half a set later, between two sets: copies rarely keep the original's clock.
    /// - Returns: nil where the sound says too little, or ends.
    init?(_ sound: SoundSamples, at first: Int, betweenFrames: Bool = false) {
        let needed = Self.frameCount + (betweenFrames ? 1 : 0)
        guard first >= 0, first + needed <= sound.levelCount else { return nil }
        var running = RunningSums()
        for frame in 0..<Self.frameCount {
            let now = (first + frame) * SoundSamples.bands
            let next = betweenFrames ? now + SoundSamples.bands : now
            for band in 0..<SoundSamples.bands {
                let level = Int(sound.levels[now + band]) + Int(sound.levels[next + band])
                running[frame, band + 1] = running[frame, band] + level
            }
        }
        var bits: UInt32 = 0
        var strong = 0
        var least = InlineArray<5, Double>(repeating: .infinity)
        var uncertain = InlineArray<5, UInt8>(repeating: 0)
        for (bit, filter) in Self.filters.enumerated() {
            let change = filter.change(in: running)
            if change > 0 { bits |= 1 << UInt32(bit) }
            var magnitude = abs(change)
            if magnitude > Self.noise { strong += 1 }
            var candidate = UInt8(bit)
            for rank in 0..<Self.uncertainCount where magnitude < least[rank] {
                swap(&magnitude, &least[rank])
                swap(&candidate, &uncertain[rank])
            }
        }
        guard strong >= Self.requiredCount else { return nil }
        self.bits = bits
        self.uncertain = uncertain
    }

    /// Sums over bands: for every frame and band the sum of the bands below it. In one piece: rows of their own would be copied
    /// whole for each number read.
    private struct RunningSums {
        private static let width = SoundSamples.bands + 1
        private var sums = InlineArray<102, Int>(repeating: 0)

        subscript(frame: Int, band: Int) -> Int {
            get { sums[frame * Self.width + band] }
            set { sums[frame * Self.width + band] = newValue }
        }
    }

    /// Later levels against earlier ones, in one range of bands or in one range against the next above it.
    private struct Filter {
        let band: Int
        let bandCount: Int
        /// Frames before and after.
        let span: Int
        let start: Int
        let againstNext: Bool

        /// The change in steps of the levels, weighted to the same mean size for all filters.
        func change(in running: borrowing RunningSums) -> Double {
            var sum = 0
            for frame in start..<start + 2 * span {
                let low = running[frame, band + bandCount] - running[frame, band]
                let high = againstNext ? running[frame, band + 2 * bandCount] - running[frame, band + bandCount] : 0
                sum += frame < start + span ? high - low : low - high
            }
            return Double(sum) / Double(2 * span * bandCount * (againstNext ? 2 : 1))
        }
    }

    private static let filters: [Filter] = [
        rise(10, 4, 3, 0), rise(0, 4, 3, 0), contrast(6, 4, 3, 0), contrast(0, 6, 3, 0), contrast(2, 2, 3, 0),
        contrast(4, 4, 3, 0), contrast(8, 4, 3, 0), contrast(3, 2, 3, 0), contrast(0, 2, 3, 0), contrast(11, 2, 3, 0),
        contrast(12, 2, 3, 0), contrast(1, 2, 3, 0), rise(8, 4, 2, 0), contrast(5, 2, 3, 0), rise(8, 4, 2, 2),
        rise(4, 4, 2, 1), contrast(7, 2, 3, 0), rise(2, 3, 2, 0), rise(2, 3, 2, 2), contrast(8, 4, 2, 2),
        contrast(0, 6, 2, 0), contrast(0, 6, 2, 2), contrast(8, 4, 2, 0), contrast(4, 4, 2, 1),
    ]

    private static func rise(_ band: Int, _ bandCount: Int, _ span: Int, _ start: Int) -> Filter {
        Filter(band: band, bandCount: bandCount, span: span, start: start, againstNext: false)
    }

    private static func contrast(_ band: Int, _ bandCount: Int, _ span: Int, _ start: Int) -> Filter {
        Filter(band: band, bandCount: bandCount, span: span, start: start, againstNext: true)
    }
}
