import Fingerprinting
import Matching
import Media

/// The sound of a clip against its recording, as differences and findings, whichever of the two has sound.
struct SoundFindings {
    let findings: [TrackFinding]
    let differences: [Difference]
    let adjustments: Set<Adjustment>
    /// Empty where one of the two has no sound.
    let curves: [SoundCurve]

    /// Median bit error above which the sound has been coded with loss again: cutting between hops alone causes up to .13.
    private static let recompressedError: Float = 0.15
    /// Seconds of audible sound over a source without any that count as added.
    private static let leastAdded = 0.5

    init(query: Fingerprint, reference: Fingerprint, alignment: Alignment) throws(FingerprintError) {
        let segments = alignment.segments
        switch (query.sound, reference.sound) {
        case (nil, nil):
            self.init(findings: segments.map { _ in .absent }, differences: [], adjustments: [])
        case (nil, _?):
            self.init(findings: segments.map { _ in .absent }, differences: [], adjustments: [.soundRemoved])
        case (let clip?, nil):
            self.init(added: try clip.samples(), to: alignment)
        case (let clip?, let source?):
            let clip = try clip.samples()
            self.init(
                SoundComparison(clip: clip, source: try source.samples(), segments: segments), clip: clip, alignment)
        }
    }

    private init(
        findings: [TrackFinding], differences: [Difference], adjustments: Set<Adjustment>, curves: [SoundCurve] = []
    ) {
        self.findings = findings
        self.differences = differences
        self.adjustments = adjustments
        self.curves = curves
    }

    private init(_ comparison: SoundComparison, clip: SoundSamples, _ alignment: Alignment) {
        let differences = comparison.passages.map { passage in
            let segment = alignment.segments[passage.segment]
            func time(_ hop: Int) -> MediaTime {
                // A hop stands for the eight milliseconds on each side of its centre.
                let time = MediaTime(milliseconds: clip.start + hop * SoundSamples.hop - SoundSamples.hop / 2)
                return min(max(time, segment.clip.start), segment.clip.end)
            }
            func source(_ time: MediaTime) -> MediaTime {
                let mapped = segment.source.start.seconds + (time.seconds - segment.clip.start.seconds) * segment.speed
                return MediaTime(milliseconds: MediaTime(seconds: mapped).milliseconds)
            }
            let range = TimeRange(start: time(passage.hops.lowerBound), end: time(passage.hops.upperBound))
            return Difference(
                track: .sound, kind: passage.kind, clip: range,
                source: TimeRange(start: source(range.start), end: source(range.end)),
                recording: alignment.recording, strength: passage.strength)
        }
        var adjustments: Set<Adjustment> = []
        if comparison.passages.contains(where: { $0.kind == .muted }) { adjustments.insert(.muted) }
        if comparison.passages.contains(where: { $0.kind == .added }) { adjustments.insert(.soundAdded) }
        if let error = comparison.medianError, error > Self.recompressedError, error < SoundQuality.worst {
            adjustments.insert(.recompressed)
        }
        self.init(
            findings: comparison.findings, differences: differences, adjustments: adjustments,
            curves: comparison.curves)
    }

    /// Sound over a recording that has none.
    private init(added clip: SoundSamples, to alignment: Alignment) {
        let levels = SoundLevels(clip)
        let isAdded = alignment.segments.map { segment in
            let sets =
                segment.clip.start.milliseconds / SoundLevels.interval..<max(
                    segment.clip.end.milliseconds, segment.clip.start.milliseconds) / SoundLevels.interval + 1
            let audible = sets.clamped(to: 0..<levels.count).count { levels.loudness[$0] > SoundLevels.audible }
            return Double(audible * SoundLevels.interval) / 1000 >= Self.leastAdded
        }
        self.init(
            findings: isAdded.map { $0 ? .differs : .absent },
            differences: zip(alignment.segments, isAdded).compactMap { segment, isAdded in
                guard isAdded else { return nil }
                return Difference(
                    track: .sound, kind: .added, clip: segment.clip, source: nil, recording: alignment.recording,
                    strength: .strong)
            },
            adjustments: isAdded.contains(true) ? [.soundAdded] : [])
    }
}
