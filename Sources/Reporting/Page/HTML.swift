import Comparison
import Media
import Verification

/// A report as one HTML page without scripts, images or addresses elsewhere.
enum HTML {
    static func text(of report: Report) -> String {
        let verdict = report.verdict
        var body = [element("h1", Wording.headline(of: verdict))]
        if let caution = Wording.caution(of: verdict) { body.append("<p class=\"caution\">\(escaped(caution))</p>") }
        body.append(element("p", "Clip: \(verdict.clip.name)"))
        body += section("Findings", list(Wording.findings(of: verdict)))
        if !verdict.segments.isEmpty { body += section("Segments", table(verdict.segments)) }
        for source in verdict.sources {
            body += section("Signed source: \(SourceCard.title(of: source))", list(SourceCard.lines(of: source)))
        }
        if !verdict.adjustments.isEmpty {
            body += section("Adjustments", list(verdict.adjustments.map(\.rawValue)))
        }
        let limits = Wording.limits(of: verdict)
        if !limits.isEmpty { body += section("Limits", list(limits)) }
        body.append(element("footer", "Checked \(report.checkedAt) with vericlip \(report.toolVersion)."))
        return page(title: "Vericlip: \(verdict.clip.name)", body: body)
    }

    private static func page(title: String, body: [String]) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>\(escaped(title))</title>
        <style>
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
        table { border-collapse: collapse; }
        th, td { text-align: left; padding: .2rem 1rem .2rem 0; border-bottom: 1px solid; }
        .caution { font-weight: bold; }
        </style>
        </head>
        <body>
        <main>
        \(body.joined(separator: "\n"))
        </main>
        </body>
        </html>

        """
    }

    private static func section(_ title: String, _ content: String) -> [String] {
        ["<section>", element("h2", title), content, "</section>"]
    }

    private static func list(_ lines: [String]) -> String {
        "<ul>\n" + lines.map { element("li", $0) + "\n" }.joined() + "</ul>"
    }

    private static func table(_ segments: [VerifiedSegment]) -> String {
        let head = ["Clip", "Original", "Record", "Picture", "Sound"].map { "<th scope=\"col\">\($0)</th>" }.joined()
        let rows = segments.map { "<tr>" + SegmentRow.cells($0).map { element("td", $0) }.joined() + "</tr>\n" }
        return "<table>\n<thead><tr>\(head)</tr></thead>\n<tbody>\n\(rows.joined())</tbody>\n</table>"
    }

    private static func element(_ name: String, _ text: String) -> String { "<\(name)>\(escaped(text))</\(name)>" }

    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text.printable {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.append(character)
            }
        }
        return result
    }
}
