import Detection
import Media
import Testing

/// What mouths and sound come to: every outcome and every reason.
@Suite struct LipSignalTests {
    private let ranges = [TimeRange(milliseconds: 0..<20_000)]
    private static let steps = 450

    /// Numbers that rise and fall as syllables do, a few times a second, the same for the same seed.
    private func syllables(_ seed: Int, _ count: Int) -> [Double] {
        var state = UInt64(seed) &* 2_654_435_761 &+ 1
        func random() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 40) / Double(1 << 24)
        }
        var values: [Double] = []
        while values.count < count {
            let length = 3 + Int(random() * 5)
            let height = random() < 0.2 ? 0.1 : 0.4 + random()
            for step in 0..<length {
                let place = Double(step) / Double(length)
                values.append(height * 4 * place * (1 - place))
            }
        }
        return Array(values.prefix(count))
    }

    private func face(
        _ moves: [Double], first: Int = 0, pixels: Double = 2, rows: Int = 200, turn: Double = 0.1, luma: Double = 120
    ) -> LipTrack {
        var track = LipTrack(
            first: first, steps: moves.count, box: FrameBox(x: 0.4, y: 0.2, width: 0.2, height: 0.3), rows: rows,
            turn: turn, luma: luma)
        if track.obstacle == nil {
            track.opening = moves.map { Int($0 * pixels * 1000) }
            track.darkness = moves.map { Int(($0 * 0.2 - 0.6) * 1000) }
        }
        return track
    }

    /// Sound that follows `moves` by so many steps, loud by 1 at rest and by `range` more where the mouth is open.
    private func sound(_ moves: [Double], behind: Int = 2, quiet: Double = 28, range: Double = 5) -> SpeechLevels {
        let first = -LipLimits.reachSteps
        let values = (first..<moves.count + LipLimits.reachSteps).flatMap { step in
            let place = step - behind
            let open = moves.indices.contains(place) ? moves[place] : 0
            return [Int](repeating: Int((quiet + range * open) * 100), count: SpeechLevels.bands)
        }
        return SpeechLevels(first: first, values: values)
    }

    private func result(_ faces: [LipTrack], _ sound: SpeechLevels) -> DetectorResult {
        LipSignal.result(LipExamination(faces: faces, sounds: [sound]), in: ranges)
    }

    @Test func lipsThatGoWithTheSound() throws {
        let moves = syllables(1, Self.steps)
        let found = result([face(moves)], sound(moves))
        #expect(found.outcome == .noSigns && found.soundOffset == nil && found.model == LipModel.card.version)
        #expect(try #require(found.score) < 0.01)
        #expect(found.moments.count == 8 && found.ranges == ranges)
        // From 40 ms before to 200 ms behind is as it should be.
        for behind in [-1, 0, 5] { #expect(result([face(moves)], sound(moves, behind: behind)).soundOffset == nil) }
    }

    @Test(arguments: [-20, -8, 12, 20]) func movedSound(behind: Int) throws {
        let moves = syllables(2, Self.steps)
        let found = result([face(moves)], sound(moves, behind: behind))
        #expect(found.soundOffset == (behind - 2) * 40)
        #expect(found.outcome == .cannotAssess(.experimental))
        #expect(try #require(found.score) > 0.9)
    }

    @Test func foreignSound() throws {
        let found = result([face(syllables(3, Self.steps))], sound(syllables(4, Self.steps)))
        #expect(found.outcome == .cannotAssess(.experimental) && found.soundOffset == nil)
        #expect(try #require(found.score) >= LipModel.card.bounds.upperBound)
    }

    /// Half of the sound is another's: some windows go together, some do not.
    @Test func theMomentsTellWhere() {
        let (moves, other) = (syllables(5, Self.steps), syllables(6, Self.steps))
        let found = result([face(moves)], sound(Array(moves.prefix(225)) + other.suffix(225)))
        let (early, late) = (found.moments.filter { $0.time < .init(milliseconds: 7000) }, found.moments.suffix(3))
        #expect(early.allSatisfy { $0.score < 0.5 } && late.allSatisfy { $0.score > 0.5 })
    }

    /// Of two people who are seen at the same time one speaks.
    @Test func oneOfTwoSpeaks() {
        let (speaker, listener) = (syllables(7, Self.steps), syllables(8, Self.steps))
        let found = result([face(listener), face(speaker)], sound(speaker))
        #expect(found.outcome == .noSigns && found.moments.allSatisfy { $0.track == 1 })
    }

    @Test func between() throws {
        let (moves, noise) = (syllables(9, Self.steps), syllables(10, Self.steps))
        let outcomes = stride(from: 0.0, through: 1, by: 0.05).map { share in
            result([face(moves)], sound(zip(moves, noise).map { $0 * (1 - share) + $1 * share })).outcome
        }
        #expect(outcomes.first == .noSigns && outcomes.last == .cannotAssess(.experimental))
        #expect(outcomes.contains(.cannotAssess(.inconclusive)))
    }

    @Test func reasons() {
        let moves = syllables(11, Self.steps)
        let speech = sound(moves)
        #expect(result([], speech).reason == .noFace)
        #expect(result([face(moves, rows: 63)], speech).reason == .faceTooSmall)
        #expect(result([face(moves, turn: 0.6)], speech).reason == .profile)
        #expect(result([face(moves, luma: 20)], speech).reason == .tooDark)
        #expect(result([face(Array(moves.prefix(99)))], speech).reason == .tooFewFrames)
        #expect(result([face(moves)], sound(moves, quiet: 10)).reason == .noSpeech)
        #expect(result([face(moves)], SpeechLevels(first: 0, values: [])).reason == .noSpeech)
        #expect(result([face(moves)], sound(moves, range: 0.2)).reason == .music)
        #expect(result([face(moves, pixels: 0.1)], speech).reason == .stillMouth)
        let coarse = LipExamination(faces: [face(moves)], sounds: [speech], quantiser: 41)
        #expect(LipSignal.result(coarse, in: []).outcome == .cannotAssess(.recompressed))
        #expect(!LipExamination(faces: [], sounds: [], quantiser: 80).isSane)
        // What most of what was seen is.
        let both = [face(moves, rows: 10), face(Array(moves.prefix(20)))]
        #expect(result(both, speech).outcome == .cannotAssess(.faceTooSmall))
    }

    @Test func insaneExaminationsAreRefused() {
        let moves = syllables(12, 120)
        func isAccepted(_ face: LipTrack, _ levels: SpeechLevels) -> Bool {
            LipExamination(faces: [face], sounds: [levels]).isSane
        }
        #expect(isAccepted(face(moves), sound(moves)))
        var uneven = face(moves)
        uneven.opening.removeLast()
        #expect(!isAccepted(uneven, sound(moves)))
        var wild = face(moves)
        wild.darkness[3] = .max
        #expect(!isAccepted(wild, sound(moves)))
        #expect(!isAccepted(face(moves), SpeechLevels(first: 0, values: [1, 2, 3])))
        #expect(!isAccepted(face(moves), SpeechLevels(first: 0, values: [1, 2, 3, -4])))
        #expect(!isAccepted(face(moves), SpeechLevels(first: -100, values: [])))
        let short = face(Array(moves.prefix(20)))
        let many = [LipTrack](repeating: short, count: LipLimits.mostFaces + 1)
        let (isSane, longest) = (
            LipExamination(faces: many, sounds: []).isSane, LipExamination(longest: many, sounds: [])
        )
        #expect(!isSane && longest.isSane && longest.faces.count == LipLimits.mostFaces)
    }

    /// Where the network for faces takes all of them for drawn ones, their lips are not compared; where it was not asked, they are.
    @Test func animation() {
        let moves = syllables(1, Self.steps)
        let seen = LipExamination(faces: [face(moves)], sounds: [sound(moves)])
        func found(animated: Int, score: Double? = 0) -> DetectorResult {
            let looks = (0..<10).map { number in
                FaceLook(
                    time: number * 500, box: FrameBox(x: 0.4, y: 0.2, width: 0.2, height: 0.3), rows: 200, turn: 0.1,
                    luma: 120, score: score, isAnimation: number < animated)
            }
            return LipSignal.result(seen, faces: FaceExamination(looks: looks, frames: 10), in: ranges)
        }
        #expect(found(animated: 6).outcome == .cannotAssess(.animation) && found(animated: 6).score == nil)
        #expect(found(animated: 5).outcome == .noSigns && found(animated: 0, score: nil).outcome == .noSigns)
    }

    @Test func stretches() {
        #expect(LipLimits.stretches(in: [0..<3999, 5000..<9000]) == [5000..<9000])
        #expect(LipLimits.stretches(in: [0..<24_000]) == [0..<24_000])
        #expect(LipLimits.stretches(in: [0..<60_000]) == [9000..<21_000, 39_000..<51_000])
        #expect(LipLimits.stretches(in: [0..<90_000]) == [9000..<21_000, 39_000..<51_000, 69_000..<81_000])
        #expect(LipLimits.stretches(in: [0..<3_600_000]).map(\.count) == [Int](repeating: 12_000, count: 5))
        #expect(LipLimits.stretches(in: [0..<6000, 100_000..<140_000]) == [100_000..<112_000, 122_500..<134_500])
    }
}
