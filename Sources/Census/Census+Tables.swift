extension Census {
    /// A share of families with something in common, in the period and before it.
    public struct Row: Sendable, Hashable {
        /// Absent where nobody said, or there is none.
        public let value: String?
        public let now: Int
        public let before: Int

        public init(value: String?, now: Int, before: Int) {
            self.value = value
            self.now = now
            self.before = before
        }
    }

    /// Families by one thing. Where a family may have several values, the rows add up to more than the families.
    public struct Table: Sendable, Hashable {
        public let name: Name
        public let rows: [Row]
    }

    /// Raw values as in the JSON and in the codebook.
    public enum Name: String, Sendable, Hashable, CaseIterable {
        case relation
        case edit
        case detector
        case declared
        case platform
        case country
        case office
        case language
    }

    public var tables: [Table] { Name.allCases.map(table) }

    public func table(_ name: Name) -> Table {
        func values(_ count: Count) -> [String?: Int] {
            Dictionary(
                uniqueKeysWithValues: count.table { self.values(of: $0, name, count) }.map { ($0.value, $0.families) })
        }
        let (now, before) = (values(self.now), values(self.before))
        let rows = Set(now.keys).union(before.keys).map {
            Row(value: $0, now: now[$0, default: 0], before: before[$0, default: 0])
        }
        return Table(
            name: name,
            rows: rows.sorted { a, b in
                if (a.value == nil) != (b.value == nil) { return b.value == nil }
                return (b.now, b.before, a.value ?? "") < (a.now, a.before, b.value ?? "")
            })
    }

    /// What a family has of one thing.
    public func values(of family: Family, _ name: Name, _ count: Count) -> [String] {
        switch name {
        case .relation: [family.outcome]
        case .edit: family.first.edits
        case .detector: family.findings
        case .declared: Array(Set(family.cases.flatMap(\.declared)))
        case .platform: count.platforms(of: family)
        case .country: Self.stated(family) { $0.country }
        case .office: Self.stated(family) { $0.office }
        case .language: Self.stated(family) { $0.language }
        }
    }

    private static func stated(_ family: Family, _ value: (Case.Subject) -> String?) -> [String] {
        Array(Set(family.cases.compactMap { value($0.subject) }))
    }
}

extension Family {
    /// The relation of report v1; `possible` in place of one that the verification does not certify: it is undecided.
    public var outcome: String { first.confidence == "possible" ? "possible" : first.relation }

    /// Whether anything was decided: it relates to signed footage with certainty, or no signed source was found, which is an answer too.
    public var isDecided: Bool { outcome != "possible" && outcome != "cannot-assess" }

    /// What each detector said, by name; `not asked` where none was.
    public var findings: [String] {
        let asked = first.detectors.compactMap { result in
            result.finding.map { "\(result.name): \($0)\(result.isExperimental ? " (experimental)" : "")" }
        }
        return asked.isEmpty ? ["not asked"] : asked
    }
}
