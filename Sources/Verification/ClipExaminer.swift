public import ClipAnalysis
public import Detection
public import Media

/// Has detectors examine what no signed source covers, after the relation is known.
public struct ClipExaminer: Sendable {
    private let analyzer: ClipAnalyzer

    public init(analyzer: ClipAnalyzer) {
        self.analyzer = analyzer
    }

    /// What each detector finds in a clip, or why it finds nothing, and last what the project's own say together, where one judged it. Empty
    /// where the clip could not be assessed.
    ///
    /// - Parameters:
    ///   - path: the clip's file.
    ///   - withExperimental: asks those too whose measured figures do not suffice; they never find signs.
    public func results(
        for verdict: Verdict, ofFile path: String, detectors: [ClipDetector] = ClipDetector.own,
        withExperimental: Bool = false
    ) async -> [DetectorResult] {
        guard let ranges = verdict.stretchesWithoutSource else { return [] }
        var results: [DetectorResult] = []
        for detector in detectors {
            let media = verdict.clip.description
            if ranges.isEmpty {
                results.append(Self.none(detector, .coveredBySource))
            } else if detector.card.isExperimental, !withExperimental, Self.suits(media, detector) {
                results.append(Self.none(detector, .experimental))
            } else {
                results.append(await result(of: detector, in: ranges, ofFile: path, described: media))
            }
        }
        if let together = SignalFusion.result(of: results) { results.append(together) }
        return results
    }

    /// Whether a clip has what a detector needs.
    private static func suits(_ media: MediaDescription?, _ detector: ClipDetector) -> Bool {
        switch detector {
        case .faces: media?.video != nil
        case .lipsAndSound: media?.video != nil && media?.audio != nil
        }
    }

    /// What one detector finds in some stretches of a clip, in milliseconds, or why it finds nothing.
    public func result(
        of detector: ClipDetector, in ranges: [Range<Int>], ofFile path: String, described media: MediaDescription?
    ) async -> DetectorResult {
        guard Self.suits(media, detector) else { return Self.none(detector, .unsupported) }
        return switch detector {
        case .faces(let judge): await faces(in: ranges, path: path, by: judge)
        case .lipsAndSound: await lips(in: ranges, path: path)
        }
    }

    private static func none(_ detector: ClipDetector, _ reason: DetectorReason) -> DetectorResult {
        DetectorResult(of: detector.card, outcome: .doesNotApply(reason))
    }

    private func faces(in ranges: [Range<Int>], path: String, by judge: FaceJudge) async -> DetectorResult {
        let times = FaceLimits.times(in: ranges)
        guard let judging = try? await analyzer.judgedFaces(path: path, times: times, by: judge) else {
            return Self.none(.faces(judge), .unusable)
        }
        return switch judging {
        case .done(let seen): FaceSignal.result(seen, in: ranges.map(TimeRange.init(milliseconds:)), by: judge.model)
        case .missing: Self.none(.faces(judge), .notInstalled)
        case .altered, .unusable: Self.none(.faces(judge), .unusable)
        }
    }

    private func lips(in ranges: [Range<Int>], path: String) async -> DetectorResult {
        let stretches = LipLimits.stretches(in: ranges)
        // Too short to be compared: what would be seen in it are too few frames.
        guard !stretches.isEmpty else {
            return DetectorResult(
                of: LipModel.card, outcome: .cannotAssess(.tooFewFrames),
                ranges: ranges.map(TimeRange.init(milliseconds:)), isAsked: true)
        }
        guard let (search, seen) = try? await analyzer.lips(path: path, stretches: stretches) else {
            return Self.none(.lipsAndSound, .unusable)
        }
        if let seen { return LipSignal.result(seen, in: stretches.map(TimeRange.init(milliseconds:))) }
        if case .missing = search { return Self.none(.lipsAndSound, .notInstalled) }
        return Self.none(.lipsAndSound, .unusable)
    }
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
