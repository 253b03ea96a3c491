import Detection
import Testing

/// The threshold below which false alarms stay, by hand.
@Suite struct ConformalRuleTests {
    /// Of 49 references and the clip one in fifty may stand above: the threshold is the highest reference. Of 99 two may: the second
    /// highest; of 148 still two, of 149 three.
    @Test(arguments: [(49, 49.0), (98, 98.0), (99, 98.0), (148, 147.0), (149, 147.0), (499, 490.0)])
    func theThreshold(count: Int, expected: Double) {
        let rule = ConformalRule(references: (1...count).map(Double.init).shuffled())
        #expect(rule.threshold == expected && rule.count == count)
    }

    @Test(arguments: [0, 1, 5, 48]) func tooFewReferencesHaveNone(count: Int) {
        #expect(ConformalRule(references: (0..<count).map(Double.init)).threshold == nil)
    }

    @Test func asManyReachAScoreAsAreNotBelowIt() {
        let rule = ConformalRule(references: [0.3, 0.1, 0.2, 0.2])
        #expect(rule.reaching(0.2) == 3 && rule.reaching(0.25) == 1 && rule.reaching(0.4) == 0)
    }

    /// What the rule promises: of a thousand sets of exchangeable scores, the last one of a set lies above the threshold of the others
    /// in 2 of 100, to three deviations of such a count (4.4 of 1000); ties only make it rarer.
    @Test(arguments: [50, 120, 300]) func itHoldsFalseAlarms(count: Int) {
        var random = Seeded(state: UInt64(count))
        for ties in [false, true] {
            var alarms = 0
            for _ in 0..<1000 {
                let scores = (0...count).map { _ in ties ? Double(random.next() % 20) : Double(random.next() >> 11) }
                if let threshold = ConformalRule(references: Array(scores.dropLast())).threshold {
                    alarms += scores[count] > threshold ? 1 : 0
                }
            }
            #expect(alarms <= 20 + 14)
        }
    }
}

/// Marsaglia's xorshift: the same numbers in every run.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
