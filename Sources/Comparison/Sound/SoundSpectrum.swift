import Fingerprinting
import Foundation

/// How the energies of the clip, set by set of its levels, compare with those of the source at the same moments.
///
/// Independent of the sub-fingerprints: it tells sound that was added from sound that was replaced, and finds silence.
struct SoundSpectrum: Sendable {
    /// Sets of levels of the clip that lie in a segment, in order.
    let sets: [Int]
    /// For each set the hop of the clip at its centre.
    let hops: [Int]
    /// Share of the clip's energy that the source, equalised as the clip is on the whole, does not explain.
    private(set) var unexplained: [Float] = []
    /// Share of the source's strong bands that are missing in the clip; nothing where the source has none.
    private(set) var missing: [Float?] = []
    /// Loudness of the clip over what the equalised source leads to expect, in decibels.
    private(set) var excess: [Float] = []

    private let clip: SoundLevels
    private let source: SoundLevels
    /// For each set the nearest set of the source.
    private let counterparts: [Int]

    /// A band counts as unexplained above, and as missing below, what is expected by this factor: 3 and 6 dB.
    private static let tolerance: Float = 2
    private static let hole: Float = 0.25

    init(traces: [SoundTrace], clip: SoundLevels, source: SoundLevels) {
        var sets: [Int] = []
        var counterparts: [Int] = []
        for trace in traces {
            for (index, hop) in trace.hops.enumerated()
            where hop % SoundSamples.hopsPerLevel == SoundSamples.hopsPerLevel / 2
                && hop / SoundSamples.hopsPerLevel < clip.count
            {
                let other = trace.source[index]
                guard other >= 0, other / SoundSamples.hopsPerLevel < source.count else { continue }
                sets.append(hop / SoundSamples.hopsPerLevel)
                counterparts.append(other / SoundSamples.hopsPerLevel)
            }
        }
        self.sets = sets
        hops = sets.map { $0 * SoundSamples.hopsPerLevel + SoundSamples.hopsPerLevel / 2 }
        self.counterparts = counterparts
        self.clip = clip
        self.source = source
        let gains = bandGains()
        for index in sets.indices { compare(index, gains) }
    }

    /// For each band the clip's median gain over the source where both are active.
    private func bandGains() -> [Float] {
        let active = sets.indices.filter { clip.relative[sets[$0]] > -20 && source.relative[counterparts[$0]] > -20 }
        return (0..<SoundSamples.bands).map { band in
            let ratios = active.compactMap { index -> Float? in
                let original = source[counterparts[index]][offset: band]
                return original > 0 ? clip[sets[index]][offset: band] / original : nil
            }
            return ratios.isEmpty ? 1 : ratios.quantile(0.5)
        }
    }

    func clipRelative(_ index: Int) -> Float { clip.relative[sets[index]] }
    func sourceRelative(_ index: Int) -> Float { source.relative[counterparts[index]] }

    /// Whether neither side has anything to hear in a set.
    func isSilent(_ index: Int) -> Bool {
        clip.loudness[sets[index]] < SoundLevels.audible && source.loudness[counterparts[index]] < SoundLevels.audible
    }

    private mutating func compare(_ index: Int, _ gains: [Float]) {
        let own = clip[sets[index]]
        let nearest = counterparts[index]
        // Sets of clip and source lie up to half a set apart, and a room rings on.
        let around = max(0, nearest - 1)...min(source.count - 1, nearest + 1)
        var (total, unexplained, expected) = (Float(0), Float(0), Float(0))
        var (strong, missing) = (0, 0)
        let strongest = around.map { set in zip(source[set], gains).map { $0 * $1 }.max() ?? 0 }.max() ?? 0
        for band in 0..<SoundSamples.bands {
            let energy = own[offset: band]
            let originals = around.map { source[$0][offset: band] * gains[band] }
            total += energy
            unexplained += max(0, energy - Self.tolerance * (originals.max() ?? 0))
            expected += source[nearest][offset: band] * gains[band]
            let least = originals.min() ?? 0
            // Strong: within 25 dB of the strongest band of the moment.
            if least > strongest * 0.003 {
                strong += 1
                if energy < least * Self.hole { missing += 1 }
            }
        }
        self.unexplained.append(total > 0 ? unexplained / total : 0)
        self.missing.append(strong > 0 ? Float(missing) / Float(strong) : nil)
        excess.append(10 * log10(max(total, 1) / max(expected, 1)))
    }

    /// Mean share of the source's strong bands that are missing over some hops of the clip; nothing where none is strong.
    func missing(in hops: Range<Int>) -> Float? {
        let shares = zip(self.hops, missing).compactMap { hops.contains($0) ? $1 : nil }
        return shares.isEmpty ? nil : shares.reduce(0, +) / Float(shares.count)
    }
}

extension ArraySlice {
    /// The element this far from the slice's start.
    fileprivate subscript(offset offset: Int) -> Element { self[startIndex + offset] }
}
