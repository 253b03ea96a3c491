import Detection
import Testing

@Suite struct EvaluationTests {
    private func clip(
        _ score: Double?, manipulated: Bool, source: String, kind: String = "",
        outcome: DetectorResult.Outcome = .noSigns
    ) -> LabelledCase {
        LabelledCase(
            name: "\(source)-\(score ?? -1)", isManipulated: manipulated, source: source, kind: kind, outcome: outcome,
            score: score)
    }

    @Test func orderIsTheShareOfPairsInOrder() throws {
        let cases = [
            clip(0.9, manipulated: true, source: "a"), clip(0.4, manipulated: true, source: "b"),
            clip(0.5, manipulated: false, source: "c"), clip(0.4, manipulated: false, source: "d"),
            clip(nil, manipulated: false, source: "e"),
        ]
        let ranking = try #require(Ranking(cases))
        #expect(ranking.value == 2.5 / 4)
        #expect(ranking.manipulated == 2 && ranking.unaltered == 2)
        #expect(ranking.interval.contains(ranking.value))
        #expect(Ranking(cases) == ranking)
        #expect(Ranking(cases.filter(\.isManipulated)) == nil)
    }

    /// Twenty clips of one source tell as much as one clip of it.
    @Test func aSourceCountsOnceForTheInterval() throws {
        let reals = (0..<20).map { clip(Double($0) / 40, manipulated: false, source: "r\($0)") }
        let many = (0..<20).map { clip(0.3 + Double($0) / 40, manipulated: true, source: "f\($0)") }
        let one = (0..<20).map { clip($0 < 10 ? 0.1 : 0.9, manipulated: true, source: $0 < 10 ? "f" : "g") }
        let narrow = try #require(Ranking(reals + many)).interval
        let wide = try #require(Ranking(reals + one)).interval
        #expect(wide.upperBound - wide.lowerBound > 2 * (narrow.upperBound - narrow.lowerBound))
    }

    @Test func proportionsHaveWilsonsInterval() {
        let none = Proportion(0, of: 59).interval
        #expect(none.lowerBound == 0 && abs(none.upperBound - 0.0611) < 1e-3)
        #expect(Proportion(0, of: 0).interval == 0...1)
    }

    @Test func errorsByQuality() {
        func clip(_ score: Double?, manipulated: Bool, rows: Int?) -> LabelledCase {
            LabelledCase(
                name: "", isManipulated: manipulated, source: "", outcome: .noSigns, score: score, faceRows: rows)
        }
        let groups = Evaluation([
            clip(0.9, manipulated: false, rows: 64), clip(0.1, manipulated: false, rows: 99),
            clip(0.4, manipulated: true, rows: 99), clip(0.5, manipulated: true, rows: 200),
            clip(0.2, manipulated: false, rows: nil), clip(nil, manipulated: true, rows: 150),
        ]).errors(by: { $0.faceRows.map(Double.init) }, bounds: [100, 200])
        #expect(groups.map(\.from) == [nil, 200] && groups.map(\.below) == [100, nil])
        #expect(groups.map(\.unaltered) == [Proportion(1, of: 2), Proportion(0, of: 0)])
        #expect(groups.map(\.manipulated) == [Proportion(1, of: 1), Proportion(0, of: 1)])
    }

    @Test func findingsAreCountedOverAllClips() {
        let evaluation = Evaluation([
            clip(0.9, manipulated: true, source: "a", kind: "face-swap", outcome: .signs),
            clip(0.1, manipulated: true, source: "b", kind: "lip-sync"),
            clip(0.95, manipulated: false, source: "c", outcome: .signs), clip(0.2, manipulated: false, source: "d"),
            clip(nil, manipulated: false, source: "e", outcome: .cannotAssess(.noFace)),
            clip(0.5, manipulated: false, source: "f", outcome: .cannotAssess(.inconclusive)),
        ])
        #expect(evaluation.falseAlarms == Proportion(1, of: 4))
        #expect(evaluation.found == Proportion(1, of: 2) && evaluation.missed == Proportion(1, of: 2))
        #expect(evaluation.coverage == Proportion(4, of: 6))
        #expect(evaluation.abstentions.map(\.reason) == [.inconclusive, .noFace])
        #expect(evaluation.rankings.map(\.kind) == ["face-swap", "lip-sync"])
        #expect(evaluation.rankings[1].ranking.value == 0)
        // The surest three: 0.95 unaltered, 0.9 manipulated, 0.1 manipulated.
        #expect(evaluation.abstentionCurve.first { $0.share == 0.6 }?.accuracy == Proportion(1, of: 3))
        #expect(evaluation.calibration.last?.manipulated == Proportion(1, of: 2))
        #expect(evaluation.calibrationError != nil)
    }

    /// By fifths: 0.1 and 0.15 unaltered, 0.9 manipulated, 0.95 unaltered: (0.25 + |0.9 - 1 + 0.95|) / 4.
    @Test func theCalibrationError() throws {
        let cases = [
            clip(0.1, manipulated: false, source: "a"), clip(0.15, manipulated: false, source: "b"),
            clip(0.9, manipulated: true, source: "c"), clip(0.95, manipulated: false, source: "d"),
        ]
        #expect(abs(try #require(Evaluation(cases).calibrationError) - 1.1 / 4) < 1e-12)
        #expect(Evaluation([]).calibrationError == nil && Evaluation([]).calibrationErrorByChance == nil)
    }

    /// A score that is sure and right cannot err; of four clips at even odds none, one or two are off by two, one or none: 0.5 with a
    /// chance of 2/16, 0.25 of 8/16, 0 of 6/16, on average 0.1875.
    @Test func theCalibrationErrorOfAPerfectScore() throws {
        let sure = Evaluation([clip(0, manipulated: false, source: "a"), clip(1, manipulated: true, source: "b")])
        #expect(try #require(sure.calibrationErrorByChance) == (0, 0))
        let even = Evaluation((0..<4).map { clip(0.5, manipulated: $0 < 2, source: "s\($0)") })
        let chance = try #require(even.calibrationErrorByChance)
        // Three deviations of the mean of a thousand (0.17 each).
        #expect(abs(chance.mean - 0.1875) < 0.017 && chance.most == 0.5)
        #expect(even.calibrationError == 0)
    }
}
