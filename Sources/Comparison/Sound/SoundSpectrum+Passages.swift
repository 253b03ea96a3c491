import Fingerprinting

extension SoundSpectrum {
    /// Hops between added passages that are reported as one, 3 s: a bed of music is heard in the pauses of speech.
    static let addedGap = 188

    /// Sets in a row that make a muted passage, 0.38 s: an onset seen a set apart makes one.
    private static let mutedEvidence: Float = 2.5
    /// Loudness lost, in decibels, where the source is within 15 dB of its loud passages.
    private static let mutedLoss: Float = -20
    private static let mutedSource: Float = -15
    /// Sum of the unexplained share less `addedShare` over sets of 128 ms that makes an added passage.
    ///
    /// Means over 0.4 s stay below .06 in nine benign chains save the one with a music bed, and lie at .1 to .6 where voice,
    /// music or noise is mixed in 3 dB below the speech or louder.
    private static let addedEvidence: Float = 0.8
    private static let addedShare: Float = 0.15

    /// Where the source has sound and the clip has none.
    func mutedPassages(segment: Int, hops: Range<Int>) -> [SoundPassage] {
        passages(.muted, segment: segment, hops: hops, threshold: Self.mutedEvidence, drop: 1) { index in
            guard sourceRelative(index) > Self.mutedSource else { return -0.1 }
            return excess[index] < Self.mutedLoss ? 1 : -1
        }
    }

    /// Where the clip has energy that the source lacks.
    func addedPassages(segment: Int, hops: Range<Int>) -> [SoundPassage] {
        passages(.added, segment: segment, hops: hops, threshold: Self.addedEvidence, drop: 1) { index in
            // Counts from 23 dB below the clip's loud passages, fully from 17 dB.
            let activity = min(max((clipRelative(index) + 20) / 6 + 0.5, 0), 1)
            return unexplained[index] * activity - Self.addedShare
        }
    }

    /// Whether neither side has anything to hear.
    func isSilent(in hops: Range<Int>) -> Bool {
        zip(self.hops, sets.indices).allSatisfy { !hops.contains($0) || isSilent($1) }
    }

    private func passages(
        _ kind: Difference.Kind, segment: Int, hops: Range<Int>, threshold: Float, drop: Float, score: (Int) -> Float
    ) -> [SoundPassage] {
        let indices = sets.indices.filter { hops.contains(self.hops[$0]) }
        return ScoredRun.find(in: indices.map(score), threshold: threshold, drop: drop).map { run in
            let start = sets[indices[run.steps.lowerBound]] * SoundSamples.hopsPerLevel
            let end = (sets[indices[run.steps.upperBound - 1]] + 1) * SoundSamples.hopsPerLevel
            return SoundPassage(segment: segment, hops: start..<end, kind: kind, evidence: run.score / threshold)
        }
    }
}
