import Media

/// Values against the clip's clock, with the thresholds that decide.
struct CurvePlot {
    struct Series {
        let label: String
        /// Style of the line: `first` is solid, `second` dashed, so that they differ in more than colour.
        let kind: String
        /// Seconds and value; nothing where there is no value.
        let points: [(time: Double, value: Double?)]
    }

    struct Threshold {
        let label: String
        let kind: String
        let value: Double
    }

    /// Pixels.
    private static let top = 22.0
    private static let depth = 120.0
    /// Points of one line; more cannot be told apart on a page.
    private static let mostPoints = 800
    /// A line is broken where nothing follows for this many times its usual step.
    private static let gap = 3.0

    let drawing: Drawing

    /// - Parameter marks: numbered stretches of the clip that differ.
    init(
        name: String, title: String, description: String, axis: TimeAxis, series: [Series], thresholds: [Threshold],
        marks: [(number: Int, range: TimeRange)]
    ) {
        let values = series.flatMap { $0.points.compactMap(\.value) }.filter(\.isFinite)
        let most = Self.ceiling(max(values.max() ?? 0, (thresholds.map(\.value).max() ?? 0) * 1.15, 1e-3))
        let least = min(values.min() ?? 0, 0)
        func height(_ value: Double) -> Double { Self.depth * (1 - (value - least) / (most - least)) }

        var content: [String] = marks.flatMap { mark -> [String] in
            let x = axis.shares(mark.range)
            return [
                SVG.rectangle(x, Self.top, height: Self.depth, kind: "band"),
                SVG.text(
                    (x.lowerBound + x.upperBound) / 2, Self.top - 8, String(mark.number), anchor: "middle",
                    kind: "strong"),
            ]
        }
        content.append(SVG.horizontal(Self.top, kind: "grid"))
        content.append(SVG.horizontal(Self.top + height(0), kind: "axis"))
        content += thresholds.map { SVG.horizontal(Self.top + height($0.value), kind: "threshold \($0.kind)") }
        content.append(
            SVG.stretched(
                Self.top, height: Self.depth,
                series.map { series in
                    let path = Self.path(Self.thinned(series.points)) {
                        axis.share($0) * SVG.across
                    } y: {
                        height($0)
                    }
                    return "<path class=\"curve \(series.kind)\" d=\"\(path)\"/>"
                }))
        content += thresholds.map {
            SVG.text(
                1, Self.top + height($0.value) - 4, "\($0.label) \(SVG.number($0.value))", anchor: "end", kind: "note")
        }
        content.append(SVG.text(0, Self.top - 8, SVG.number(most), kind: "note"))
        content += axis.marks(at: Self.top + Self.depth)
        drawing = Drawing(
            name: name, title: title, description: description, height: Self.top + Self.depth + 24, content: content)
    }

    /// The round number, of those a scale has, that is not below a value.
    private static func ceiling(_ value: Double) -> Double {
        let steps = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
        var unit = 1e-3
        while unit < 1e9, unit * 10 < value { unit *= 10 }
        return (steps.first { $0 * unit >= value } ?? 10) * unit
    }

    /// At most `mostPoints`: the greatest value of each stretch, since what passes a threshold must be seen to do so.
    static func thinned(_ points: [(time: Double, value: Double?)]) -> [(time: Double, value: Double?)] {
        let count = (points.count + mostPoints - 1) / mostPoints
        guard count > 1 else { return points }
        return stride(from: 0, to: points.count, by: count).map { start in
            let part = points[start..<min(start + count, points.count)]
            return part.max { ($0.value ?? -.infinity) < ($1.value ?? -.infinity) } ?? part[start]
        }
    }

    private static func path(
        _ points: [(time: Double, value: Double?)], x: (Double) -> Double, y: (Double) -> Double
    ) -> String {
        let steps = zip(points, points.dropFirst()).map { $1.time - $0.time }.sorted()
        let longest = gap * (steps.isEmpty ? 0 : steps[steps.count / 2])
        var path: [String] = []
        var last: Double?
        for point in points {
            guard let value = point.value, value.isFinite else {
                last = nil
                continue
            }
            let place = "\(SVG.number(x(point.time))) \(SVG.number(y(value)))"
            // A line of no length is a dot, where a value stands alone.
            let continues = last.map { point.time - $0 <= longest } ?? false
            path.append(continues ? "L\(place)" : "M\(place)h0")
            last = point.time
        }
        return path.joined()
    }
}
