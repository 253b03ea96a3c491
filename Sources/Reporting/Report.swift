public import Verification

/// A verdict together with when and by what it was reached: report v1 (`docs/report-v1.md`).
public struct Report: Sendable {
    public static let schema = "vericlip.verification/1"

    public var verdict: Verdict
    /// ISO 8601 in UTC, to the second.
    public var checkedAt: String
    public var toolVersion: String
    /// Pictures for the page and for the folder of evidence; absent where none were asked for.
    public var evidence: Evidence?

    public init(verdict: Verdict, checkedAt: String, toolVersion: String, evidence: Evidence? = nil) {
        self.verdict = verdict
        self.checkedAt = checkedAt
        self.toolVersion = toolVersion
        self.evidence = evidence
    }

    /// The verdict in one sentence.
    public var headline: String { Wording.headline(of: verdict) }

    /// The report as a page, with ways to elsewhere in its head.
    public func page(links: [(words: String, address: String)]) -> String { Page(self, links: links).text }

    /// The report in a given format, ending in a newline.
    public func text(as format: ReportFormat) -> String {
        switch format {
        case .text: PlainText.text(of: self)
        case .json: json.indented + "\n"
        case .ndjson: json.compact + "\n"
        case .csv: CSV.header + CSV.row(of: self)
        case .markdown: Markdown.text(of: self)
        case .html: HTML.text(of: self)
        }
    }
}

/// How a report is written. Raw values as on the command line.
public enum ReportFormat: String, Sendable, CaseIterable {
    case text, json, ndjson, csv
    case markdown = "md"
    case html
}
