import Detection
import Media
import Testing

/// What looks at faces come to: every outcome and every reason.
@Suite struct FaceSignalTests {
    private let ranges = [TimeRange(milliseconds: 0..<10_000)]

    private func look(
        _ number: Int, rows: Int = 200, turn: Double = 0.1, luma: Double = 120, track: Int = 0, score: Double? = nil,
        isAnimation: Bool = false
    ) -> FaceLook {
        FaceLook(
            time: number * 500, box: FrameBox(x: 0.4, y: 0.2, width: 0.2, height: 0.3), rows: rows, turn: turn,
            luma: luma, track: track, score: score, isAnimation: isAnimation)
    }

    private func result(_ looks: [FaceLook]) -> DetectorResult {
        FaceSignal.result(FaceExamination(looks: looks, frames: 20), in: ranges)
    }

    @Test func reasons() {
        #expect(result([]).reason == .noFace)
        #expect(result((0..<12).map { look($0, rows: 63) }).reason == .faceTooSmall)
        #expect(result((0..<12).map { look($0, turn: 0.6) }).reason == .profile)
        #expect(result((0..<12).map { look($0, luma: 20) }).reason == .tooDark)
        #expect(result((0..<7).map { look($0, score: 9) }).reason == .tooFewFrames)
        for reason in [DetectorReason.noFace, .faceTooSmall] {
            let none = result(reason == .noFace ? [] : [look(0, rows: 10)])
            #expect(none.outcome == .cannotAssess(reason) && none.score == nil && none.ranges == ranges)
        }
    }

    /// Coarse frames: nothing is said of a face that could be judged, whatever its score; one that is small is small.
    @Test func recompressed() {
        func result(_ looks: [FaceLook], _ quantiser: Double?) -> DetectorResult {
            FaceSignal.result(FaceExamination(looks: looks, frames: 20, quantiser: quantiser), in: ranges)
        }
        let judged = (0..<12).map { look($0, score: -2) }
        let found = result(judged, 38.5)
        #expect(found.outcome == .cannotAssess(.recompressed) && found.score == nil && found.moments.isEmpty)
        #expect(result(judged, 38).outcome == .noSigns && result(judged, nil).outcome == .noSigns)
        #expect(result((0..<12).map { look($0, rows: 20) }, 45).reason == .faceTooSmall)
        #expect(result([], 45).reason == .noFace)
        for quantiser in [-1, 52, .nan] {
            #expect(!FaceExamination(looks: [look(0)], frames: 1, quantiser: quantiser).isSane)
        }
    }

    /// A face that most looks take for a drawn one is not judged; a filmed one beside it is.
    @Test func animation() {
        func looks(track: Int, animated: Int, score: Double = -2) -> [FaceLook] {
            (0..<10).map { look($0, track: track, score: score, isAnimation: $0 < animated) }
        }
        let drawn = result(looks(track: 0, animated: 6))
        #expect(drawn.outcome == .cannotAssess(.animation) && drawn.score == nil && drawn.moments.isEmpty)
        #expect(result(looks(track: 0, animated: 5)).outcome == .noSigns)
        let beside = (looks(track: 0, animated: 10, score: 9) + looks(track: 1, animated: 0))
            .sorted { $0.time < $1.time }
        #expect(result(beside).outcome == .noSigns)
        #expect(result(beside).moments.map(\.track) == Array(repeating: 1, count: 10))
    }

    @Test func theSecondNumberIsAnimation() {
        let output = FaceModel.face.output
        #expect(output.isAnimation([-1, 0.1]) && !output.isAnimation([9, 0]) && !output.isAnimation([9, .nan]))
        #expect(!output.isAnimation([9]) && !FaceModel.Output(name: "x").isAnimation([1, 1]))
        #expect(output.logOdds(in: [-1, 5]) == -1)
    }

    @Test func outcomes() {
        func outcome(_ score: Double) -> DetectorResult.Outcome {
            result((0..<8).map { look($0, score: score) }).outcome
        }
        let bounds = FaceModel.face.calibration
        #expect(outcome(bounds.noSigns - 1) == .noSigns)
        #expect(outcome((bounds.noSigns + bounds.signs) / 2) == .cannotAssess(.inconclusive))
        let expected: DetectorResult.Outcome = FaceModel.face.isExperimental ? .cannotAssess(.experimental) : .signs
        #expect(outcome(bounds.signs + 1) == expected)
    }

    /// Another network's thresholds and words, and what it finds where its figures suffice.
    @Test func aNetworkOfTheUsersOwn() throws {
        var model = FaceModel.face
        model.name = "mine"
        model.isExperimental = false
        model.calibration = FaceModel.Calibration(slope: 1, shift: 0, noSigns: 5, signs: 7)
        func result(_ score: Double) -> DetectorResult {
            FaceSignal.result(
                FaceExamination(looks: (0..<8).map { look($0, score: score) }, frames: 8), in: ranges, by: model)
        }
        #expect(result(4.9).outcome == .noSigns && result(6).reason == .inconclusive && result(7).outcome == .signs)
        let between = try #require(result(6).score)
        #expect(result(7).name == "mine" && result(7).bounds.contains(between))
    }

    /// The face with the highest mean decides; its outliers do not.
    @Test func trimmedMeanOfTheWorstFace() throws {
        let calm = (0..<10).map { look($0, track: 0, score: -2) }
        let odd = (0..<10).map { look($0, track: 1, score: $0 < 2 ? 40 : $0 < 4 ? -40 : 0.5) }
        let brief = (0..<7).map { look($0, track: 2, score: 3) }
        let found = result((calm + odd + brief).sorted { $0.time < $1.time })
        #expect(try #require(found.score) == FaceModel.face.calibration.suspicion(0.5))
        #expect(found.moments.count == 27)
        #expect(found.drivers(2).map(\.track) == [1, 1])
    }

    @Test func suspicionRises() {
        let values = stride(from: -10.0, through: 10, by: 1).map(FaceModel.face.calibration.suspicion)
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
        #expect(values.allSatisfy { (0...1).contains($0) })
    }

    @Test func insaneExaminationsAreRefused() {
        #expect(FaceExamination(looks: [look(0), look(1)], frames: 2).isSane)
        #expect(!FaceExamination(looks: [look(1), look(0)], frames: 2).isSane)
        #expect(!FaceExamination(looks: [look(0, score: .infinity)], frames: 1).isSane)
        #expect(!FaceExamination(looks: [look(0, luma: 300)], frames: 1).isSane)
        #expect(!FaceExamination(looks: [look(0, track: -1)], frames: 1).isSane)
        #expect(!FaceExamination(looks: (0...FaceExamination.mostLooks).map { look($0) }, frames: 1).isSane)
    }
}
