import Fingerprinting

/// The sound of one segment against its source, hop by hop of the clip.
struct SoundTrace: Sendable {
    let hops: Range<Int>
    /// For each hop the hop of the source that it was compared with; may lie outside of the source.
    let source: [Int]
    /// Share of sub-fingerprint bits that differ.
    let errors: [Float]
    /// How much a hop counts, 0 to 1: 0 in pauses, in silence and next to an edit.
    let weights: [Float]

    /// Hops left out at each end of a segment: half a window of 128 ms and half a step of the picture's grid.
    private static let margin = 8

    init(path: SoundPath, clip: SoundSamples, source: SoundSamples, clipLevels: SoundLevels, sourceLevels: SoundLevels)
    {
        var errors: [Float] = []
        var weights: [Float] = []
        errors.reserveCapacity(path.hops.count)
        weights.reserveCapacity(path.hops.count)
        for (index, hop) in path.hops.enumerated() {
            let other = path.source[index]
            guard source.subfingerprints.indices.contains(other) else {
                errors.append(0.5)
                weights.append(0)
                continue
            }
            errors.append(path.pitch.error(clip: clip.subfingerprints[hop], source: source.subfingerprints[other]))
            let isMarginal = index < Self.margin || index >= path.hops.count - Self.margin
            weights.append(
                isMarginal ? 0 : min(sourceLevels.activity(atHop: other), clipLevels.activity(atHop: hop, ease: 5)))
        }
        hops = path.hops
        self.source = path.source
        self.errors = errors
        self.weights = weights
    }

    /// Seconds of sound that could be compared.
    var comparedSeconds: Double { Double(weights.reduce(0, +)) * Double(SoundSamples.hop) / 1000 }

    /// Weighted mean errors of consecutive quarter seconds in which at least half the sound counts.
    var quarterErrors: [Float] {
        stride(from: 0, to: errors.count - 15, by: 16).compactMap { start in
            let range = start..<start + 16
            let weight = weights[range].reduce(0, +)
            guard weight >= 8 else { return nil }
            return range.reduce(Float(0)) { $0 + errors[$1] * weights[$1] } / weight
        }
    }

    /// Weighted mean error of some of the segment's hops, counted from its first; nothing where none counts.
    func meanError(_ steps: some Sequence<Int>) -> Float? {
        var sum: Float = 0
        var weight: Float = 0
        for step in steps {
            sum += errors[step] * weights[step]
            weight += weights[step]
        }
        return weight > 0 ? sum / weight : nil
    }
}

extension SoundLevels {
    /// Whether there is sound to speak of, from 0 in pauses to 1: 25 dB below the loud passages counts half.
    ///
    /// Chosen among 15, 20, 25 and 30 dB on half of the speakers: at 25 dB bit errors of nine benign chains and of replaced
    /// speech lie furthest apart. `ease` decibels are forgiven.
    func activity(atHop hop: Int, ease: Float = 0) -> Float {
        let set = min(hop / SoundSamples.hopsPerLevel, count - 1)
        guard set >= 0 else { return 0 }
        return min(max((relative[set] + ease + 25) / 6 + 0.5, 0), 1)
    }
}
