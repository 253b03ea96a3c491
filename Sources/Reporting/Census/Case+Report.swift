public import Census
import Comparison
import Detection
import Matching
import Verification

extension Case {
    /// What a report says of a clip, without its name and without the words of others; nil where not even its bytes could be read.
    public init?(_ report: Report, subject: Subject, sightings: [Sighting]) {
        let verdict = report.verdict
        guard let sha256 = verdict.clip.sha256 else { return nil }
        var edits: [String] = []
        for difference in verdict.differences {
            let edit = "\(difference.track.rawValue) \(difference.kind.rawValue)"
            if !edits.contains(edit) { edits.append(edit) }
        }
        var records: [String] = []
        for segment in verdict.segments {
            let record = String(segment.recording.rawValue)
            if !records.contains(record) { records.append(record) }
        }
        self.init(
            checkedAt: report.checkedAt, clip: Clip(sha256: sha256, duration: verdict.clip.duration ?? 0),
            relation: verdict.relation.code, confidence: verdict.confidenceCode, reason: verdict.reasonCode,
            edits: edits.sorted(), records: records, detectors: verdict.detectors.map(Finding.init),
            declared: verdict.facts.compactMap(\.declaration), subject: subject, sightings: sightings)
    }
}

extension Case.Finding {
    fileprivate init(_ result: DetectorResult) {
        let isAsked = if case .doesNotApply = result.outcome { false } else { true }
        self.init(
            name: result.name, finding: isAsked ? DetectorLines.finding(of: result) : nil,
            reason: result.reason?.rawValue, isExperimental: result.isExperimental)
    }
}

extension FileFact {
    /// What the file declares of how it came about: a statement of synthesis counts, whoever makes it.
    fileprivate var declaration: String? {
        switch self {
        case .declaredSource(let source, _): source.rawValue
        case .syntheticLabel: "synthetic-label"
        default: nil
        }
    }
}
