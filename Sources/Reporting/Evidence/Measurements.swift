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

    private let words: Words

    init(_ verdict: Verdict, in words: Words = .english) {
        self.words = words
        var recordings: [RecordingID] = []
        for segment in verdict.segments where !recordings.contains(segment.recording) {
            recordings.append(segment.recording)
        }
        timelines = recordings.map { TimelineDrawing($0, in: verdict, words).drawing }
        let duration = verdict.clip.duration.map { Double($0) / 1000 } ?? 0
        let axis = TimeAxis(0, max(duration, verdict.segments.map { $0.clip.end.seconds }.max() ?? 0))
        let several = recordings.count > 1
        for recording in recordings {
            let of = several ? words(.ofRecord, ["number": String(recording.rawValue)]) : ""
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
        let values = [
            "number": String(number), "place": Wording.place(of: trace.box, in: words), "of": of,
        ]
        let mouth = trace.points.max { $0.mouth < $1.mouth }
        let face = trace.points.max { $0.face < $1.face }
        let marks = verdict.marks(on: .picture)
        let mouthSentence =
            mouth.map { greatest(.greatestMouthScore, $0.mouth, at: $0.time, trace.mouthThreshold) }
            ?? words(.noMouthScore)
        let faceSentence =
            face.map { greatest(.greatestFaceScore, $0.face, at: $0.time, trace.faceThreshold) } ?? words(.noFaceScore)
        measurements.append(
            Measurement(
                heading: words(.faceScores, values),
                explanation: words(.faceScoresWhat),
                legend: [(words(.mouthScore), "first"), (words(.faceScore), "second")],
                drawing: CurvePlot(
                    name: "\(stem)-scores", title: words(.faceScoresTitle, values),
                    description: mouthSentence + " " + faceSentence,
                    axis: axis,
                    series: [
                        .init(label: words(.mouthScore), kind: "first", points: points(\.mouth)),
                        .init(label: words(.faceScore), kind: "second", points: points(\.face)),
                    ],
                    thresholds: trace.mouthThreshold == trace.faceThreshold
                        ? [.init(label: words(.threshold), kind: "first", value: trace.mouthThreshold)]
                        : [
                            .init(label: words(.mouthThreshold), kind: "first", value: trace.mouthThreshold),
                            .init(label: words(.faceThreshold), kind: "second", value: trace.faceThreshold),
                        ], marks: marks
                ).drawing))
        measurements.append(
            Measurement(
                heading: words(.mouthMotion, values),
                explanation: words(.mouthMotionWhat),
                legend: [(words(.clipLine), "first"), (words(.originalLine), "second")],
                drawing: CurvePlot(
                    name: "\(stem)-motion", title: words(.mouthMotionTitle, values),
                    description: words(.mouthMotionDescribed),
                    axis: axis,
                    series: [
                        .init(label: words(.clipLine), kind: "first", points: points(\.clipMotion)),
                        .init(label: words(.originalLine), kind: "second", points: points(\.originalMotion)),
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

    private func greatest(_ message: Message, _ value: Double, at time: MediaTime, _ threshold: Double) -> String {
        words(
            message,
            ["value": SVG.number(value), "time": Clock.text(time), "threshold": SVG.number(threshold)])
    }

    private mutating func add(
        _ map: RegionMap, _ recording: RecordingID, of: String, _ stem: String, _ axis: TimeAxis, _ verdict: Verdict
    ) {
        let drawing = RegionDrawing(map, recording: recording, axis: axis, words).drawing
        measurements.append(
            Measurement(
                heading: words(.restOfPicture, ["of": of]),
                explanation: words(.restOfPictureWhat),
                legend: [], drawing: drawing))
        measurements.append(
            Measurement(
                heading: words(.restGreatest, ["of": of]),
                explanation: words(.restGreatestWhat),
                legend: [],
                drawing: CurvePlot(
                    name: "\(stem)-regions-greatest", title: words(.restGreatestTitle),
                    description: drawing.description, axis: axis,
                    series: [
                        .init(
                            label: words(.greatestScore), kind: "first",
                            points: map.pictures.map { picture in
                                let score = picture.scores.filter(\.isFinite).max()
                                return (picture.time.seconds, score.map(Double.init))
                            })
                    ],
                    thresholds: [.init(label: words(.threshold), kind: "first", value: map.threshold)],
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
        var description = words(.noSoundCompared)
        if let greatest = errors.max(by: { $0.error < $1.error }) {
            let mean = errors.reduce(0) { $0 + $1.error } / Double(errors.count)
            description = words(
                .bitsDiffer,
                [
                    "mean": Self.percent(mean), "greatest": Self.percent(greatest.error),
                    "time": Clock.text(greatest.time),
                ])
            if let threshold { description += " " + words(.thresholdIs, ["threshold": Self.percent(threshold)]) }
        }
        measurements.append(
            Measurement(
                heading: words(.soundErrors, ["of": of]),
                explanation: words(.soundErrorsWhat),
                legend: [],
                drawing: CurvePlot(
                    name: "\(stem)-sound", title: words(.soundErrorsTitle), description: description,
                    axis: axis,
                    series: [
                        .init(
                            label: words(.bitError), kind: "first",
                            points: points.map { ($0.time.seconds, $0.error.map { $0 * 100 }) })
                    ],
                    thresholds: threshold.map {
                        [.init(label: words(.threshold), kind: "first", value: ($0 * 1000).rounded() / 10)]
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
