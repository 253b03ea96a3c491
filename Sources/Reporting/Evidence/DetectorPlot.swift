import Detection
import Media
import Verification

/// A detector's scores against the clip's clock, a line for each face.
enum DetectorPlot {
    static func all(of verdict: Verdict, in words: Words = .english) -> [Drawing] {
        verdict.detectors.filter { !$0.moments.isEmpty }.map { plot($0, duration: verdict.clip.duration, in: words) }
    }

    private static func plot(_ result: DetectorResult, duration: Int?, in words: Words) -> Drawing {
        let faces = Dictionary(grouping: result.moments, by: \.track).sorted { $0.key < $1.key }
        let last = result.moments.map(\.time.seconds).max() ?? 0
        let description = words(
            result.name == LipModel.card.name ? .scoresOfLips : .scoresOfFaces,
            ["faces": words(.facesJudged, faces.count), "moments": words(.momentsJudged, result.moments.count)])
        return CurvePlot(
            name: "detector-\(result.name)",
            title: words(.scoreOverTime, ["subject": DetectorLines.subject(of: result, in: words)]),
            description: description,
            axis: TimeAxis(0, duration.map { Double($0) / 1000 } ?? last),
            series: faces.enumerated().map { index, face in
                CurvePlot.Series(
                    label: words(.faceNumbered, ["number": String(face.key + 1)]),
                    kind: index == 0 ? "first" : "second", points: face.value.map { ($0.time.seconds, $0.score) })
            },
            thresholds: [
                CurvePlot.Threshold(label: words(.thresholdSigns), kind: "first", value: result.bounds.upperBound),
                CurvePlot.Threshold(label: words(.thresholdNoSigns), kind: "second", value: result.bounds.lowerBound),
            ], marks: []
        ).drawing
    }
}
