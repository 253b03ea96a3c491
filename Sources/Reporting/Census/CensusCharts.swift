import Census

/// Drawings of a census: bars with their numbers, so that nothing hangs on a colour.
enum CensusCharts {
    /// Bars of one drawing; what is rarer is in the table.
    private static let mostBars = 12
    private static let tables: [Census.Name] = [.relation, .edit, .detector, .platform, .country]

    static func all(of census: Census) -> [Drawing] {
        var drawings = tables.compactMap { name -> Drawing? in
            let table = census.table(name)
            guard table.rows.contains(where: { $0.value != nil }) else { return nil }
            return bars(of: table)
        }
        if census.growth.contains(where: { $0.new > 0 }) { drawings.append(growth(of: census)) }
        return drawings
    }

    /// Two bars a value: this period above the one before.
    private static func bars(of table: Census.Table) -> Drawing {
        let rows = table.rows.prefix(mostBars)
        let most = Double(max(rows.map { max($0.now, $0.before) }.max() ?? 1, 1))
        var content: [String] = []
        for (index, row) in rows.enumerated() {
            let y = Double(index) * 46
            content.append(SVG.text(0, y + 14, row.value?.printable ?? CensusWords.none(in: table), kind: "label"))
            content += bar(row.now, of: most, at: y + 20, height: 10, kind: "covered")
            content += bar(row.before, of: most, at: y + 32, height: 6, kind: "not-checked")
        }
        let words = rows.map { "\($0.value?.printable ?? CensusWords.none(in: table)): \($0.now), before \($0.before)" }
        return Drawing(
            name: "census-\(table.name.rawValue)", title: CensusWords.title(of: table),
            description: "Families in this period (thick bars) and in the one before (thin, dashed). "
                + words.joined(separator: "; ") + ".",
            height: Double(rows.count) * 46 + 4, content: content)
    }

    /// A bar up to nine tenths of the width, its number behind it.
    private static func bar(_ count: Int, of most: Double, at y: Double, height: Double, kind: String) -> [String] {
        let share = Double(count) / most * 0.9
        return [
            SVG.rectangle(0...share, y, height: height, kind: kind),
            SVG.text(share + 0.01, y + height, String(count), kind: "clock"),
        ]
    }

    private static func growth(of census: Census) -> Drawing {
        let steps = census.growth
        let most = Double(max(steps.map(\.new).max() ?? 1, 1))
        let depth = 120.0
        let width = 1 / Double(steps.count)
        // So many dates have room.
        let every = (steps.count + 7) / 8
        let content = steps.enumerated().flatMap { index, step -> [String] in
            let x = Double(index) * width
            let height = Double(step.new) / most * depth
            var shapes = [
                SVG.rectangle(x + width * 0.1...x + width * 0.9, 16 + depth - height, height: height, kind: "covered"),
                SVG.text(x + width / 2, 12 + depth - height, String(step.new), anchor: "middle", kind: "clock"),
            ]
            if index % every == 0 {
                shapes.append(
                    SVG.text(x + width / 2, depth + 32, step.from.description, anchor: "middle", kind: "clock"))
            }
            return shapes
        }
        return Drawing(
            name: "census-growth", title: "Families seen for the first time",
            description: steps.map { "From \($0.from): \($0.new)" }.joined(separator: "; ") + ".", height: depth + 40,
            content: [SVG.horizontal(16 + depth, kind: "axis")] + content)
    }
}
