import Media
import Verification

/// The report on one to three sheets of paper: the answer, the source, where the clip lies in it, two of the differences in pictures, what
/// the report does not say, and how to check it.
public struct PrintedPage {
    /// Of each kind, what has room on three sheets; the report's own page has all.
    private enum Most {
        static let findings = 18
        static let sources = 2
        static let drawings = 2
        static let exhibits = 2
        static let rows = 12
    }

    /// Stands where the address of the report's page goes: characters that no stranger's words keep (`printable`).
    private static let openAddress = "\u{E000}address\u{E001}"

    let page: Page

    init(_ report: Report) { page = Page(report) }

    /// A printed page under the address at which its report is served.
    /// - Parameter text: as `Report.printedPage` gives it.
    public static func text(_ text: [UInt8], at address: String) -> String {
        String(decoding: text, as: UTF8.self).replacing(openAddress, with: HTML.escaped(address))
    }

    var text: String {
        let verdict = page.report.verdict
        var main = [answer]
        if !verdict.sources.isEmpty {
            main.append(
                HTML.section("Signed source", id: "sources", verdict.sources.prefix(Most.sources).map(page.card)))
        }
        if !verdict.segments.isEmpty { main.append(timeline) }
        let shown = page.exhibits.prefix(Most.exhibits).flatMap(pictures)
        if !shown.isEmpty { main.append(HTML.section("Clip and original", id: "pictures", shown)) }
        let others =
            (verdict.contentCredentials.map { CredentialLines.lines(of: $0) } ?? []) + DetectorLines.lines(of: verdict)
        if !others.isEmpty {
            main.append(HTML.section("Besides", id: "besides", [HTML.list(others, kind: "findings")]))
        }
        let limits = Wording.limits(of: verdict)
        if !limits.isEmpty {
            main.append(HTML.section("What this does not say", id: "limits", [HTML.list(limits, kind: "limits")]))
        }
        return HTML.document(
            title: "Vericlip: \(verdict.clip.name)",
            header: "<p><strong>Vericlip</strong> report</p><p>Checked \(HTML.escaped(page.report.checkedAt))</p>",
            main: main + [check], footer: page.about, scripts: [], style: PageStyle.text + Self.style)
    }

    private var answer: String {
        let verdict = page.report.verdict
        let findings = Wording.findings(of: verdict)
        var content = page.headline
        content.append(HTML.list(Array(findings.prefix(Most.findings)), kind: "findings"))
        if findings.count > Most.findings {
            content.append(HTML.element("p", "\(findings.count - Most.findings) more stand on the report’s page."))
        }
        return "<section aria-label=\"Answer\">\n" + content.joined(separator: "\n") + "\n</section>"
    }

    private var timeline: String {
        let verdict = page.report.verdict
        return HTML.section(
            "Where the clip lies in the original", id: "timeline",
            page.measurements.timelines.prefix(Most.drawings).map(\.inline)
                + [Legend.timeline(), SegmentTable.html(verdict, most: Most.rows)])
    }

    /// The middle of what an exhibit shows.
    private func pictures(_ exhibit: ExhibitPictures) -> [String] {
        guard let moment = exhibit.moments.first(where: { $0.moment.place == .middle }) ?? exhibit.moments.first,
            moment.clip != nil || moment.original != nil
        else { return [] }
        let heading = exhibit.exhibit.difference.map {
            HTML.element("h3", Wording.sentence(of: page.report.verdict.differences[$0], in: page.report.verdict))
        }
        return [heading ?? "", page.views(moment)]
    }

    private var check: String {
        let address = Self.openAddress
        return HTML.section(
            "How to check this", id: "check",
            [
                "<p>The report, with everything in it, on the machine that made it: <a href=\"\(address)\">\(address)</a></p>",
                "<p>Take the evidence bundle from there, and with the clip itself run, offline:</p>",
                "<p><code>vericlip bundle verify REPORT.vericlip-evidence --policy POLICY CLIP</code></p>",
                HTML.element(
                    "p",
                    "It proves who signed the original, when, and that the clip is this one; that they compare as stated here you confirm "
                        + "with vericlip verify CLIP."),
            ])
    }

    private static let style = """
        @page { size: A4; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt system-ui, sans-serif; } }
        code { font-size: .9em; overflow-wrap: anywhere; }
        .views { max-width: 15cm; }

        """
}
