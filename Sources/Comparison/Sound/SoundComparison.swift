package import Fingerprinting
package import Matching

/// Compares the sound of a clip with that of its source along the time map.
///
/// The evidence is the bit error of sub-fingerprints, counted where both sides have sound, and the energies of sixteen bands.
/// Replaced sound shows errors like unrelated sound and lacks energy that the source has; added sound brings energy that
/// the source lacks and takes none away; silence has no meaning of its own.
package struct SoundComparison: Sendable {
    /// What became of each segment.
    package let findings: [TrackFinding]
    /// What differs, in the order of segments and time.
    package let passages: [SoundPassage]
    /// Median bit error where the speed is unchanged; nothing where too little could be compared.
    package let medianError: Float?
    /// One a segment.
    let curves: [SoundCurve]

    /// Sum of errors above the clip's threshold that makes a replaced passage, in hops of full bit error.
    ///
    /// Half a second of replaced speech sums up to 1.5 to 8, the most that nine benign chains reach is 1.5 in a reverberant
    /// room and .7 elsewhere (benchmark: 0.5 s of the same speaker in every four seconds of 40 recordings, encoded after).
    private static let replacedEvidence: Float = 1.35
    /// How far the sum may fall before a passage is over, and the price of a hop without sound, in the same unit.
    private static let replacedDrop: Float = 1
    private static let pausePrice: Float = 0.02
    /// Hops between replaced passages that are reported as one: 0.3 s.
    private static let replacedGap = 19
    /// Share of the source's strong bands that must be missing for sound to be replaced rather than covered: replaced
    /// speech lacks .25 to .9 of them, mixtures at 9 to -12 dB none.
    private static let missingShare: Float = 0.06
    /// Error above which covered sound is no longer heard, and the passage is replaced whatever it lacks: a voice as loud as
    /// the source causes .18 to .40, twice as loud .25 to .45, replaced speech .44 and more away from its ends.
    private static let coveredError: Float = 0.42
    /// Hops at each end of a passage whose windows reach over it.
    private static let edge = 4
    /// Hops by which the sum peaks late: the median end of 1,500 planted passages came 0.04 s late, their start 0.01 s.
    private static let overshoot = 2

    package init(clip: SoundSamples, source: SoundSamples, segments: [AlignedSegment]) {
        let clipLevels = SoundLevels(clip)
        let sourceLevels = SoundLevels(source)
        let tracker = SoundTracker(
            clip: clip, source: source,
            weights: clip.subfingerprints.indices.map { clipLevels.activity(atHop: $0, ease: 5) })
        let paths = tracker.paths(of: segments)
        let traces = paths.map {
            SoundTrace(path: $0, clip: clip, source: source, clipLevels: clipLevels, sourceLevels: sourceLevels)
        }
        let whole = SoundQuality(zip(traces, segments).lazy.filter { $1.speed == 1 }.map(\.0))
        let spectrum = SoundSpectrum(traces: traces, clip: clipLevels, source: sourceLevels)
        var findings: [TrackFinding] = []
        var passages: [SoundPassage] = []
        var curves: [SoundCurve] = []
        for (index, trace) in traces.enumerated() {
            let quality = Self.quality(of: trace, speed: segments[index].speed, whole: whole)
            var found = spectrum.mutedPassages(segment: index, hops: trace.hops)
            curves.append(SoundCurve(trace, threshold: quality?.threshold, start: clip.start))
            let isShifted = paths[index].pitch != .none
            var elevated = quality.map { Self.elevated(trace, quality: $0, segment: index, spectrum: spectrum) } ?? []
            elevated.removeAll { passage in found.contains { Self.isEdge(passage, of: $0) } }
            // Bands that moved with the pitch hide what was added, and leave errors of their own.
            if isShifted { elevated.removeAll { $0.kind == .added || $0.strength == .weak } }
            let replaced = elevated.filter { $0.kind == .replaced }.joined(gap: Self.replacedGap)
            let unexplained = isShifted ? [] : spectrum.addedPassages(segment: index, hops: trace.hops)
            let added = elevated.filter { $0.kind == .added } + unexplained
            found += replaced
            found += added.joined(gap: SoundSpectrum.addedGap).filter { passage in
                !replaced.contains { $0.overlaps(passage) }
            }
            findings.append(Self.finding(trace, quality, found, spectrum))
            passages += found.sorted { $0.hops.lowerBound < $1.hops.lowerBound }
        }
        medianError = whole?.median
        self.findings = findings
        self.passages = passages
        self.curves = curves
    }

    /// The quality that decides for one segment; nothing where its sound cannot be judged.
    ///
    /// At another speed the sound has been stretched, perhaps with its pitch: it is judged by its own errors, and only where
    /// these are low enough to show that the stretching was undone.
    private static func quality(of trace: SoundTrace, speed: Double, whole: SoundQuality?) -> SoundQuality? {
        let own = SoundQuality(CollectionOfOne(trace))
        guard speed == 1 else { return own.flatMap { $0.median < SoundQuality.worst ? $0 : nil } }
        guard let whole, whole.isPoor else { return whole }
        return own.flatMap { $0.isPoor ? nil : $0 }
    }

    /// Whether a passage is no more than what windows hear on both sides of an edge of silence: like neither side. A muted passage begins and
    /// ends with a set of levels, up to one beside the edge, and a window reaches half its length over that.
    private static func isEdge(_ passage: SoundPassage, of muted: SoundPassage) -> Bool {
        let margin = SoundSamples.hopsPerLevel + edge
        return muted.hops.lowerBound - margin <= passage.hops.lowerBound
            && passage.hops.upperBound <= muted.hops.upperBound + margin
    }

    /// Passages whose error is above the clip's threshold for long enough.
    private static func elevated(
        _ trace: SoundTrace, quality: SoundQuality, segment: Int, spectrum: SoundSpectrum
    ) -> [SoundPassage] {
        let scores = zip(trace.errors, trace.weights).map { error, weight in
            (error - quality.threshold) * weight - (1 - weight) * pausePrice
        }
        return ScoredRun.find(in: scores, threshold: replacedEvidence, drop: replacedDrop).map { run in
            let first = trace.hops.lowerBound
            let hops =
                first + run.steps.lowerBound..<first + max(run.steps.upperBound - overshoot, run.steps.lowerBound + 1)
            let isCovered = isCovered(trace, run.steps, spectrum)
            return SoundPassage(
                segment: segment, hops: hops, kind: isCovered ? .added : .replaced,
                evidence: run.score / replacedEvidence)
        }
    }

    /// Whether the source is still heard under something: its bits are, and none of its bands is missing.
    private static func isCovered(_ trace: SoundTrace, _ steps: Range<Int>, _ spectrum: SoundSpectrum) -> Bool {
        // Windows at the ends of a passage hear both what is in it and what is around it.
        let core = steps.count > 4 * edge ? steps.lowerBound + edge..<steps.upperBound - edge : steps
        let first = trace.hops.lowerBound
        guard let error = trace.meanError(core), error < coveredError,
            let missing = spectrum.missing(in: first + core.lowerBound..<first + core.upperBound)
        else { return false }
        return missing < missingShare
    }

    private static func finding(
        _ trace: SoundTrace, _ quality: SoundQuality?, _ passages: [SoundPassage], _ spectrum: SoundSpectrum
    ) -> TrackFinding {
        if trace.hops.isEmpty { return .absent }
        if !passages.isEmpty { return .differs }
        if quality != nil, trace.comparedSeconds >= 0.5 { return .same }
        return spectrum.isSilent(in: trace.hops) ? .same : .notChecked
    }
}
