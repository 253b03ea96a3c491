import Media

/// Elements of the drawings, which stand in the page and as files of their own.
///
/// Positions along time are percentages and heights pixels, so that a drawing fills any width and its text keeps its size. Shapes
/// that know no percentages are drawn in a nested element that is stretched.
enum SVG {
    /// Units across a stretched element.
    static let across = 1000.0

    static func number(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "0" }
        let hundredths = Int((value * 100).rounded())
        let (whole, part) = (hundredths.magnitude / 100, hundredths.magnitude % 100)
        let sign = hundredths < 0 ? "-" : ""
        if part == 0 { return "\(sign)\(whole)" }
        return "\(sign)\(whole).\(part % 10 == 0 ? "\(part / 10)" : part < 10 ? "0\(part)" : "\(part)")"
    }

    static func percent(_ share: Double) -> String { number(share * 100) + "%" }

    static func text(_ x: Double, _ y: Double, _ words: String, anchor: String = "start", kind: String = "") -> String {
        let kind = kind.isEmpty ? "" : " class=\"\(kind)\""
        return
            "<text x=\"\(percent(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\"\(kind)>\(HTML.escaped(words))</text>"
    }

    static func rectangle(_ x: ClosedRange<Double>, _ y: Double, height: Double, kind: String) -> String {
        "<rect x=\"\(percent(x.lowerBound))\" y=\"\(number(y))\" width=\"\(percent(x.upperBound - x.lowerBound))\" "
            + "height=\"\(number(height))\" class=\"\(kind)\"/>"
    }

    static func vertical(_ x: Double, _ y: ClosedRange<Double>, kind: String) -> String {
        "<line x1=\"\(percent(x))\" x2=\"\(percent(x))\" y1=\"\(number(y.lowerBound))\" y2=\"\(number(y.upperBound))\" "
            + "class=\"\(kind)\"/>"
    }

    static func horizontal(_ y: Double, kind: String) -> String {
        "<line x1=\"0\" x2=\"100%\" y1=\"\(number(y))\" y2=\"\(number(y))\" class=\"\(kind)\"/>"
    }

    /// Shapes whose x run from 0 to `across` and whose y are pixels from `y`.
    static func stretched(_ y: Double, height: Double, _ shapes: [String]) -> String {
        "<svg x=\"0\" y=\"\(number(y))\" width=\"100%\" height=\"\(number(height))\" "
            + "viewBox=\"0 0 \(number(across)) \(number(height))\" preserveAspectRatio=\"none\">"
            + shapes.joined() + "</svg>"
    }
}

/// A finished drawing.
struct Drawing {
    /// Stem of its file's name, and of the identifiers in it.
    let name: String
    let title: String
    /// What it shows, in words, for those who do not see it.
    let description: String
    let height: Double
    let content: [String]
    /// What a script has to know to show a time in it, by the names of attributes.
    var data: KeyValuePairs<String, String> = [:]

    /// As part of a page, whose style sheet it uses.
    var inline: String {
        """
        <svg class="drawing" role="img" aria-labelledby="\(name)-title \(name)-description" width="100%" \
        height="\(SVG.number(height))"\(data.map { " data-\($0)=\"\($1)\"" }.joined())>
        <title id="\(name)-title">\(HTML.escaped(title))</title>
        <desc id="\(name)-description">\(HTML.escaped(description))</desc>
        \(content.joined(separator: "\n"))
        </svg>
        """
    }

    /// As a file of its own.
    var file: String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" class="drawing" width="960" height="\(SVG.number(height + 40))" \
        font-family="system-ui, sans-serif" font-size="12">
        <title>\(HTML.escaped(title))</title>
        <desc>\(HTML.escaped(description))</desc>
        <style>\(PageStyle.colours)\(PageStyle.drawings)</style>
        <rect width="100%" height="100%" class="paper"/>
        <text x="16" y="22" class="strong">\(HTML.escaped(title))</text>
        <svg x="16" y="32" width="928" height="\(SVG.number(height))">
        \(content.joined(separator: "\n"))
        </svg>
        </svg>

        """
    }
}

/// A stretch of time laid along a drawing.
struct TimeAxis {
    let start: Double
    let end: Double

    /// Seconds; at least a tenth long.
    init(_ start: Double, _ end: Double) {
        self.start = start
        self.end = max(end, start + 0.1)
    }

    func share(_ seconds: Double) -> Double { min(max((seconds - start) / (end - start), 0), 1) }

    func shares(_ range: TimeRange) -> ClosedRange<Double> {
        share(range.start.seconds)...max(share(range.start.seconds), share(range.end.seconds))
    }

    /// At most seven round times.
    private var ticks: [Double] {
        let steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18_000]
        let step = steps.first { (end - start) / $0 <= 6 } ?? 36_000
        let first = (start / step).rounded(.up)
        return (0..<7).map { (first + Double($0)) * step }.filter { $0 <= end + 1e-9 }
    }

    /// Marks with their times under `y`.
    func marks(at y: Double) -> [String] {
        ticks.flatMap { tick in
            let x = share(tick)
            let anchor = x < 0.03 ? "start" : x > 0.97 ? "end" : "middle"
            return [
                SVG.vertical(x, y...y + 4, kind: "tick"),
                SVG.text(x, y + 16, Clock.text(MediaTime(seconds: tick)), anchor: anchor, kind: "clock"),
            ]
        }
    }
}
