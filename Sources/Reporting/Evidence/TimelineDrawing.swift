import Comparison
import Matching
import Media
import Verification

/// The clip's clock under the original's: ribbons from each segment to its source, and below them what each track turned out
/// to be. One drawing a recording; the segment table is its twin for those who do not see it.
struct TimelineDrawing {
    /// Heights in pixels, from the top.
    private enum Height {
        static let label = 12.0
        static let originalTimes = 32.0
        static let original = 38.0
        static let bar = 14.0
        static let ribbons = 52.0
        static let clip = 104.0
        static let clipLabel = 152.0
        static let rows = 176.0
        static let row = 48.0
        static let block = 22.0
        static let gap = 7.0
    }
    /// Stretches shorter than this, in milliseconds, between segments are their joints.
    private static let shortest = 100
    /// Blocks narrower than this share of the drawing have no room for words.
    private static let roomForWords = 0.16

    let drawing: Drawing

    init(_ recording: RecordingID, in verdict: Verdict, _ words: Words) {
        let segments = verdict.segments.filter { $0.recording == recording }
        let end = verdict.clip.duration.map { Double($0) / 1000 } ?? segments.map { $0.clip.end.seconds }.max() ?? 0
        let clip = TimeAxis(0, end)
        let left = verdict.differences.filter { $0.recording == recording }.compactMap(\.source)
        let ranges = segments.map(\.source) + left
        let first = ranges.map { $0.start.seconds }.min() ?? 0
        let last = ranges.map { $0.end.seconds }.max() ?? 0
        let margin = max(1, (last - first) * 0.04)
        let original = TimeAxis(max(0, first - margin), last + margin)

        let title = SourceCard.title(verdict.source(of: recording), recording, in: words)
        var content = [
            SVG.text(0, Height.label, words(.clockOfOriginal, ["title": title]), kind: "label"),
            SVG.rectangle(0...1, Height.original, height: Height.bar, kind: "track"),
        ]
        content += Self.topMarks(original)
        content += segments.map {
            SVG.rectangle(original.shares($0.source), Height.original, height: Height.bar, kind: "covered")
        }
        let depth = Height.clip - Height.ribbons
        content.append(
            SVG.stretched(
                Height.ribbons, height: depth,
                segments.map { Self.ribbon(original.shares($0.source), clip.shares($0.clip), depth) }))
        content.append(SVG.rectangle(0...1, Height.clip, height: Height.bar, kind: "track"))
        content += segments.map {
            SVG.rectangle(clip.shares($0.clip), Height.clip, height: Height.bar, kind: "covered")
        }
        content += clip.marks(at: Height.clip + Height.bar)
        content.append(SVG.text(0, Height.clipLabel, words(.clockOfClip), kind: "label"))

        var y = Height.rows
        let tracks: [(String, Difference.Track, KeyPath<VerifiedSegment, TrackFinding>?)] = [
            (words(.orderAndSpeed), .timeline, nil), (words(.picture), .picture, \.picture),
            (words(.sound), .sound, \.sound),
        ]
        for (name, track, finding) in tracks {
            let differences = verdict.differences.enumerated().filter {
                $1.track == track && ($1.recording ?? recording) == recording
            }
            if finding == nil, differences.isEmpty { continue }
            content.append(SVG.text(0, y + Height.label, name, kind: "label"))
            let top = y + 18
            content.append(SVG.rectangle(0...1, top, height: Height.block, kind: "track"))
            if let finding {
                content += segments.flatMap { segment in
                    let isFree = !differences.contains { $0.element.clip.overlaps(segment.clip) }
                    return Self.block(
                        clip.shares(segment.clip), top, segment[keyPath: finding], words, hasWords: isFree)
                }
                content += Self.withoutSource(verdict).flatMap { range in
                    let isFree = !differences.contains { $0.element.clip.overlaps(range) }
                    return Self.block(
                        clip.shares(range), top, kind: "no-source", words: words(.noSignedSourceShort), hasWords: isFree
                    )
                }
            }
            if track == .picture {
                content += Self.gaps(in: segments, of: verdict).map {
                    SVG.rectangle(clip.shares($0), top + Height.block - Height.gap, height: Height.gap, kind: "gap")
                }
            }
            content += differences.flatMap { Self.stretch(clip.shares($0.element.clip), top) }
            content += differences.flatMap { Self.badge(clip.shares($0.element.clip), $0.offset + 1, top) }
            y += Height.row
        }
        drawing = Drawing(
            name: "record-\(recording.rawValue)-timeline", title: words(.whereItLiesIn, ["title": title]),
            description: Self.description(segments, of: title, verdict, words), height: y, content: content,
            data: [
                "timeline": String(recording.rawValue), "clip": Self.ends(clip), "original": Self.ends(original),
            ])
    }

    private static func ends(_ axis: TimeAxis) -> String { "\(SVG.number(axis.start)) \(SVG.number(axis.end))" }

    /// Stretches of the clip that no segment covers.
    static func withoutSource(_ verdict: Verdict) -> [TimeRange] {
        var stretches: [Range<Int>] = []
        var end = 0
        for segment in verdict.segments {
            stretches.append(end..<max(end, segment.clip.start.milliseconds))
            end = max(end, segment.clip.end.milliseconds)
        }
        stretches.append(end..<max(end, verdict.clip.duration ?? end))
        return stretches.filter { $0.count >= shortest }.map(TimeRange.init(milliseconds:))
    }

    /// Stretches of these segments in which part of the picture was not checked, while the rest was.
    static func gaps(in segments: [VerifiedSegment], of verdict: Verdict) -> [TimeRange] {
        let checked = segments.filter { ![.notChecked, .absent].contains($0.picture) }.map(\.clip)
        return Set(verdict.pictureGaps.map(\.clip).filter { gap in checked.contains { $0.overlaps(gap) } })
            .sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    }

    /// Times of the original stand above its bar.
    private static func topMarks(_ axis: TimeAxis) -> [String] {
        axis.marks(at: Height.originalTimes - 16).filter { $0.hasPrefix("<text") }
            + axis.marks(at: Height.originalTimes + 2).filter { $0.hasPrefix("<line") }
    }

    private static func ribbon(_ above: ClosedRange<Double>, _ below: ClosedRange<Double>, _ depth: Double) -> String {
        func x(_ share: Double) -> String { SVG.number(share * SVG.across) }
        let (middle, bottom) = (SVG.number(depth / 2), SVG.number(depth))
        return "<path class=\"ribbon\" d=\"M\(x(above.lowerBound)) 0 C\(x(above.lowerBound)) \(middle) "
            + "\(x(below.lowerBound)) \(middle) \(x(below.lowerBound)) \(bottom) L\(x(below.upperBound)) \(bottom) "
            + "C\(x(below.upperBound)) \(middle) \(x(above.upperBound)) \(middle) \(x(above.upperBound)) 0 Z\"/>"
    }

    private static func block(
        _ x: ClosedRange<Double>, _ y: Double, _ finding: TrackFinding, _ words: Words, hasWords: Bool
    ) -> [String] {
        block(
            x, y, kind: finding.rawValue, words: SegmentRow.word(finding, in: words),
            hasWords: hasWords && finding != .differs)
    }

    private static func block(
        _ x: ClosedRange<Double>, _ y: Double, kind: String, words: String, hasWords: Bool
    ) -> [String] {
        var shapes = [SVG.rectangle(x, y, height: Height.block, kind: "finding \(kind)")]
        if hasWords, x.upperBound - x.lowerBound > roomForWords {
            shapes.append(
                SVG.text((x.lowerBound + x.upperBound) / 2, y + 15, words, anchor: "middle", kind: "words"))
        }
        return shapes
    }

    /// A difference on its track; a line where it is an instant.
    private static func stretch(_ x: ClosedRange<Double>, _ y: Double) -> [String] {
        let span = y - 3...y + Height.block + 3
        guard x.upperBound > x.lowerBound else { return [SVG.vertical(x.lowerBound, span, kind: "edge")] }
        return [
            SVG.rectangle(x, y, height: Height.block, kind: "difference"),
            SVG.vertical(x.lowerBound, span, kind: "edge"), SVG.vertical(x.upperBound, span, kind: "edge"),
        ]
    }

    private static func badge(_ x: ClosedRange<Double>, _ number: Int, _ y: Double) -> [String] {
        let middle = (x.lowerBound + x.upperBound) / 2
        return [
            "<circle cx=\"\(SVG.percent(middle))\" cy=\"\(SVG.number(y + Height.block / 2))\" r=\"9\" class=\"badge\"/>",
            SVG.text(middle, y + 15, String(number), anchor: "middle", kind: "number"),
        ]
    }

    private static func description(
        _ segments: [VerifiedSegment], of title: String, _ verdict: Verdict, _ words: Words
    ) -> String {
        var sentences = segments.map { segment in
            let cells = SegmentRow.cells(segment, in: words)
            return words(
                .segmentDescribed,
                ["clip": cells[0], "source": cells[1], "title": title, "picture": cells[3], "sound": cells[4]])
        }
        let gaps = gaps(in: segments, of: verdict)
        if !gaps.isEmpty {
            sentences.append(words(.pictureGapsAt, ["ranges": gaps.map(Clock.text).joined(separator: ", ")]))
        }
        let open = withoutSource(verdict)
        if !open.isEmpty {
            sentences.append(words(.noSourceAt, ["ranges": open.map(Clock.text).joined(separator: ", ")]))
        }
        return sentences.joined(separator: " ")
    }
}
