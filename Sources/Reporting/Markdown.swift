import Comparison
import Media
import Verification

/// A report as Markdown (CommonMark, with a table).
enum Markdown {
    static func text(of report: Report) -> String {
        let verdict = report.verdict
        var blocks = ["## \(escaped(Wording.headline(of: verdict)))"]
        if let caution = Wording.caution(of: verdict) { blocks.append("**\(escaped(caution))**") }
        blocks.append("Clip: \(escaped(verdict.clip.name))")
        blocks.append(list(Wording.findings(of: verdict)))
        if !verdict.segments.isEmpty { blocks.append(table(verdict.segments)) }
        for source in verdict.sources {
            blocks.append("### Signed source: \(escaped(SourceCard.title(of: source)))")
            blocks.append(list(SourceCard.lines(of: source)))
        }
        if !verdict.adjustments.isEmpty {
            blocks.append("Adjustments: \(verdict.adjustments.map(\.rawValue).joined(separator: ", "))")
        }
        let credentials = verdict.contentCredentials.map { CredentialLines.lines(of: $0) } ?? []
        if !credentials.isEmpty { blocks += ["### \(CredentialLines.title)", list(credentials)] }
        let facts = FactLines.lines(of: verdict)
        if !facts.isEmpty { blocks += ["### \(FactLines.title)", list(facts)] }
        let detectors = DetectorLines.lines(of: verdict)
        if !detectors.isEmpty { blocks += ["### \(DetectorLines.title)", list(detectors)] }
        let people = PersonLines.lines(of: verdict)
        if !people.isEmpty { blocks += ["### \(PersonLines.title)", list(people)] }
        let limits = Wording.limits(of: verdict)
        if !limits.isEmpty { blocks += ["### Limits", list(limits)] }
        blocks.append("Checked \(report.checkedAt) with vericlip \(report.toolVersion).")
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private static func list(_ lines: [String]) -> String {
        lines.map { "- \(escaped($0))" }.joined(separator: "\n")
    }

    private static func table(_ segments: [VerifiedSegment]) -> String {
        let rows = segments.map { "| " + SegmentRow.cells($0).joined(separator: " | ") + " |" }
        return (["| Clip | Original | Record | Picture | Sound |", "|---|---|---|---|---|"] + rows)
            .joined(separator: "\n")
    }

    /// Without control characters, and with what Markdown or embedded HTML would act on escaped.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text.printable {
            if "\\`*_[]<>|#&~".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
