/// What a detector is worth on labelled footage.
public struct Evaluation: Sendable, Hashable {
    public let cases: [LabelledCase]

    public init(_ cases: [LabelledCase]) {
        self.cases = cases
    }

    private var judged: [LabelledCase] { cases.filter { $0.score != nil } }

    /// All clips, whatever the detector says of them.
    public var ranking: Ranking? { Ranking(cases) }

    /// Each kind of manipulation against all unaltered clips.
    public var rankings: [(kind: String, ranking: Ranking)] {
        Set(cases.filter(\.isManipulated).map(\.kind)).sorted().compactMap { kind in
            Ranking(cases.filter { !$0.isManipulated || $0.kind == kind }).map { (kind, $0) }
        }
    }

    /// Unaltered clips in which it found signs: of all that there are.
    public var falseAlarms: Proportion { proportion(of: .signs, manipulated: false) }

    /// Manipulated clips in which it found signs.
    public var found: Proportion { proportion(of: .signs, manipulated: true) }

    /// Manipulated clips in which it found none.
    public var missed: Proportion { proportion(of: .noSigns, manipulated: true) }

    private func proportion(of outcome: DetectorResult.Outcome, manipulated: Bool) -> Proportion {
        let some = cases.filter { $0.isManipulated == manipulated }
        return Proportion(some.filter { $0.outcome == outcome }.count, of: some.count)
    }

    /// Clips of which it said one or the other.
    public var coverage: Proportion {
        Proportion(cases.filter { $0.outcome == .signs || $0.outcome == .noSigns }.count, of: cases.count)
    }

    /// Why it said nothing, commonest first.
    public var abstentions: [(reason: DetectorReason, count: Int)] {
        let reasons = cases.compactMap { result -> DetectorReason? in
            switch result.outcome {
            case .cannotAssess(let reason), .doesNotApply(let reason): reason
            case .signs, .noSigns: nil
            }
        }
        return DetectorReason.allCases.map { reason in (reason, reasons.filter { $0 == reason }.count) }
            .filter { $0.1 > 0 }.sorted { ($1.1, $0.0.rawValue) < ($0.1, $1.0.rawValue) }
    }

    /// Accuracy at even odds, where only the share of clips farthest from them is judged.
    public var abstentionCurve: [(share: Double, accuracy: Proportion)] {
        let ranked = judged.sorted { abs(($0.score ?? 0) - 0.5) > abs(($1.score ?? 0) - 0.5) }
        return [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3].map { share in
            let kept = ranked.prefix(max(Int((Double(ranked.count) * share).rounded()), 1))
            let right = kept.filter { (($0.score ?? 0) >= 0.5) == $0.isManipulated }.count
            return (share, Proportion(right, of: kept.count))
        }
    }

    /// Errors at even odds among the clips that were judged, by a measure of their quality: below the first bound, between two, and from the last
    /// on. A group without clips is left out.
    public func errors(
        by quality: (LabelledCase) -> Double?, bounds: [Double]
    ) -> [(from: Double?, below: Double?, unaltered: Proportion, manipulated: Proportion)] {
        let edges = [nil] + bounds.map(Optional.some) + [nil]
        return zip(edges, edges.dropFirst()).compactMap { from, below in
            let group = judged.filter { one in
                quality(one).map { $0 >= from ?? -.infinity && $0 < below ?? .infinity } ?? false
            }
            guard !group.isEmpty else { return nil }
            func errors(_ isManipulated: Bool) -> Proportion {
                let some = group.filter { $0.isManipulated == isManipulated }
                return Proportion(some.count { (($0.score ?? 0) >= 0.5) != isManipulated }, of: some.count)
            }
            return (from, below, errors(false), errors(true))
        }
    }

    /// Fifths of the scale: the mean score of the clips in it, and how many of them are manipulated.
    public var calibration: [(score: Double, manipulated: Proportion)] {
        (0..<5).compactMap { fifth in
            let some = judged.filter { min(Int(($0.score ?? 0) * 5), 4) == fifth }
            guard !some.isEmpty else { return nil }
            let mean = some.reduce(0) { $0 + ($1.score ?? 0) } / Double(some.count)
            return (mean, Proportion(some.filter(\.isManipulated).count, of: some.count))
        }
    }

    /// Mean distance between score and share of manipulated clips over the fifths, weighted by their clips.
    public var calibrationError: Double? {
        judged.isEmpty ? nil : Self.calibrationError(judged.map { ($0.score ?? 0, $0.isManipulated) })
    }

    /// What the calibration error of a perfectly calibrated score would be with so few clips, by chance alone: its mean, and what 95 in 100
    /// stay below. Labels are drawn a thousand times as the scores say.
    public var calibrationErrorByChance: (mean: Double, most: Double)? {
        guard !judged.isEmpty else { return nil }
        // Seeded, so that the same cases give the same numbers.
        var random = SplitMix(seed: 1)
        let scores = judged.map { $0.score ?? 0 }
        let errors = (0..<1000).map { _ in Self.calibrationError(scores.map { ($0, random.share() < $0) }) }.sorted()
        return (errors.reduce(0, +) / Double(errors.count), errors[949])
    }

    private static func calibrationError(_ cases: [(score: Double, isManipulated: Bool)]) -> Double {
        var excess = [Double](repeating: 0, count: 5)
        for (score, isManipulated) in cases { excess[min(Int(score * 5), 4)] += score - (isManipulated ? 1 : 0) }
        return excess.reduce(0) { $0 + abs($1) } / Double(cases.count)
    }
}
