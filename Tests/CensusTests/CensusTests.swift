import Census
import Testing

/// Counts of families in a period and the one before.
@Suite struct CensusTests {
    private func day(_ text: String) throws -> Day { try #require(Day(text)) }

    private func period() throws -> Census.Period {
        try #require(Census.Period(from: try day("2026-10-01"), through: try day("2026-10-30")))
    }

    /// A family of one clip, seen on some days.
    private func family(
        _ number: Int, _ days: String..., relation: String = "no-source", confidence: String? = nil,
        person: Case.Subject.Person = .public, platform: String? = nil, views: Int? = nil, edits: [String] = [],
        country: String? = nil, detectors: [Case.Finding] = []
    ) throws -> Family {
        let digits = String(number, radix: 16)
        let sha256 = String(repeating: "0", count: 16 - digits.count) + digits + String(repeating: "0", count: 48)
        return Family([
            Case(
                checkedAt: "2026-10-01T00:00:00Z", clip: .init(sha256: sha256, duration: 9000), relation: relation,
                confidence: confidence, edits: edits, detectors: detectors,
                subject: .init(person: person, country: country),
                sightings: try days.map { .init(on: try day($0), platform: platform, views: views) })
        ])
    }

    @Test func seenNewAndBefore() throws {
        let census = Census(
            of: [
                try family(1, "2026-10-01", "2026-10-30"), try family(2, "2026-09-01", "2026-10-05"),
                try family(3, "2026-09-30"), try family(4, "2026-08-31"), try family(5, "2026-10-31"), try family(6),
            ], in: try period())
        #expect(census.now.families.map(\.id) == ["0000000000000001", "0000000000000002"])
        #expect(census.now.new == 1 && census.now.clips == 2 && census.now.sightings == 3)
        #expect(census.before.families.count == 2 && census.before.new == 2)
        #expect(census.period.previous.from.description == "2026-09-01")
        #expect(census.period.previous.through.description == "2026-09-30")
        #expect(census.everSeen == 4)
        // By week: the 30 days from the first.
        #expect(census.growth.map(\.new) == [1, 0, 0, 0, 0])
    }

    @Test func privatePersonsAreLeftOutAndTold() throws {
        let families = [
            try family(1, "2026-10-02"), try family(2, "2026-10-03", person: .private),
            try family(3, "2026-10-04", person: .unstated), try family(4, "2026-01-04", person: .private),
        ]
        let census = Census(of: families, in: try period())
        #expect(census.now.families.count == 1)
        #expect(census.excluded.map(\.person) == [.private, .unstated] && census.excluded.map(\.families) == [1, 1])
        let all = Census(of: families, in: try period(), persons: Set(Case.Subject.Person.allCases))
        #expect(all.now.families.count == 3 && all.excluded.isEmpty)
    }

    /// One clip of a private person makes the family one.
    @Test func theMostProtectiveWordCounts() throws {
        let parts = [try family(1, "2026-10-02"), try family(2, "2026-10-02", person: .private)]
        #expect(Family(parts.flatMap(\.cases)).person == .private)
        #expect(Family([try family(3, person: .unstated), parts[0]].flatMap(\.cases)).person == .public)
    }

    @Test func viewsAreSummedWhereTheyAreStated() throws {
        let census = Census(
            of: [
                try family(1, "2026-10-01", "2026-10-02", views: 500), try family(2, "2026-10-03"),
                try family(3, "2026-10-04", views: .max), try family(4, "2026-10-04", views: .max),
            ], in: try period())
        #expect(census.now.sightings == 5 && census.now.sightingsWithViews == 4)
        #expect(census.now.views == .max)
    }

    @Test func tablesOfBothPeriods() throws {
        let census = Census(
            of: [
                try family(
                    1, "2026-10-01", relation: "changed", platform: "b", edits: ["sound replaced", "picture region"]),
                try family(2, "2026-10-01", relation: "changed", confidence: "match", platform: "a"),
                try family(3, "2026-10-01", relation: "same", confidence: "possible", country: "DE"),
                try family(4, "2026-09-09", relation: "mixed", platform: "a"),
                try family(
                    5, "2026-10-09",
                    detectors: [
                        .init(name: "face", finding: "cannot assess", reason: "no-face", isExperimental: true),
                        .init(name: "mine", finding: nil, reason: "not-installed", isExperimental: false),
                    ]),
            ], in: try period())
        func rows(_ name: Census.Name) -> [Census.Row] { census.table(name).rows }
        #expect(
            rows(.relation) == [
                .init(value: "changed", now: 2, before: 0), .init(value: "no-source", now: 1, before: 0),
                .init(value: "possible", now: 1, before: 0), .init(value: "mixed", now: 0, before: 1),
            ])
        #expect(
            rows(.edit) == [
                .init(value: "picture region", now: 1, before: 0), .init(value: "sound replaced", now: 1, before: 0),
                .init(value: nil, now: 3, before: 1),
            ])
        #expect(
            rows(.platform) == [
                .init(value: "a", now: 1, before: 1), .init(value: "b", now: 1, before: 0),
                .init(value: nil, now: 2, before: 0),
            ])
        #expect(rows(.country) == [.init(value: "DE", now: 1, before: 0), .init(value: nil, now: 3, before: 1)])
        #expect(
            rows(.detector) == [
                .init(value: "not asked", now: 3, before: 1),
                .init(value: "face: cannot assess (experimental)", now: 1, before: 0),
            ])
    }

    @Test func longPeriodsGrowByMonth() throws {
        let period = try #require(Census.Period(from: try day("2026-01-15"), through: try day("2026-04-02")))
        let census = Census(of: [try family(1, "2026-02-28"), try family(2, "2026-04-01")], in: period)
        #expect(census.growth.map(\.from.description) == ["2026-01-15", "2026-02-01", "2026-03-01", "2026-04-01"])
        #expect(census.growth.map(\.new) == [0, 1, 0, 1])
        #expect(Census.Period(from: try day("2026-04-02"), through: try day("2026-04-01")) == nil)
    }

    @Test func sightingsTakeEachOthersPlace() throws {
        var one = try family(1, "2026-10-01", platform: "a", views: 5).first
        one.add(.init(on: try day("2026-10-01"), platform: "a", views: 9))
        #expect(one.sightings.map(\.views) == [9])
        one.add(.init(on: try day("2026-10-02"), platform: "a"))
        one.add(.init(on: try day("2026-10-01"), platform: "a", url: "https://a.example/1", views: 1))
        one.add(.init(on: try day("2026-10-09"), platform: "a", url: "https://a.example/1", views: 2))
        #expect(one.sightings.map(\.views) == [9, nil, 2])
        #expect(one.firstSeen == (try day("2026-10-01")))
    }
}
