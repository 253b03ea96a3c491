import Matching
import Testing

/// The path search on matrices small enough to reckon by hand. One sample of the clip lasts one state: 40 ms.
@Suite struct AlignmentPathTests {
    /// Cost 0 where a sample shows a state, 8 everywhere else.
    private func path(_ shown: [Int?], states: Int, foreign: Float = 5) -> TimePath {
        let axis = SourceAxis(stretches: [0..<(states - 1) * 40 + 1], duration: 1_000_000, limit: 1_000_000)
        var emissions = [Float](repeating: 8, count: shown.count * states)
        for (sample, state) in shown.enumerated() {
            if let state { emissions[sample * states + state] = 0 }
        }
        return TimePath(
            times: shown.indices.map { $0 * 40 }, emissions: emissions,
            foreign: [Float](repeating: foreign, count: shown.count), axis: axis)
    }

    @Test func playAtNominalSpeedCostsNothing() {
        let path = path([0, 1, 2, 3, 4], states: 5)
        #expect(path.states == [0, 1, 2, 3, 4])
        #expect(path.cost == 0)
    }

    @Test func aCutCostsOneJump() {
        let shown = Array(0..<6) + Array(12..<18)
        let path = path(shown, states: 20)
        #expect(path.states == shown)
        #expect(path.cost == TimePath.Costs().jump)
    }

    @Test func aPassageFromElsewhereCostsLeavingAndItsSamples() {
        let shown: [Int?] = [0, 1, 2, 3, nil, nil, nil, nil, nil, nil, 10, 11, 12, 13]
        let path = path(shown, states: 16, foreign: 3)
        #expect(path.states == shown)
        #expect(path.cost == 2 * TimePath.Costs().leave + 6 * 3)
    }

    @Test func aGlitchIsPlayedThrough() {
        let path = path([0, 1, 2, nil, 4, 5, 6], states: 8)
        #expect(path.states == [0, 1, 2, 3, 4, 5, 6])
        #expect(path.cost == 8)
    }

    @Test func stretchesThatTouchAreOneRegion() {
        let axis = SourceAxis(stretches: [5000..<7000, 0..<2000, 6000..<9000], duration: 8000, limit: 100_000)
        #expect(axis.regions.map(\.start) == [0, 5000])
        #expect(axis.regions.map(\.count) == [51, 76])
        #expect(axis.time(of: 51) == 5000)
    }

    @Test func stretchesBeyondTheLimitAreLeftOut() {
        let axis = SourceAxis(stretches: [0..<4000, 50_000..<54_000], duration: 100_000, limit: 5000)
        #expect(axis.regions.map(\.start) == [0])
    }
}
