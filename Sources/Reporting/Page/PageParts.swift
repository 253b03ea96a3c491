import Comparison
import Media
import Verification

/// The segments as a table: what the timeline shows, for those who do not see it.
enum SegmentTable {
    private static let columns: [Message] = [.clip, .original, .recordOf, .picture, .sound]

    /// - Parameter most: rows at most.
    static func html(_ verdict: Verdict, most: Int = .max, in words: Words = .english) -> String {
        let columns = columns.map { HTML.escaped(words($0)) }
        let head = columns.map { "<th scope=\"col\">\($0)</th>" }.joined()
        let covered = verdict.segments.map { segment in
            var cells = SegmentRow.cells(segment, in: words)
            let gaps = TimelineDrawing.gaps(in: [segment], of: verdict)
            if !gaps.isEmpty {
                let ranges = gaps.map(Clock.text).joined(separator: ", ")
                cells[3] = words(.partlyNotChecked, ["finding": cells[3], "ranges": ranges])
            }
            return (start: segment.clip.start.milliseconds, cells: cells)
        }
        let open = TimelineDrawing.withoutSource(verdict).map { range in
            (
                start: range.start.milliseconds,
                cells: [
                    Clock.text(range), words(.noSignedSourceShort), "–", words(.foundNotChecked),
                    words(.foundNotChecked),
                ]
            )
        }
        let all = (covered + open).sorted { $0.start < $1.start }
        let rows = all.prefix(most).map { row in
            let cells = zip(columns, row.cells).enumerated().map { index, cell in
                index == 0
                    ? "<th scope=\"row\" data-label=\"\(cell.0)\">\(HTML.escaped(cell.1))</th>"
                    : "<td data-label=\"\(cell.0)\">\(HTML.escaped(cell.1))</td>"
            }
            return "<tr>" + cells.joined() + "</tr>\n"
        }
        let left = all.count - rows.count
        return "<table class=\"stack\">\n<thead><tr>\(head)</tr></thead>\n<tbody>\n\(rows.joined())</tbody>\n</table>"
            + (left > 0 ? HTML.element("p", words(.moreOnPage, left), kind: "note") : "")
    }
}

/// What the signs in a drawing mean.
enum Legend {
    static func timeline(in words: Words = .english) -> String {
        items([
            (swatch("same"), words(.legendSame)), (swatch("not-checked"), words(.foundNotChecked)),
            (swatch("same") + "<rect x=\"1\" y=\"9\" width=\"30\" height=\"6\" class=\"gap\"/>", words(.legendPartly)),
            (swatch("absent"), words(.foundAbsent)), (swatch("no-source"), words(.noSignedSourceShort)),
            (
                "<rect x=\"2\" y=\"2\" width=\"28\" height=\"12\" class=\"difference\"/>"
                    + "<circle cx=\"16\" cy=\"8\" r=\"7\" class=\"badge\"/>"
                    + "<line x1=\"2\" x2=\"2\" y1=\"0\" y2=\"16\" class=\"edge\"/>"
                    + "<line x1=\"30\" x2=\"30\" y1=\"0\" y2=\"16\" class=\"edge\"/>",
                words(.legendDifference)
            ),
        ])
    }

    /// The lines of a plot; nothing where there is one alone.
    static func lines(_ lines: [(label: String, kind: String)]) -> String {
        lines.isEmpty
            ? ""
            : items(
                lines.map { ("<path d=\"M0 8H32\" class=\"curve \($0.kind)\"/>", $0.label) })
    }

    private static func swatch(_ kind: String) -> String {
        "<rect x=\"1\" y=\"1\" width=\"30\" height=\"14\" class=\"finding \(kind)\"/>"
    }

    private static func items(_ items: [(sign: String, words: String)]) -> String {
        "<ul class=\"legend\">\n"
            + items.map {
                "<li><svg class=\"drawing\" width=\"32\" height=\"16\" aria-hidden=\"true\">\($0.sign)</svg>"
                    + "\(HTML.escaped($0.words))</li>\n"
            }.joined() + "</ul>\n"
    }
}

/// Questions that footage does not answer.
enum Checklist {
    struct Item {
        let heading: String
        let question: String
    }

    static func items(for verdict: Verdict, in words: Words) -> [Item] {
        let source = verdict.segments.isEmpty ? nil : verdict.sources.first
        func question(_ message: Message, stated: String?) -> String {
            words(message) + (stated.map { " " + words(.recordStates, ["what": $0.printable]) } ?? "")
        }
        return [
            Item(heading: words(.date), question: question(.dateQuestion, stated: source?.recordedAt)),
            Item(heading: words(.place), question: question(.placeQuestion, stated: source?.place)),
            Item(heading: words(.context), question: words(source == nil ? .contextLonger : .contextWatch)),
            Item(heading: words(.person), question: words(.personQuestion)),
            Item(heading: words(.motivation), question: words(.motivationQuestion)),
        ]
    }
}
