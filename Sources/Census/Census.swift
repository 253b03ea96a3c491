/// Families of clips that were seen in a period, against the period before it. Counts, with what they are counts of; nothing is estimated.
public struct Census: Sendable {
    /// The last day lies within.
    public struct Period: Sendable, Hashable {
        public let from: Day
        public let through: Day

        /// Nil where it ends before it begins.
        public init?(from: Day, through: Day) {
            guard from <= through else { return nil }
            self.from = from
            self.through = through
        }

        public var days: Int { through.number - from.number + 1 }
        /// As many days, just before.
        public var previous: Period {
            Period(from: from.advanced(by: -days), through: from.advanced(by: -1)) ?? self
        }

        public func contains(_ day: Day) -> Bool { from <= day && day <= through }
    }

    public let period: Period
    public let now: Count
    public let before: Count
    /// Families seen for the first time, in each month that the period touches, or in each week where it lasts 70 days at most.
    public let growth: [(from: Day, new: Int)]
    /// Families first seen up to the end of the period.
    public let everSeen: Int
    /// Families seen in the period that are left out, by why: whose person the user called private, or did not say.
    public let excluded: [(person: Case.Subject.Person, families: Int)]
    public let persons: Set<Case.Subject.Person>

    /// - Parameters:
    ///   - families: all that the ledger has, of any period and person.
    ///   - persons: whom the census is about.
    public init(of families: [Family], in period: Period, persons: Set<Case.Subject.Person> = [.public]) {
        self.period = period
        self.persons = persons
        let counted = families.filter { persons.contains($0.person) }
        now = Count(counted, in: period)
        before = Count(counted, in: period.previous)
        everSeen = counted.filter { $0.firstSeen.map { $0 <= period.through } ?? false }.count
        growth = Self.steps(in: period).map { step in
            (step.from, counted.filter { $0.firstSeen.map(step.contains) ?? false }.count)
        }
        excluded = Case.Subject.Person.allCases.filter { !persons.contains($0) }.map { person in
            (person, Count(families.filter { $0.person == person }, in: period).families.count)
        }
    }

    private static let mostDaysByWeek = 70

    private static func steps(in period: Period) -> [Period] {
        var steps: [Period] = []
        var from = period.from
        while from <= period.through {
            let next =
                period.days <= mostDaysByWeek ? from.advanced(by: 7) : from.startOfMonth.advanced(by: 31).startOfMonth
            if let step = Period(from: from, through: min(next.advanced(by: -1), period.through)) { steps.append(step) }
            from = next
        }
        return steps
    }
}

extension Family {
    /// The most protective of what was said of its clips.
    public var person: Case.Subject.Person {
        let said = Set(cases.map(\.subject.person))
        return said.contains(.private) ? .private : said.contains(.public) ? .public : .unstated
    }
}

extension Census {
    /// What was seen in one period.
    public struct Count: Sendable {
        public let families: [Family]
        /// Of these, seen for the first time.
        public let new: Int
        /// Clips of these families that were seen in the period, and how often.
        public let clips: Int
        public let sightings: Int
        /// Sum of the views of sightings that state some, and how many do.
        public let views: Int
        public let sightingsWithViews: Int
        private let period: Period

        init(_ families: [Family], in period: Period) {
            self.period = period
            self.families = families.filter { $0.sightings.contains { period.contains($0.on) } }
            new = self.families.filter { $0.firstSeen.map(period.contains) ?? false }.count
            let cases = self.families.flatMap(\.cases)
            clips = cases.filter { $0.sightings.contains { period.contains($0.on) } }.count
            let seen = cases.flatMap(\.sightings).filter { period.contains($0.on) }
            sightings = seen.count
            views = seen.compactMap(\.views).cappedSum
            sightingsWithViews = seen.filter { $0.views != nil }.count
        }

        /// Families by something that each has one of, or none; the commonest first. A family with several counts in each.
        public func table(_ values: (Family) -> [String]) -> [(value: String?, families: Int)] {
            var counts: [String?: Int] = [:]
            for family in families {
                let found = Set(values(family))
                if found.isEmpty { counts[nil, default: 0] += 1 }
                for value in found { counts[value, default: 0] += 1 }
            }
            return counts.map { (value: $0.key, families: $0.value) }.sorted { a, b in
                // What nobody stated comes last.
                if (a.value == nil) != (b.value == nil) { return b.value == nil }
                return a.families != b.families ? a.families > b.families : (a.value ?? "") < (b.value ?? "")
            }
        }

        public func platforms(of family: Family) -> [String] {
            family.sightings.filter { period.contains($0.on) }.compactMap(\.platform)
        }
    }
}

extension [Int] {
    /// The sum of numbers that are not negative; what users type has no end.
    public var cappedSum: Int {
        reduce(0) { sum, value in
            let (next, isTooLarge) = sum.addingReportingOverflow(value)
            return isTooLarge ? .max : next
        }
    }
}
