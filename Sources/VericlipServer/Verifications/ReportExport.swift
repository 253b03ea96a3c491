internal import HTTPTypes
internal import Reporting

/// A form in which a report can be taken away.
enum ReportExport: String, CaseIterable {
    case html, json, csv
    case markdown = "md"

    var words: String {
        switch self {
        case .html: "HTML"
        case .json: "JSON"
        case .csv: "CSV"
        case .markdown: "Markdown"
        }
    }

    var mediaType: String {
        switch self {
        case .html: "text/html; charset=utf-8"
        case .json: "application/json"
        case .csv: "text/csv; charset=utf-8"
        case .markdown: "text/markdown; charset=utf-8"
        }
    }

    /// The format of the page as it is served, with ways to all others.
    static let page = "page"
    /// The format of the JSON that stands in the API's answer: on one line.
    static let compact = "ndjson"

    /// What is kept of a report.
    static func all(of report: Report, id: String) -> [String: [UInt8]] {
        var reports = Dictionary(
            uniqueKeysWithValues: allCases.map { export in
                (export.rawValue, Array(report.text(as: ReportFormat(rawValue: export.rawValue)!).utf8))
            })
        reports[compact] = Array(report.text(as: .ndjson).utf8)
        let links = allCases.map { (words: $0.words, address: "/v1/verifications/\(id)/report/\($0.rawValue)") }
        reports[page] = Array(
            report.page(links: [(words: "Check another clip", address: "/")] + links).utf8)
        return reports
    }
}
