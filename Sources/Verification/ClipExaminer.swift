public import ClipAnalysis
public import Detection
import Media

/// Has detectors examine what no signed source covers, after the relation is known.
public struct ClipExaminer: Sendable {
    private let analyzer: ClipAnalyzer

    public init(analyzer: ClipAnalyzer) {
        self.analyzer = analyzer
    }

    /// What each detector finds in a clip, or why it finds nothing. Empty where the clip could not be assessed.
    ///
    /// - Parameters:
    ///   - path: the clip's file.
    ///   - judges: the networks that are asked about faces.
    ///   - withExperimental: asks those too whose measured figures do not suffice; they never find signs.
    public func results(
        for verdict: Verdict, ofFile path: String, judges: [FaceJudge] = [.face], withExperimental: Bool = false
    ) async -> [DetectorResult] {
        guard let ranges = verdict.stretchesWithoutSource else { return [] }
        var results: [DetectorResult] = []
        for judge in judges {
            results.append(
                await faces(of: verdict, in: ranges, path: path, by: judge, withExperimental: withExperimental))
        }
        return results
    }

    private func faces(
        of verdict: Verdict, in ranges: [Range<Int>], path: String, by judge: FaceJudge, withExperimental: Bool
    ) async -> DetectorResult {
        let model = judge.model
        func none(_ reason: DetectorReason) -> DetectorResult {
            DetectorResult(of: model, outcome: .doesNotApply(reason))
        }
        if ranges.isEmpty { return none(.coveredBySource) }
        if verdict.clip.description?.video == nil { return none(.unsupported) }
        if model.isExperimental, !withExperimental { return none(.experimental) }
        let times = FaceLimits.times(in: ranges)
        guard let judging = try? await analyzer.judgedFaces(path: path, times: times, by: judge) else {
            return none(.unusable)
        }
        return switch judging {
        case .done(let seen): FaceSignal.result(seen, in: ranges.map(TimeRange.init(milliseconds:)), by: model)
        case .missing: none(.notInstalled)
        case .altered, .unusable: none(.unusable)
        }
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
