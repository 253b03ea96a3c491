/// Makes sub-fingerprints and levels of an 8 kHz stream.
///
/// Hop `h` is heard through a window of 128 ms centred at sample `128 h`, which is `16 h` milliseconds; before sample 0
/// lies silence.
struct SoundAnalyser {
    /// Bounds of the 33 bands of sub-fingerprints, in units of 7.8125 Hz: 250 to 3,400 Hz in equal ratios.
    static let fineBounds = [
        32, 35, 38, 41, 44, 48, 52, 56, 61, 66, 71, 77, 83, 90, 97, 105, 114, 123, 133, 144, 156, 169, 183, 198, 214,
        232,
        251, 271, 294, 318, 344, 372, 403, 436,
    ]
    /// Bounds of the 16 bands of levels: 100 to 3,600 Hz in equal steps of the mel scale.
    static let coarseBounds = [13, 25, 37, 51, 67, 84, 103, 125, 148, 175, 204, 236, 272, 312, 357, 406, 461]
    /// Added to the energy of each fine band before its logarithm, so that noise below half a unit of 16-bit sound
    /// counts as silence.
    static let floor: UInt64 = 1 << 22
    private static let hop = 128

    private var spectrum = Spectrum()
    private let logarithm = BinaryLogarithm()
    /// Samples still needed, and where in them the next window begins.
    private var samples: [Int16]
    private var start = 0
    private var sampleCount = 0
    /// Logarithms of the bands one hop ago.
    private var lastLogs: [Int]
    private var isPrimed = false
    /// Energies of the hops since the last set of levels.
    private var coarse = [UInt64](repeating: 0, count: SoundSamples.bands)
    private var coarseHops = 0
    private(set) var subfingerprints: [UInt32] = []
    private(set) var levels: [UInt8] = []

    init() {
        // One hop more than half a window: hop 0 is compared with the one before it.
        samples = [Int16](repeating: 0, count: Spectrum.windowLength / 2 + Self.hop)
        lastLogs = [Int](repeating: 0, count: Self.fineBounds.count - 1)
    }

    mutating func add(_ input: [Int16]) {
        sampleCount += input.count
        samples += input
        analyse()
    }

    /// One hop for every 128 samples begun.
    mutating func finish() {
        let hops = (sampleCount + Self.hop - 1) / Self.hop
        samples += [Int16](repeating: 0, count: Spectrum.windowLength)
        analyse(upTo: hops)
        if coarseHops > 0 { closeLevels() }
    }

    private mutating func analyse(upTo hops: Int = .max) {
        while start + Spectrum.windowLength <= samples.count, subfingerprints.count < hops {
            analyseWindow()
            start += Self.hop
        }
        samples.removeFirst(start)
        start = 0
    }

    private mutating func analyseWindow() {
        spectrum.analyse(samples, at: start)
        var logs: [Int] = []
        logs.reserveCapacity(lastLogs.count)
        for band in 0..<lastLogs.count {
            logs.append(logarithm(Self.floor + energy(Self.fineBounds[band]..<Self.fineBounds[band + 1])))
        }
        defer { lastLogs = logs }
        guard isPrimed else {
            isPrimed = true
            return
        }
        var bits: UInt32 = 0
        for band in 0..<32 where logs[band] - logs[band + 1] > lastLogs[band] - lastLogs[band + 1] { bits |= 1 << band }
        subfingerprints.append(bits)
        for band in 0..<SoundSamples.bands {
            coarse[band] += energy(Self.coarseBounds[band]..<Self.coarseBounds[band + 1])
        }
        coarseHops += 1
        if coarseHops == SoundSamples.hopsPerLevel { closeLevels() }
    }

    private func energy(_ range: Range<Int>) -> UInt64 {
        var sum: UInt64 = 0
        for frequency in range { sum += spectrum.energies[frequency] }
        return sum
    }

    private mutating func closeLevels() {
        for band in 0..<SoundSamples.bands {
            levels.append(Self.level(ofEnergy: coarse[band] / UInt64(coarseHops), logarithm))
            coarse[band] = 0
        }
        coarseHops = 0
    }

    /// Quarters of a doubling of energy (0.7526 dB), counted from 1; 0 for none.
    static func level(ofEnergy energy: UInt64, _ logarithm: BinaryLogarithm) -> UInt8 {
        energy == 0 ? 0 : UInt8(clamping: 1 + logarithm(energy) * 4 / BinaryLogarithm.scale)
    }
}
