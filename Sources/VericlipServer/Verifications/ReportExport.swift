internal import HTTPTypes
internal import Reporting
internal import Verification

/// A form in which a report can be taken away.
enum ReportExport: String, CaseIterable {
    case html, json, csv
    case markdown = "md"
    case mediaReview = "mediareview"

    func name(in words: Words) -> String {
        switch self {
        case .html: "HTML"
        case .json: "JSON"
        case .csv: "CSV"
        case .markdown: "Markdown"
        case .mediaReview: words(.mediaReviewDraft)
        }
    }

    var mediaType: String {
        switch self {
        case .html: "text/html; charset=utf-8"
        case .json: "application/json"
        case .csv: "text/csv; charset=utf-8"
        case .markdown: "text/markdown; charset=utf-8"
        case .mediaReview: "application/ld+json"
        }
    }

    /// The format of the page as it is served in a language, with ways to all others. English has the name that it had alone.
    static func page(in language: Language) -> String {
        language == .english ? "page" : "page-\(language.rawValue)"
    }

    /// The format of the JSON that stands in the API's answer: on one line.
    static let compact = "ndjson"

    /// The format of the clip's fingerprint, of which small pictures are shown.
    static let fingerprint = "fingerprint"

    /// The format of the page that is printed, its own address left open.
    static let printed = "print"

    /// What is kept of a report.
    /// - Parameter hasClip: whether the clip itself was handed in, so that it can be played.
    static func all(of report: Report, id: String, hasClip: Bool) -> [String: [UInt8]] {
        let exports = allCases.filter { $0 != .mediaReview || report.hasMediaReview }
        var reports = Dictionary(
            uniqueKeysWithValues: exports.map { export in
                (export.rawValue, Array(report.text(as: ReportFormat(rawValue: export.rawValue)!).utf8))
            })
        reports[compact] = Array(report.text(as: .ndjson).utf8)
        reports[printed] = Array(report.printedPage.utf8)
        if hasClip { reports[fingerprint] = report.clipFingerprint }
        let (pages, pictures) = report.pages(in: Language.offered.map(Words.init)) { words in
            place(of: report, id: id, hasClip: hasClip, exports, in: words)
        }
        for (language, page) in zip(Language.offered, pages) { reports[self.page(in: language)] = Array(page.utf8) }
        for (name, bytes) in pictures { reports[picture(name)] = bytes }
        return reports
    }

    private static func place(
        of report: Report, id: String, hasClip: Bool, _ exports: [ReportExport], in words: Words
    ) -> ServedPlace {
        var links = [(words: words(.checkAnother), address: "/"), (words(.verifications), "/verifications")]
        links += exports.map { ($0.name(in: words), "/v1/verifications/\(id)/report/\($0.rawValue)") }
        links.append(("PDF", "/verifications/\(id)/pdf"))
        if !report.verdict.sources.isEmpty {
            links.append((words(.evidenceBundle), "/v1/verifications/\(id)/bundle"))
        }
        return ServedPlace(
            clip: hasClip ? "/v1/verifications/\(id)/clip" : nil,
            clipPictures: hasClip && report.clipFingerprint != nil ? "/v1/verifications/\(id)/pictures" : nil,
            pictures: ("/v1/records/", "/pictures"),
            exhibits: "/verifications/\(id)/pictures/", links: links)
    }

    /// The format of a picture in the page as it is served.
    static func picture(_ name: String) -> String { "picture/\(name)" }
}
