import Census
import Testing

@Suite struct DayTests {
    @Test func everyDayOfFourCenturiesIsItself() throws {
        let (first, last) = (try #require(Day("1970-01-01")), try #require(Day("2399-12-31")))
        #expect(first.number == 0)
        var lengths: [String: Int] = [:]
        for number in first.number...last.number {
            let day = Day(number: number)
            #expect(Day(day.description) == day)
            lengths[String(day.description.prefix(7)), default: 0] += 1
        }
        #expect(
            lengths["2024-02"] == 29 && lengths["2026-02"] == 28 && lengths["2100-02"] == 28 && lengths["2000-02"] == 29
        )
        #expect(lengths.values.allSatisfy { (28...31).contains($0) })
    }

    @Test(arguments: [
        "", "2026-2-01", "2026-02-30", "2026-13-01", "1969-12-31", "2026-02-01 ", "2026/02/01", "+026-02-01",
    ])
    func whatIsNoDay(_ text: String) {
        #expect(Day(text) == nil)
    }

    @Test func months() throws {
        #expect(try #require(Day("2026-11-30")).startOfMonth.description == "2026-11-01")
        #expect(try #require(Day("2026-03-01")).advanced(by: -1).description == "2026-02-28")
    }
}
