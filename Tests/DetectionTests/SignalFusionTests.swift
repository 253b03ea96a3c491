import Detection
import Media
import Testing

/// What the project's detectors come to together.
@Suite struct SignalFusionTests {
    private let ranges = [TimeRange(milliseconds: 0..<10_000)]

    private func result(_ card: DetectorCard, _ score: Double?, measured: Bool = false) -> DetectorResult {
        var result = DetectorResult(
            of: card, outcome: score == nil ? .cannotAssess(.noFace) : .noSigns, ranges: ranges, isAsked: true)
        result.score = score
        result.isExperimental = !measured
        return result
    }

    private func face(_ score: Double?, measured: Bool = false) -> DetectorResult {
        result(FaceModel.face.card, score, measured: measured)
    }

    private func lips(_ score: Double?, measured: Bool = false) -> DetectorResult {
        result(LipModel.card, score, measured: measured)
    }

    /// So many sources of political footage whose faces score from 0.01 to 0.49, and one clip that is none.
    private func references(_ count: Int) -> UnalteredScores {
        let rows = (1...count).map { "a\ts\($0)\tyes\t\(0.49 * Double($0) / Double(count))\t" }
        return UnalteredScores(
            table: (["clip\tsource\tpolitical\tface\tlips-and-sound", "b\tother\tno\t0.99\t0.99"] + rows)
                .joined(separator: "\n"))
    }

    /// Odds of 9, of 1/4 and of what was not judged, 1, have the mean 10.25 / 3; with two that did not judge, 11 / 3.
    @Test func theMeanOfTheOdds() throws {
        let both = try #require(SignalFusion.result(of: [face(0.9), lips(0.2)])?.score)
        #expect(abs(both - 10.25 / 13.25) < 1e-9)
        let alone = try #require(SignalFusion.result(of: [face(0.9), lips(nil)])?.score)
        #expect(abs(alone - 11.0 / 14) < 1e-9)
        let voice = try #require(SignalFusion.result(of: [face(nil), lips(0.9)])?.score)
        let mouth = try #require(SignalFusion.result(of: [result(FaceModel.mouth.card, 0.9)])?.score)
        #expect(voice == alone && mouth == alone)
        // A score of one is no odds without end.
        #expect(try #require(SignalFusion.result(of: [face(1), lips(0)])?.score) < 1)
    }

    @Test func nothingWhereNoneJudged() {
        var mine = face(0.9)
        mine.name = "mine"
        for results in [[], [face(nil), lips(nil)], [mine]] { #expect(SignalFusion.result(of: results) == nil) }
    }

    /// 49 sources: above all of them are signs, where the figures of who judged suffice. The lower limit stays even odds.
    @Test func signsNeedReferencesAndFigures() throws {
        func outcome(_ results: [DetectorResult], _ count: Int) throws -> DetectorResult.Outcome {
            try #require(SignalFusion.result(of: results, references: references(count))).outcome
        }
        #expect(try outcome([face(0.9, measured: true)], 49) == .signs)
        #expect(try outcome([face(0.9, measured: true)], 48) == .cannotAssess(.tooFewReferences))
        #expect(try outcome([face(0.9), lips(0.99)], 49) == .cannotAssess(.experimental))
        #expect(try outcome([face(0.9), lips(0.99)], 48) == .cannotAssess(.tooFewReferences))
        #expect(try outcome([face(0.5, measured: true)], 49) == .noSigns)
        #expect(try outcome([face(0.5)], 5) == .noSigns)
    }

    /// Where references of their own score high, the threshold does.
    @Test func belowTheThresholdNothingIsSaid() throws {
        let high = UnalteredScores(
            table: (["source\tpolitical\tface"] + (1...49).map { "s\($0)\tad\t0.95" }).joined(separator: "\n"))
        let between = try #require(SignalFusion.result(of: [face(0.9, measured: true)], references: high))
        #expect(between.outcome == .cannotAssess(.inconclusive) && between.bounds.upperBound > 0.87)
        #expect(between.references == DetectorResult.References(clips: 49, reaching: 49, suffice: true))
        // References that another detector judged count, where it was asked too, though it did not judge this clip.
        let voices = UnalteredScores(
            table: (["source\tpolitical\tlips-and-sound"] + (1...49).map { "s\($0)\tad\t0.95" }).joined(separator: "\n")
        )
        func outcome(_ results: [DetectorResult]) -> DetectorResult.Outcome? {
            SignalFusion.result(of: results, references: voices)?.outcome
        }
        #expect(outcome([face(0.9, measured: true)]) == .signs)
        #expect(outcome([face(0.9, measured: true), lips(nil, measured: true)]) == .cannotAssess(.inconclusive))
    }

    /// What is experimental neither makes signs nor hides them.
    @Test func experimentalOnesStandBehind() throws {
        let found = try #require(
            SignalFusion.result(of: [face(0.9, measured: true), lips(0.01)], references: references(49)))
        #expect(found.outcome == .signs && !found.isExperimental)
        let alone = try #require(SignalFusion.result(of: [face(0.1, measured: true), lips(0.999)]))
        #expect(alone.outcome == .noSigns)
    }

    /// The clips of one source are one observation, the highest of them; who was not judged raises no alarm.
    @Test func oneReferenceASource() {
        let table = """
            clip\tsource\tpolitical\tface\tlips-and-sound
            a\tx\tyes\t0.25\t
            b\tx\tyes\t0.75\t
            c\ty\tad\t\t
            d\tz\tno\t0.9\t0.9
            e\tx\tyes
            """
        let scores = UnalteredScores(table: table)
        #expect(scores.clips.count == 4 && scores.references { $0.scores["face"] } == [0.75, 0])
        #expect(UnalteredScores(table: "").clips.isEmpty && UnalteredScores(table: "a\tb\n1\t2").clips.isEmpty)
    }

    /// Five sources of political footage were at hand that nothing was trained with: no score is high enough for signs.
    @Test func whatShipsIsTooLittleForSigns() throws {
        let shipped = UnalteredScores.shipped
        #expect(shipped.clips.count == 9 && shipped.clips.filter(\.isPolitical).count == 5)
        #expect(shipped.clips.flatMap(\.scores.values).allSatisfy { (0...1).contains($0) })
        let found = try #require(SignalFusion.result(of: [face(0.999, measured: true), lips(0.999, measured: true)]))
        #expect(found.outcome == .cannotAssess(.tooFewReferences) && found.references?.clips == 5)
        #expect(found.errorRate.contains("of 5 unaltered political clips") && found.errorRate.contains("it takes 49"))
        #expect(SignalFusion.card.isExperimental)
    }
}
