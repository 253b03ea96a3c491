import Fingerprinting
import SeededRandom

/// Sound tracks made of seeded random sub-fingerprints and levels: what the comparison sees of sound, without any sound.
struct SyntheticSound {
    var subfingerprints: [UInt32]
    /// One level a set and band.
    var levels: [UInt8]

    /// Syllables: random words, and levels that change from set to set and band to band around -30 dB of full scale.
    init(hops: Int, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        subfingerprints = (0..<hops).map { _ in UInt32(truncatingIfNeeded: random.next()) }
        levels = (0..<(hops + 7) / 8 * SoundSamples.bands).map { _ in UInt8(150 + random.next() % 32) }
    }

    var samples: SoundSamples { SoundSamples(start: 0, subfingerprints: subfingerprints, levels: levels) }

    /// Flips bits with a given chance.
    func withError(_ rate: Double, in hops: Range<Int>? = nil, seed: UInt64) -> SyntheticSound {
        var copy = self
        var random = SeededGenerator(seed: seed)
        for hop in hops ?? subfingerprints.indices {
            for bit in 0..<32 where Double(random.next() >> 11) / 0x1p53 < rate {
                copy.subfingerprints[hop] ^= 1 << bit
            }
        }
        return copy
    }

    /// Other sound of the same kind in a stretch that begins and ends with a set of levels.
    func replacing(_ hops: Range<Int>, seed: UInt64) -> SyntheticSound {
        let other = SyntheticSound(hops: subfingerprints.count, seed: seed)
        var copy = self
        copy.subfingerprints.replaceSubrange(hops, with: other.subfingerprints[hops])
        let range = levelRange(hops)
        copy.levels.replaceSubrange(range, with: other.levels[range])
        return copy
    }

    /// No energy at all in a stretch.
    func muting(_ hops: Range<Int>) -> SyntheticSound {
        var copy = self
        for hop in hops { copy.subfingerprints[hop] = 0 }
        for index in levelRange(hops) { copy.levels[index] = 0 }
        return copy
    }

    /// Something so much louder in every band of a stretch that two bits in five change.
    func adding(_ hops: Range<Int>, seed: UInt64) -> SyntheticSound {
        var copy = withError(0.37, in: hops, seed: seed)
        for index in levelRange(hops) { copy.levels[index] = max(copy.levels[index], 178) }
        return copy
    }

    /// The sound from a hop on.
    func dropping(_ hops: Int) -> SyntheticSound {
        var copy = self
        copy.subfingerprints.removeFirst(hops)
        copy.levels.removeFirst(hops / 8 * SoundSamples.bands)
        return copy
    }

    private func levelRange(_ hops: Range<Int>) -> Range<Int> {
        hops.lowerBound / 8 * SoundSamples.bands..<hops.upperBound / 8 * SoundSamples.bands
    }
}
