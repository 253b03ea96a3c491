import Census

/// A census as text, and as Markdown.
enum CensusText {
    static func text(of report: CensusReport) -> String {
        let census = report.census
        var lines = ["Census \(CensusWords.period(census.period)) (\(Wording.count(census.period.days, "day")))"]
        lines += table([["", "this period", "the one before", "change"]] + head(of: census))
        lines.append("First seen up to \(census.period.through): \(families(census.everSeen)).")
        for table in census.tables where !table.rows.isEmpty {
            lines += ["", CensusWords.title(of: table)]
            lines += self.table(table.rows.map { cells($0, in: table) })
        }
        lines += ["", "Method"] + CensusWords.method(of: census).map { "  \($0)" }
        lines += ["", "Counted \(report.countedAt) with vericlip \(report.toolVersion)."]
        return lines.joined(separator: "\n") + "\n"
    }

    static func markdown(of report: CensusReport) -> String {
        let census = report.census
        func table(_ title: String, _ rows: [[String]]) -> String {
            ([[title, "This period", "The one before", "Change"], ["---", "---:", "---:", "---:"]] + rows)
                .map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
        }
        var blocks = ["## Census \(CensusWords.period(census.period))", table("", head(of: census))]
        blocks.append("First seen up to \(census.period.through): \(families(census.everSeen)).")
        for part in census.tables where !part.rows.isEmpty {
            blocks.append(
                table(
                    CensusWords.title(of: part),
                    part.rows.map { row in
                        let cells = self.cells(row, in: part)
                        return [Markdown.escaped(cells[0])] + cells.dropFirst()
                    }))
        }
        blocks += [
            "### Method", CensusWords.method(of: census).map { "- \(Markdown.escaped($0))" }.joined(separator: "\n"),
        ]
        blocks.append("Counted \(report.countedAt) with vericlip \(report.toolVersion).")
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private static func families(_ count: Int) -> String { "\(count) famil\(count == 1 ? "y" : "ies")" }

    private static func head(of census: Census) -> [[String]] {
        CensusWords.figures(of: census).map {
            [$0.name, String($0.now), String($0.before), CensusWords.growth($0.now, $0.before)]
        }
    }

    static func cells(_ row: Census.Row, in table: Census.Table) -> [String] {
        [
            row.value?.printable ?? CensusWords.none(in: table), String(row.now), String(row.before),
            CensusWords.growth(row.now, row.before),
        ]
    }

    /// Columns padded to a common width; numbers to the right.
    private static func table(_ rows: [[String]]) -> [String] {
        guard let first = rows.first else { return [] }
        let widths = first.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).enumerated().map { column, cell in
                let space = String(repeating: " ", count: cell.1 - cell.0.count)
                return column == 0 ? cell.0 + space : space + cell.0
            }
            return "  " + cells.joined(separator: "  ")
        }
    }
}
