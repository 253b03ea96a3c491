public import Fingerprinting
import Media

/// What a clip asks the index: keys of its sound and of its picture under guesses at its geometry, each with the moment
/// that it belongs to.
public struct RetrievalQuery: Sendable {
    /// How hard to look. Raw values as in the API.
    public enum Search: String, Sendable {
        /// The clip shows the whole original, perhaps with bars or mirrored; and the sound.
        case direct
        /// Also crops, recrops to another aspect and pictures inside a larger frame: some thirty times the keys.
        case cropped
    }

    /// One key to look up, ordered by it.
    struct Probe: Comparable {
        let key: RetrievalKey
        /// Index into `moments`.
        let moment: UInt16
        /// Index into `hypotheses`; of no meaning for sound.
        let hypothesis: UInt16
        let mirrored: Bool
        /// Bits flipped against what was measured.
        let flips: UInt8

        var isSound: Bool { key.rawValue >> SoundHash.bitCount == SoundHash.family }

        static func < (a: Probe, b: Probe) -> Bool { a.key < b.key }
    }

    /// A time of the clip at which keys were taken, in units of `PictureSamples.interval`.
    let search: Search
    let moments: [Int32]
    /// Those of the picture come first, then from this index on those of the sound.
    let firstSoundMoment: Int
    let hypotheses: [PictureHypothesis]
    /// By ascending key.
    let probes: [Probe]

    /// Moments of a clip at which its whole picture is looked up, and its cropped picture: a clip of 30 s is looked up three
    /// times a second, a longer one more thinly.
    private static let directMoments = 96
    private static let croppedMoments = 16
    /// Times of a clip at which its sound is looked up: every one in 30 s.
    static let soundMoments = 240
    /// Keys to spend on flipped bits of all moments together; short clips have more need of them.
    private static let directBudget = 8192
    private static let croppedBudget = 131_072
    private static let soundBudget = 4096

    public init(_ fingerprint: Fingerprint, search: Search) throws(FingerprintError) {
        let picture = fingerprint.picture
        self.init(
            picture: try picture?.samples(0..<(picture?.sampleCount ?? 0)), aspect: fingerprint.displayAspect,
            sound: try fingerprint.sound?.samples(), search: search)
    }

    /// - Parameter aspect: width over height of the clip's frame, as displayed.
    public init(picture: PictureSamples?, aspect: Double, sound: SoundSamples?, search: Search) {
        var builder = Builder()
        if let picture { builder.add(picture, aspect: aspect, search: search) }
        firstSoundMoment = builder.moments.count
        if let sound { builder.add(sound) }
        self.search = search
        moments = builder.moments
        hypotheses = builder.hypotheses
        probes = builder.probes.sorted()
    }

    /// Gathers the probes.
    private struct Builder {
        var moments: [Int32] = []
        var hypotheses: [PictureHypothesis] = []
        var probes: [Probe] = []

        mutating func add(_ picture: PictureSamples, aspect: Double, search: Search) {
            var content = ContentBox(grid: picture.grid)
            for sample in 0..<picture.count { content.add(picture[sample]) }
            let box = content.box
            add(
                picture, PictureHypothesis.direct(content: box), limit: RetrievalQuery.directMoments,
                budget: RetrievalQuery.directBudget)
            guard case .cropped = search else { return }
            let inner = aspect * box.width / box.height
            var guesses =
                PictureHypothesis.cropped(content: box, aspect: inner) + PictureHypothesis.framed(aspect: aspect)
            if box != .full { guesses += PictureHypothesis.cropped(content: .full, aspect: aspect) }
            add(picture, guesses, limit: RetrievalQuery.croppedMoments, budget: RetrievalQuery.croppedBudget)
        }

        private mutating func add(_ picture: PictureSamples, _ guesses: [PictureHypothesis], limit: Int, budget: Int) {
            let places = guesses.enumerated().flatMap { index, guess in
                PictureWindow.allCases.compactMap { window in
                    guess.place(window).map { (window: window, box: $0, hypothesis: UInt16(hypotheses.count + index)) }
                }
            }
            hypotheses += guesses
            let chosen = Self.spread(limit, over: picture.count)
            let uncertain = Self.flippedBits(budget: budget, hashes: chosen.count * places.count * 2, most: 4)
            for sample in chosen {
                let moment = UInt16(moments.count)
                moments.append(Int32(clamping: picture.firstIndex + sample))
                let image = IntegralImage(picture[sample], grid: picture.grid)
                for place in places {
                    guard let hash = WindowHash(image, place.box) else { continue }
                    Self.forEachFlip(of: hash.bits, uncertain: hash.uncertain, count: uncertain) { bits, flips in
                        probes.append(
                            Probe(
                                key: place.window.key(bits), moment: moment, hypothesis: place.hypothesis,
                                mirrored: false,
                                flips: flips))
                        probes.append(
                            Probe(
                                key: place.window.mirrored.key(bits ^ WindowHash.mirrorMask), moment: moment,
                                hypothesis: place.hypothesis, mirrored: true, flips: flips))
                    }
                }
            }
        }

        mutating func add(_ sound: SoundSamples) {
            let chosen = Self.spread(RetrievalQuery.soundMoments, over: sound.levelCount - SoundHash.frameCount + 1)
            let uncertain = Self.flippedBits(budget: RetrievalQuery.soundBudget, hashes: chosen.count * 2, most: 5)
            for frame in chosen {
                let moment = UInt16(moments.count)
                moments.append(Int32(clamping: sound.gridTime(ofLevel: frame)))
                for between in [false, true] {
                    guard let hash = SoundHash(sound, at: frame, betweenFrames: between) else { continue }
                    Self.forEachFlip(of: hash.bits, uncertain: hash.uncertain, count: uncertain) { bits, flips in
                        probes.append(
                            Probe(
                                key: SoundHash.key(bits), moment: moment, hypothesis: 0, mirrored: false, flips: flips))
                    }
                }
            }
        }

        /// At most `limit` of `count` indices, evenly spread.
        private static func spread(_ limit: Int, over count: Int) -> [Int] {
            guard count > limit else { return Array(0..<max(0, count)) }
            return (0..<limit).map { $0 * (count - 1) / (limit - 1) }
        }

        /// How many uncertain bits of every hash may flip within a budget of keys; two at least.
        private static func flippedBits(budget: Int, hashes: Int, most: Int) -> Int {
            (3...most).last { hashes << $0 <= budget } ?? 2
        }

        /// All settings of the `count` least certain bits.
        private static func forEachFlip(
            of bits: UInt32, uncertain: InlineArray<5, UInt8>, count: Int, _ body: (UInt32, UInt8) -> Void
        ) {
            for setting in 0..<UInt32(1) << UInt32(count) {
                var flipped = bits
                for rank in 0..<count where setting >> UInt32(rank) & 1 == 1 { flipped ^= 1 << UInt32(uncertain[rank]) }
                body(flipped, UInt8(setting.nonzeroBitCount))
            }
        }
    }
}
