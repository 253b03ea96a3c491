import Media
import Testing

@Suite struct MediaTimeTests {
    @Test func equalityIsOfTheTimeNotOfItsRepresentation() {
        #expect(MediaTime(value: 1, timescale: 2) == MediaTime(value: 2, timescale: 4))
        #expect(MediaTime(value: 1, timescale: 2).hashValue == MediaTime(value: 2, timescale: 4).hashValue)
        #expect(MediaTime(value: 1001, timescale: 30000) < MediaTime(value: 1, timescale: 29))
        #expect(MediaTime(value: -1, timescale: 3) < .zero)
    }

    @Test(arguments: [(1001, 30000, 33), (1, 2000, 1), (-1, 2000, -1), (1499, 1_000_000, 1), (1500, 1_000_000, 2)])
    func millisecondsRoundHalvesAwayFromZero(value: Int64, timescale: Int32, expected: Int) {
        #expect(MediaTime(value: value, timescale: timescale).milliseconds == expected)
    }

    @Test func aTimeNearTheLimitsOfTheClockDoesNotOverflow() {
        let far = MediaTime(value: .max / 2, timescale: 1_000_000)
        #expect(far.milliseconds == Int(Int64.max / 2 / 1000) + 1)
        #expect(MediaTime(value: .max, timescale: .max) < MediaTime(value: .max, timescale: 1))
    }
}
