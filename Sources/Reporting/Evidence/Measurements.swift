import Comparison
import Matching
import Media
import Verification

/// The drawings of what the verdict was made of, and the numbers behind them.
struct Measurements {
    struct Measurement {
        let heading: String
        /// What a reader sees in it.
        let explanation: String
        /// Labels of the lines and their styles, where there is more than one.
        let legend: [(label: String, kind: String)]
        let drawing: Drawing
    }

    /// A file of numbers (RFC 4180).
    struct Table {
        let name: String
        let text: String
    }

    let timelines: [Drawing]
    private(set) var measurements: [Measurement] = []
    private(set) var tables: [Table] = []

    init(_ verdict: Verdict) {
        var recordings: [RecordingID] = []
        for segment in verdict.segments where !recordings.contains(segment.recording) {
            recordings.append(segment.recording)
        }
        timelines = recordings.map { TimelineDrawing($0, in: verdict).drawing }
        let duration = verdict.clip.duration.map { Double($0) / 1000 } ?? 0
        let axis = TimeAxis(0, max(duration, verdict.segments.map { $0.clip.end.seconds }.max() ?? 0))
        let several = recordings.count > 1
        for recording in recordings {
            let of = several ? ", record \(recording.rawValue)" : ""
            let stem = "record-\(recording.rawValue)"
            let findings = verdict.pictures[recording]
            for (index, trace) in (findings?.traces ?? []).enumerated() {
                add(trace, number: index + 1, of: of, stem: "\(stem)-face-\(index + 1)", axis, verdict)
            }
            if let map = findings?.map, !map.pictures.isEmpty { add(map, recording, of: of, stem, axis, verdict) }
            let sound = verdict.comparisons[recording]?.sound ?? []
            if sound.contains(where: { !$0.points.isEmpty }) { add(sound, of: of, stem, axis, verdict) }
        }
    }

    private mutating func add(
        _ trace: FaceTrace, number: Int, of: String, stem: String, _ axis: TimeAxis, _ verdict: Verdict
    ) {
        func points(_ value: KeyPath<FaceTrace.Point, Double>) -> [(time: Double, value: Double?)] {
            trace.points.map { ($0.time.seconds, $0[keyPath: value]) }
        }
        let place = Wording.place(of: trace.box)
        let mouth = trace.points.max { $0.mouth < $1.mouth }
        let face = trace.points.max { $0.face < $1.face }
        let marks = verdict.marks(on: .picture)
        func greatest(_ name: String, _ point: FaceTrace.Point?, _ value: Double?, _ threshold: Double) -> String {
            guard let point, let value else { return "No \(name) score." }
            return "The greatest \(name) score is \(SVG.number(value)), at \(Clock.text(point.time)); "
                + "above \(SVG.number(threshold)) is a difference."
        }
        measurements.append(
            Measurement(
                heading: "Face \(number), at the \(place)\(of): mouth and face scores",
                explanation: "How far mouth and face are from the original's, in windows of the clip. "
                    + "A line that passes its threshold is a difference.",
                legend: [("mouth score", "first"), ("face score", "second")],
                drawing: CurvePlot(
                    name: "\(stem)-scores", title: "Face \(number): mouth and face scores",
                    description: greatest("mouth", mouth, mouth?.mouth, trace.mouthThreshold) + " "
                        + greatest("face", face, face?.face, trace.faceThreshold),
                    axis: axis,
                    series: [
                        .init(label: "mouth score", kind: "first", points: points(\.mouth)),
                        .init(label: "face score", kind: "second", points: points(\.face)),
                    ],
                    thresholds: trace.mouthThreshold == trace.faceThreshold
                        ? [.init(label: "threshold", kind: "first", value: trace.mouthThreshold)]
                        : [
                            .init(label: "mouth threshold", kind: "first", value: trace.mouthThreshold),
                            .init(label: "face threshold", kind: "second", value: trace.faceThreshold),
                        ], marks: marks
                ).drawing))
        measurements.append(
            Measurement(
                heading: "Face \(number), at the \(place)\(of): motion of the mouth",
                explanation: "Grey levels by which the mouth changes. In a copy the two lines rise and fall together.",
                legend: [("clip", "first"), ("original", "second")],
                drawing: CurvePlot(
                    name: "\(stem)-motion", title: "Face \(number): motion of the mouth, in grey levels",
                    description: "Motion of the mouth in the clip and in the original, against the clip's clock.",
                    axis: axis,
                    series: [
                        .init(label: "clip", kind: "first", points: points(\.clipMotion)),
                        .init(label: "original", kind: "second", points: points(\.originalMotion)),
                    ], thresholds: [], marks: marks
                ).drawing))
        tables.append(
            Table(
                name: "\(stem).csv",
                columns: ["time", "mouth", "face", "clipMotion", "originalMotion", "mouthThreshold", "faceThreshold"],
                rows: trace.points.map {
                    [
                        $0.time.seconds, $0.mouth, $0.face, $0.clipMotion, $0.originalMotion, trace.mouthThreshold,
                        trace.faceThreshold,
                    ]
                }))
    }

    private mutating func add(
        _ map: RegionMap, _ recording: RecordingID, of: String, _ stem: String, _ axis: TimeAxis, _ verdict: Verdict
    ) {
        let drawing = RegionDrawing(map, recording: recording, axis: axis).drawing
        measurements.append(
            Measurement(
                heading: "The rest of the picture\(of)",
                explanation:
                    "Each column is a moment, each line a part of the frame. Grey shades stay under the threshold; "
                    + "the accent colour, stronger than all of them, reaches it.",
                legend: [], drawing: drawing))
        measurements.append(
            Measurement(
                heading: "The rest of the picture\(of): greatest score in the frame",
                explanation: "The same scores, the greatest of each moment.",
                legend: [],
                drawing: CurvePlot(
                    name: "\(stem)-regions-greatest", title: "Greatest region score in the frame",
                    description: drawing.description, axis: axis,
                    series: [
                        .init(
                            label: "greatest score", kind: "first",
                            points: map.pictures.map { picture in
                                let score = picture.scores.filter(\.isFinite).max()
                                return (picture.time.seconds, score.map(Double.init))
                            })
                    ],
                    thresholds: [.init(label: "threshold", kind: "first", value: map.threshold)],
                    marks: verdict.marks(on: .picture)
                ).drawing))
        tables.append(
            Table(
                name: "\(stem)-regions.csv", columns: ["time", "row", "column", "score", "threshold"],
                rows: map.pictures.flatMap { picture in
                    picture.scores.enumerated().map { cell, score in
                        [
                            picture.time.seconds, Double(cell / map.columns), Double(cell % map.columns),
                            score.isFinite ? Double(score) : nil, map.threshold,
                        ]
                    }
                }))
    }

    /// With one decimal.
    private static func percent(_ share: Double) -> String { SVG.number((share * 1000).rounded() / 10) }

    private mutating func add(
        _ curves: [SoundCurve], of: String, _ stem: String, _ axis: TimeAxis, _ verdict: Verdict
    ) {
        let points = curves.flatMap(\.points)
        let threshold = curves.compactMap(\.threshold).max()
        let errors = points.compactMap { point in point.error.map { (error: $0, time: point.time) } }
        var description = "No sound could be compared."
        if let greatest = errors.max(by: { $0.error < $1.error }) {
            let mean = errors.reduce(0) { $0 + $1.error } / Double(errors.count)
            description =
                "On average \(Self.percent(mean)) % of the bits differ; at most \(Self.percent(greatest.error)) %, "
                + "at \(Clock.text(greatest.time))."
            if let threshold { description += " The threshold is \(Self.percent(threshold)) %." }
        }
        measurements.append(
            Measurement(
                heading: "Sound\(of): bit error",
                explanation:
                    "Share of the sound's code that differs from the original's, in per cent: 50 is unrelated sound, "
                    + "coding and noise cause less. A stretch that stays above the threshold is a difference. "
                    + "Pauses tell nothing and have no line.",
                legend: [],
                drawing: CurvePlot(
                    name: "\(stem)-sound", title: "Bit error of the sound, in per cent", description: description,
                    axis: axis,
                    series: [
                        .init(
                            label: "bit error", kind: "first",
                            points: points.map { ($0.time.seconds, $0.error.map { $0 * 100 }) })
                    ],
                    thresholds: threshold.map {
                        [.init(label: "threshold", kind: "first", value: ($0 * 1000).rounded() / 10)]
                    } ?? [],
                    marks: verdict.marks(on: .sound)
                ).drawing))
        tables.append(
            Table(
                name: "\(stem)-sound.csv", columns: ["time", "error", "weight", "threshold"],
                rows: curves.flatMap { curve in
                    curve.points.map { [$0.time.seconds, $0.error, $0.weight, curve.threshold] }
                }))
    }
}

extension Measurements.Table {
    /// Numbers with at most three decimals; empty where there is none.
    init(name: String, columns: [String], rows: [[Double?]]) {
        self.name = name
        let lines = rows.map { row in
            row.map { $0.flatMap { abs($0) < 1e12 ? JSONValue.rounded($0).compact : nil } ?? "" }.joined(separator: ",")
                + "\n"
        }
        text = columns.joined(separator: ",") + "\n" + lines.joined()
    }
}

extension Verdict {
    /// Differences on a track with their numbers, counted from 1 over all tracks.
    fileprivate func marks(on track: Difference.Track) -> [(number: Int, range: TimeRange)] {
        differences.enumerated().filter { $1.track == track }.map { ($0 + 1, $1.clip) }
    }
}
