import Detection

/// What was measured of a detector, for people.
enum EvaluationText {
    static func text(of evaluation: Evaluation, detector: String) -> String {
        let cases = evaluation.cases
        var lines = [
            "\(detector): \(cases.filter(\.isManipulated).count) manipulated and \(cases.filter { !$0.isManipulated }.count) "
                + "unaltered clips of \(Set(cases.map(\.source)).count) sources. Intervals: 95 %, whole sources resampled.",
            "Order (AUC)",
        ]
        lines.append("  all          \(ranking(evaluation.ranking))")
        lines += evaluation.rankings.filter { !$0.kind.isEmpty }.map { "  \(padded($0.kind)) \(ranking($0.ranking))" }
        lines += [
            "Findings",
            "  signs in unaltered clips     \(share(evaluation.falseAlarms))",
            "  signs in manipulated clips   \(share(evaluation.found))",
            "  none in manipulated clips    \(share(evaluation.missed))",
            "  something said at all        \(share(evaluation.coverage))",
        ]
        lines += evaluation.abstentions.map { "  cannot assess: \(padded($0.reason.rawValue)) \($0.count)" }
        lines.append("Accuracy at even odds, where only the surest clips are judged")
        lines += evaluation.abstentionCurve.map { "  \(decimal($0.share, 1)) of them     \(share($0.accuracy))" }
        lines += errors(
            "height of the face, rows", evaluation.errors(by: { $0.faceRows.map(Double.init) }, bounds: [100, 200]), 0)
        lines += errors("bits a pixel", evaluation.errors(by: \.bitsPerPixel, bounds: [0.05, 0.1]), 2)
        lines.append("Calibration: mean score, and the share that is manipulated")
        lines += evaluation.calibration.map { "  \(decimal($0.score, 2))            \(share($0.manipulated))" }
        if let error = evaluation.calibrationError, let chance = evaluation.calibrationErrorByChance {
            lines += [
                "  expected calibration error \(decimal(error, 3))",
                "  of a perfect score, by chance \(decimal(chance.mean, 3)) on average, up to \(decimal(chance.most, 3)) in 95 of 100",
            ]
        }
        return lines.joined(separator: "\n")
    }

    private static func errors(
        _ quality: String,
        _ groups: [(from: Double?, below: Double?, unaltered: Proportion, manipulated: Proportion)], _ places: Int
    ) -> [String] {
        guard !groups.isEmpty else { return [] }
        func bound(_ value: Double) -> String { places == 0 ? "\(Int(value))" : decimal(value, places) }
        return ["Errors at even odds, by \(quality)"]
            + groups.map { group in
                let range =
                    switch (group.from, group.below) {
                    case (let from?, let below?): "\(bound(from)) to \(bound(below))"
                    case (nil, let below?): "below \(bound(below))"
                    case (let from?, nil): "from \(bound(from))"
                    case (nil, nil): "all"
                    }
                return "  \(padded(range)) unaltered \(share(group.unaltered)); manipulated \(share(group.manipulated))"
            }
    }

    private static func ranking(_ ranking: Ranking?) -> String {
        guard let ranking else {
            return "not measured: there are not both, manipulated and unaltered clips with a score"
        }
        return "\(decimal(ranking.value, 3)) [\(decimal(ranking.interval.lowerBound, 3)), "
            + "\(decimal(ranking.interval.upperBound, 3))], \(ranking.manipulated) manipulated, \(ranking.unaltered) unaltered"
    }

    private static func share(_ part: Proportion) -> String {
        guard part.of > 0 else { return "not measured: no such clips" }
        return
            "\(part.count) of \(part.of) [\(decimal(part.interval.lowerBound, 3)), \(decimal(part.interval.upperBound, 3))]"
    }

    private static func padded(_ text: String) -> String {
        text + String(repeating: " ", count: max(12 - text.count, 0))
    }

    private static func decimal(_ value: Double, _ places: Int) -> String {
        let scale = (0..<places).reduce(1) { scale, _ in scale * 10 }
        let whole = Int((value * Double(scale)).rounded())
        let rest = String(whole % scale)
        return "\(whole / scale)." + String(repeating: "0", count: places - rest.count) + rest
    }
}
