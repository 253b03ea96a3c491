import Detection
import Media
import Verification

/// A detector's scores against the clip's clock, a line for each face.
enum DetectorPlot {
    static func all(of verdict: Verdict) -> [Drawing] {
        verdict.detectors.filter { !$0.moments.isEmpty }.map { plot($0, duration: verdict.clip.duration) }
    }

    private static func plot(_ result: DetectorResult, duration: Int?) -> Drawing {
        let faces = Dictionary(grouping: result.moments, by: \.track).sorted { $0.key < $1.key }
        let last = result.moments.map(\.time.seconds).max() ?? 0
        let decides =
            result.name == LipModel.card.name
            ? "each stands for the four seconds about it, and what they come to together decides. "
            : "the mean of a face's scores decides, without the highest and the lowest. "
        let description =
            "Suspicion, 0 to 1, of \(Wording.count(faces.count, "face")) at \(Wording.count(result.moments.count, "moment")); "
            + decides
            + "Above the upper dotted line lie signs of manipulation, below the lower one none."
        return CurvePlot(
            name: "detector-\(result.name)", title: "\(result.subject.printable), score over time",
            description: description,
            axis: TimeAxis(0, duration.map { Double($0) / 1000 } ?? last),
            series: faces.enumerated().map { index, face in
                CurvePlot.Series(
                    label: "face \(face.key + 1)", kind: index == 0 ? "first" : "second",
                    points: face.value.map { ($0.time.seconds, $0.score) })
            },
            thresholds: [
                CurvePlot.Threshold(label: "signs", kind: "first", value: result.bounds.upperBound),
                CurvePlot.Threshold(label: "no signs", kind: "second", value: result.bounds.lowerBound),
            ], marks: []
        ).drawing
    }
}
