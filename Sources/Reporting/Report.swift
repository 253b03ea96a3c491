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
    /// The clip's fingerprint (docs/fingerprint-v1.md): a server shows its small pictures where a browser cannot play the clip. Absent
    /// where nobody will ask for them.
    public var clipFingerprint: [UInt8]?

    public init(verdict: Verdict, checkedAt: String, toolVersion: String, evidence: Evidence? = nil) {
        self.verdict = verdict
        self.checkedAt = checkedAt
        self.toolVersion = toolVersion
        self.evidence = evidence
    }

    /// Whether a draft of a MediaReview can be made of it.
    public var hasMediaReview: Bool { MediaReview(report: self).json != nil }

    /// The verdict in one sentence.
    public var headline: String { Wording.headline(of: verdict) }

    /// The report as pages of a server, and the pictures in them (PNG) by their names.
    /// - Parameters:
    ///   - languages: one page each.
    ///   - place: where it is served, with the words of the ways from there.
    public func pages(
        in languages: [Words], at place: (Words) -> ServedPlace
    ) -> (texts: [String], pictures: [String: [UInt8]]) {
        // Pictures are made once.
        var page = Page(self)
        let texts = languages.map { words in
            (page.words, page.place) = (words, place(words))
            return page.text
        }
        return (texts, page.pictures)
    }

    /// The report on a few sheets of paper, as HTML that needs nothing but itself; `PrintedPage.text` says where it is served.
    public var printedPage: String { PrintedPage(self).text }

    /// The report in a given format, ending in a newline.
    public func text(as format: ReportFormat) -> String {
        switch format {
        case .text: PlainText.text(of: self)
        case .json: json.indented + "\n"
        case .ndjson: json.compact + "\n"
        case .csv: CSV.header + CSV.row(of: self)
        case .markdown: Markdown.text(of: self)
        case .html: HTML.text(of: self)
        case .mediaReview: (MediaReview(report: self).json ?? .null).indented + "\n"
        }
    }
}

/// How a report is written. Raw values as on the command line.
public enum ReportFormat: String, Sendable, CaseIterable {
    case text, json, ndjson, csv
    case markdown = "md"
    case html
    /// A draft in JSON-LD; `null` where there is no signed source to go by.
    case mediaReview = "mediareview"
}
