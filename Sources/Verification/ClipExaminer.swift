public import ClipAnalysis
public import Detection
public import Media

/// Has what no signed source covers examined, after the relation is known: by detectors, and against what is known of people. Whatever is
/// asked about a clip is answered by one child in one decoding.
public struct ClipExaminer: Sendable {
    private let analyzer: ClipAnalyzer
    private let detectors: [ClipDetector]
    private let withExperimental: Bool
    private let people: [PersonReferences]

    /// - Parameters:
    ///   - withExperimental: asks those detectors too whose measured figures do not suffice; they never find signs.
    ///   - people: with whose signed recordings faces and voices are compared.
    public init(
        analyzer: ClipAnalyzer, detectors: [ClipDetector] = ClipDetector.own, withExperimental: Bool = false,
        people: [PersonReferences] = []
    ) {
        self.analyzer = analyzer
        self.detectors = detectors
        self.withExperimental = withExperimental
        self.people = people
    }

    /// The verdict with what is found: what each detector finds or why it finds nothing, and last what the project's own say together, where
    /// one judged the clip; and of each person a face and a voice. Nothing where the clip could not be assessed.
    ///
    /// - Parameter path: the clip's file.
    public func examined(_ verdict: Verdict, ofFile path: String) async -> Verdict {
        guard let ranges = verdict.stretchesWithoutSource else { return verdict }
        var verdict = verdict
        let media = verdict.clip.description
        if ranges.isEmpty {
            verdict.detectors = detectors.map { $0.result(.doesNotApply(.coveredBySource)) }
            verdict.people = people.flatMap { PersonResult.both(of: $0, .coveredBySource) }
        } else {
            let asked = detectors.filter { withExperimental || !$0.card.isExperimental || !$0.suits(media) }
            let seen = await seen(by: asked, in: ranges, ofFile: path, described: media)
            verdict.detectors = detectors.map { detector in
                asked.contains(detector) ? seen.result(of: detector) : detector.result(.doesNotApply(.experimental))
            }
            verdict.people = people.flatMap(seen.results)
        }
        if let together = SignalFusion.result(of: verdict.detectors) { verdict.detectors.append(together) }
        return verdict
    }

    /// What each detector finds in some stretches of a clip, in milliseconds, or why it finds nothing, in their order.
    public func results(
        in ranges: [Range<Int>], ofFile path: String, described media: MediaDescription?
    ) async -> [DetectorResult] {
        let seen = await seen(by: detectors, in: ranges, ofFile: path, described: media)
        return detectors.map(seen.result)
    }

    private func seen(
        by detectors: [ClipDetector], in ranges: [Range<Int>], ofFile path: String, described media: MediaDescription?
    ) async -> SeenClip {
        let judges = detectors.compactMap(\.judge)
        let plan = ExaminationPlan(
            of: ranges, faces: media?.video != nil && !(judges.isEmpty && people.isEmpty),
            lips: detectors.contains(.lipsAndSound) && ClipDetector.lipsAndSound.suits(media),
            voices: media?.audio != nil && !people.isEmpty)
        return SeenClip(
            ranges: ranges, media: media, plan: plan, judges: judges,
            examination: try? await analyzer.examination(
                path: path, plan: plan, judges: judges, tellsPeople: !people.isEmpty))
    }

    /// The faces and voices in some stretches of a clip, in milliseconds, in numbers that tell people apart.
    public static func people(
        in ranges: [Range<Int>], ofFile path: String, described media: MediaDescription?, analyzer: ClipAnalyzer
    ) async -> (face: Result<FaceExamination, PersonObstacle>, voice: Result<VoiceExamination, PersonObstacle>) {
        let plan = ExaminationPlan(of: ranges, faces: media?.video != nil, lips: false, voices: media?.audio != nil)
        let seen = SeenClip(
            ranges: ranges, media: media, plan: plan, judges: [],
            examination: try? await analyzer.examination(path: path, plan: plan, tellsPeople: true))
        return (seen.face, seen.voice)
    }
}

extension ClipDetector {
    /// Whether a clip has what a detector needs.
    func suits(_ media: MediaDescription?) -> Bool {
        switch self {
        case .faces: media?.video != nil
        case .lipsAndSound: media?.video != nil && media?.audio != nil
        }
    }

    fileprivate var judge: FaceJudge? { if case .faces(let judge) = self { judge } else { nil } }

    func result(_ outcome: DetectorResult.Outcome) -> DetectorResult { DetectorResult(of: card, outcome: outcome) }
}

extension Verdict {
    /// Milliseconds. A shorter stretch is no basis for a finding, and the time map itself is that exact only.
    private static let shortest = 2000

    /// Whether a signed source covers all of the clip but what is too short for a finding.
    public var isCoveredBySource: Bool { stretchesWithoutSource == [] }

    /// Stretches of the clip that no signed source covers; nil where the clip was not assessed.
    var stretchesWithoutSource: [Range<Int>]? {
        switch relation {
        case .cannotAssess: return nil
        case .same, .edited, .changed: return []
        case .noSource: return clip.duration.map { [0..<$0] } ?? []
        case .mixed: break
        }
        var stretches: [Range<Int>] = []
        var end = 0
        for segment in segments {
            stretches.append(end..<max(end, segment.clip.start.milliseconds))
            end = max(end, segment.clip.end.milliseconds)
        }
        stretches.append(end..<max(end, clip.duration ?? end))
        return stretches.filter { $0.count >= Self.shortest }
    }
}
