/// What the project's detectors say together.
///
/// Each looks for a manipulation of its own, and its score is a chance at even odds that it is there. A manipulated clip has, for all that is
/// known beforehand, the one or the other; so the odds that it is manipulated are the mean of the detectors' odds, and a detector that did
/// not judge adds what tells nothing, odds of 1. (Their product, as if every manipulation showed in both, would let a voice that fits excuse
/// a face that was swapped.) Nothing is fitted, and there is nothing that could be tuned.
public enum SignalFusion {
    /// The detectors that take part. Those of users have no reference scores, and stand beside.
    static let members = [FaceModel.face.card, FaceModel.mouth.card, LipModel.card]
    /// Up to even odds there are no signs.
    static let noSigns = 0.5

    public static let card = DetectorCard(
        name: "combined", subject: "All signals together", version: "combined-2",
        isExperimental: members.allSatisfy(\.isExperimental),
        errorRate: need(rule(for: members.map(\.name), by: .shipped)),
        bounds: noSigns...1)

    /// Of what the detectors found; nil where none of them judged the clip.
    ///
    /// Those whose figures suffice count alone where there are any: what is experimental neither finds signs nor hides them.
    public static func result(
        of results: [DetectorResult], references: UnalteredScores = .shipped
    ) -> DetectorResult? {
        let own = results.filter { result in members.contains { $0.name == result.name } }
        let measured = own.filter { !$0.isExperimental && $0.score != nil }
        let asked = measured.isEmpty ? own : own.filter { !$0.isExperimental }
        let counted = asked.filter { $0.score != nil }
        let scores = Dictionary(counted.map { ($0.name, $0.score ?? 0) }) { first, _ in first }
        guard let score = suspicion(of: scores) else { return nil }
        // The references' scores are made as this one is: of whatever judged them among those that were asked here, though not all judged.
        let rule = rule(for: asked.map(\.name), by: references)
        var result = DetectorResult(
            of: card, outcome: outcome(of: score, by: rule, isExperimental: measured.isEmpty),
            ranges: counted[0].ranges, isAsked: true)
        result.isExperimental = measured.isEmpty
        result.score = score
        result.bounds = noSigns...max(rule.threshold ?? 1, noSigns)
        result.errorRate = errorRate(at: score, by: rule)
        result.references = DetectorResult.References(
            clips: rule.count, reaching: rule.reaching(score), suffice: rule.threshold != nil)
        return result
    }

    /// The chance, at even odds, that a clip is manipulated in one of the ways that the members look for; nil where none judged it.
    static func suspicion(of scores: [String: Double]) -> Double? {
        let known = members.compactMap { scores[$0.name] }
        guard !known.isEmpty else { return nil }
        // As near to certain as a score of a detector gets.
        let odds = known.map { min($0, 1 - 1e-9) }.map { $0 / (1 - $0) }
        let mean = (odds.reduce(0, +) + Double(members.count - known.count)) / Double(members.count)
        return mean / (1 + mean)
    }

    private static func rule(for names: [String], by references: UnalteredScores) -> ConformalRule {
        ConformalRule(
            references: references.references { clip in suspicion(of: clip.scores.filter { names.contains($0.key) }) })
    }

    private static func outcome(of score: Double, by rule: ConformalRule, isExperimental: Bool)
        -> DetectorResult.Outcome
    {
        if score <= noSigns { return .noSigns }
        guard let threshold = rule.threshold else { return .cannotAssess(.tooFewReferences) }
        if score <= threshold { return .cannotAssess(.inconclusive) }
        return isExperimental ? .cannotAssess(.experimental) : .signs
    }

    private static func errorRate(at score: Double, by rule: ConformalRule) -> String {
        "of \(rule.count) unaltered political clips that it was calibrated with, \(rule.reaching(score)) "
            + "scored as high or higher; \(need(rule))"
    }

    private static func need(_ rule: ConformalRule) -> String {
        rule.threshold == nil
            ? "it takes \(ConformalRule.fewest) of different sources to hold false alarms to 2 in 100, and there are "
                + "\(rule.count): it never finds signs."
            : "false alarms are held to 2 in 100 of such footage."
    }
}
