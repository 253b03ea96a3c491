import Fingerprinting
import Foundation

/// Energies of a sound track by band, and how loud each moment is against the loud passages around it.
struct SoundLevels: Sendable {
    /// Milliseconds from one set of levels to the next.
    static let interval = SoundSamples.hop * SoundSamples.hopsPerLevel

    /// `SoundSamples.bands` energies for each set of levels, on a linear scale.
    let energies: [Float]
    /// Energy of all bands, in decibels; 0 where there is none.
    let loudness: [Float]
    /// Loudness less that of the loud passages around, in decibels: near 0 in speech, negative in pauses.
    let relative: [Float]

    /// Loudness of a sine at -70 dB of full scale, in decibels of the fingerprint's energy scale (docs/fingerprint-v1.md):
    /// what is softer is taken for silence. Dither and coded digital silence stay below -80 dB.
    static let audible: Float = 94

    init(_ samples: SoundSamples) {
        // Levels count quarters of a doubling from 1.
        let table = (0...255).map { $0 == 0 ? Float(0) : Float(exp2(Double($0 - 1) / 4)) }
        energies = samples.levels.map { table[Int($0)] }
        var loudness: [Float] = []
        loudness.reserveCapacity(samples.levelCount)
        for set in 0..<samples.levelCount {
            let sum = energies[set * SoundSamples.bands..<(set + 1) * SoundSamples.bands].reduce(0, +)
            loudness.append(10 * log10(max(sum, 1)))
        }
        self.loudness = loudness
        relative = Self.relative(loudness)
    }

    var count: Int { loudness.count }

    /// The energies of one set.
    subscript(set: Int) -> ArraySlice<Float> {
        energies[set * SoundSamples.bands..<(set + 1) * SoundSamples.bands]
    }

    /// Loudness against its 95th percentile within eight seconds, which is never taken to lie more than 20 dB below that of
    /// the whole track, nor within 25 dB of silence: a quiet speaker after loud music still counts as sound, and a silent
    /// minute does not.
    private static func relative(_ loudness: [Float]) -> [Float] {
        let block = 32
        let reach = 64
        let whole = loudness.quantile(0.95)
        var relative: [Float] = []
        relative.reserveCapacity(loudness.count)
        for start in stride(from: 0, to: loudness.count, by: block) {
            let end = min(start + block, loudness.count)
            let around = loudness[max(0, start - reach)..<min(end + reach, loudness.count)]
            let loud = max(around.quantile(0.95), whole - 20, audible + 25)
            for set in start..<end { relative.append(loudness[set] - loud) }
        }
        return relative
    }
}
