import Census

/// A census as one page that opens offline: figures, drawings with their tables, and the method.
enum CensusPage {
    static func text(of report: CensusReport) -> String {
        let census = report.census
        let charts = Dictionary(uniqueKeysWithValues: CensusCharts.all(of: census).map { ($0.name, $0) })
        func drawing(_ name: String) -> [String] { charts["census-\(name)"].map { [$0.inline] } ?? [] }
        var main = [
            "<section aria-label=\"Answer\">\n"
                + HTML.element(
                    "p", "Census of kept cases, \(Wording.count(census.period.days, "day"))", kind: "eyebrow")
                + HTML.element("h1", CensusWords.period(census.period))
                + table(
                    "",
                    CensusWords.figures(of: census).map {
                        [$0.name, String($0.now), String($0.before), CensusWords.growth($0.now, $0.before)]
                    })
                + HTML.element(
                    "p", "First seen up to \(census.period.through): \(census.everSeen) families.", kind: "note")
                + "\n</section>"
        ]
        if !drawing("growth").isEmpty {
            main.append(HTML.section("Families seen for the first time", id: "growth", drawing("growth")))
        }
        main += census.tables.filter { !$0.rows.isEmpty }.map { part in
            HTML.section(
                CensusWords.title(of: part), id: part.name.rawValue,
                drawing(part.name.rawValue) + [
                    table(CensusWords.title(of: part), part.rows.map { CensusText.cells($0, in: part) })
                ])
        }
        main.append(HTML.section("Method", id: "method", [HTML.list(CensusWords.method(of: census), kind: "limits")]))
        return HTML.document(
            title: "Vericlip: census \(CensusWords.period(census.period))",
            header: "<p><strong>Vericlip</strong> census</p><p>Counted \(HTML.escaped(report.countedAt))</p>",
            main: main,
            footer: HTML.element(
                "p",
                "Counted with Vericlip \(report.toolVersion). This page loads nothing and sends nothing. It is not signed.",
                kind: "note"),
            scripts: [])
    }

    private static func table(_ title: String, _ rows: [[String]]) -> String {
        let heads = [title.isEmpty ? "Count" : title, "This period", "The one before", "Change"]
        func row(_ cells: [String]) -> String {
            "<tr><th scope=\"row\">\(HTML.escaped(cells[0]))</th>"
                + zip(heads, cells).dropFirst().map { head, cell in
                    "<td data-label=\"\(HTML.escaped(head))\">\(HTML.escaped(cell))</td>"
                }.joined() + "</tr>"
        }
        return "<div class=\"scroll\"><table class=\"stack\">\n<thead><tr>"
            + heads.map { "<th scope=\"col\">\(HTML.escaped($0))</th>" }.joined() + "</tr></thead>\n<tbody>\n"
            + rows.map(row).joined(separator: "\n") + "\n</tbody></table></div>"
    }
}
