import Comparison
import Matching
import Media

/// The scores of a `RegionMap` as heat over time: once by the height in the frame, once from left to right.
struct RegionDrawing {
    private static let depth = 54.0
    /// Steps of time; each shows the greatest score in it.
    private static let mostSteps = 160
    /// Upper bounds of the shades, in parts of the threshold. What reaches the threshold is a shade of its own kind.
    private static let shades = [0.4, 0.7, 1, 2]

    let drawing: Drawing

    init(_ map: RegionMap, recording: RecordingID, axis: TimeAxis, _ words: Words) {
        var content: [String] = []
        var y = 0.0
        for (label, count, index) in [
            (words(.topToBottom), map.rows, { $0 / map.columns }),
            (
                words(.acrossFrame), map.columns,
                { map.columns - 1 - $0 % map.columns }
            ),
        ] as [(String, Int, (Int) -> Int)] {
            content.append(SVG.text(0, y + 12, label, kind: "label"))
            content.append(SVG.rectangle(0...1, y + 18, height: Self.depth, kind: "track"))
            content.append(SVG.stretched(y + 18, height: Self.depth, Self.heat(map, axis, lines: count, line: index)))
            y += Self.depth + 30
        }
        content += axis.marks(at: y - 12)
        drawing = Drawing(
            name: "record-\(recording.rawValue)-regions", title: words(.restOverTime),
            description: Self.description(map, words), height: y + 12, content: content)
    }

    /// One path a shade: a rectangle for every step of time and line of the frame.
    private static func heat(
        _ map: RegionMap, _ axis: TimeAxis, lines: Int, line: (Int) -> Int
    ) -> [String] {
        let steps = max(1, min(mostSteps, map.pictures.count))
        var greatest = [Float](repeating: 0, count: steps * lines)
        for picture in map.pictures {
            let step = min(Int(axis.share(picture.time.seconds) * Double(steps)), steps - 1)
            for (cell, score) in picture.scores.enumerated() where score.isFinite {
                let index = step * lines + line(cell)
                greatest[index] = max(greatest[index], score)
            }
        }
        var paths = [String](repeating: "", count: shades.count)
        let (width, height) = (SVG.across / Double(steps), depth / Double(lines))
        for (index, score) in greatest.enumerated() {
            let share = Double(score) / max(map.threshold, 1e-9)
            guard share >= 0.2 else { continue }
            let shade = shades.firstIndex { share < $0 } ?? shades.count - 1
            paths[shade] +=
                "M\(SVG.number(Double(index / lines) * width)) \(SVG.number(Double(index % lines) * height))"
                + "h\(SVG.number(width))v\(SVG.number(height))h-\(SVG.number(width))z"
        }
        return paths.enumerated().filter { !$1.isEmpty }.map { "<path class=\"heat heat-\($0 + 1)\" d=\"\($1)\"/>" }
    }

    private static func description(_ map: RegionMap, _ words: Words) -> String {
        var greatest: (score: Float, cell: Int, time: MediaTime)?
        for picture in map.pictures {
            for (cell, score) in picture.scores.enumerated() where score > greatest?.score ?? -.infinity {
                greatest = (score, cell, picture.time)
            }
        }
        guard let greatest else { return words(.nothingCompared) }
        let box = FrameBox(
            x: Double(greatest.cell % map.columns) / Double(map.columns),
            y: Double(greatest.cell / map.columns) / Double(map.rows), width: 1 / Double(map.columns),
            height: 1 / Double(map.rows))
        return words(
            .greatestAt,
            [
                "value": SVG.number(Double(greatest.score)), "time": Clock.text(greatest.time),
                "place": Wording.place(of: box, in: words), "threshold": SVG.number(map.threshold),
            ])
    }
}
