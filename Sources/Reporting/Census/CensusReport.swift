public import Census

/// A census in every form in which it is handed on.
public struct CensusReport: Sendable {
    public static let schema = "vericlip.census/1"

    public var census: Census
    /// ISO 8601 in UTC, to the second.
    public var countedAt: String
    public var toolVersion: String

    public init(_ census: Census, countedAt: String, toolVersion: String) {
        self.census = census
        self.countedAt = countedAt
        self.toolVersion = toolVersion
    }

    /// Raw values as on the command line.
    public enum Format: String, Sendable, CaseIterable {
        case text, json, csv
        case markdown = "md"
        case html
    }

    public func text(as format: Format) -> String {
        switch format {
        case .text: CensusText.text(of: self)
        case .json: json.indented + "\n"
        case .csv: CensusTable.csv(of: census)
        case .markdown: CensusText.markdown(of: self)
        case .html: CensusPage.text(of: self)
        }
    }
}

extension EvidenceFiles {
    /// The page of a census, its numbers, a row for each family, what each column means, and the drawings.
    public init(_ report: CensusReport) {
        let parts =
            [
                ("census.json", report.text(as: .json)), ("families.csv", report.text(as: .csv)),
                ("codebook.md", Codebook.text),
            ] + CensusCharts.all(of: report.census).map { ("\($0.name).svg", $0.file) }
        let names = parts.map { $0.0 + "\n" }.joined()
        let all = parts + [(Self.list, names), (Self.page, report.text(as: .html))]
        self.init(files: all.map { File(name: $0.0, bytes: Array($0.1.utf8)) })
    }
}

/// What is said of every census, whatever it counts.
enum CensusWords {
    static func method(of census: Census) -> [String] {
        let persons = Case.Subject.Person.allCases.filter(census.persons.contains).map(\.rawValue).joined(
            separator: ", ")
        let left = census.excluded.filter { $0.families > 0 }.map { person, families in
            person == .unstated
                ? "\(families) of whose persons nobody said whether they are public"
                : "\(families) of \(person.rawValue) persons"
        }
        return [
            "Counted are families of clips that users of this installation chose to keep: not a sample of what circulates. Growth may be that "
                + "of attention.",
            "A family is a clip with its copies: picture and sound of one lie on the other for most of the shorter one, and the verification "
                + "said the same of both. An altered clip is no copy of its original. Two alterations of one passage of the same kind may be "
                + "taken for one.",
            "A family counts in a period in which one of its clips was seen, and is new where it was first seen in it. Where it has several "
                + "values of one thing, it counts under each.",
            "“no-source” says that nothing in the registry matched, not that a clip is fabricated. “possible” and “cannot-assess” are "
                + "undecided and stay in every denominator.",
            "A detector's finding is no proof of either. An experimental one never finds signs of manipulation; how often each errs is in its card.",
            "Views are those that users stated, summed over sightings; sightings without a number count nothing.",
            "Persons counted: \(persons). Left out of this period: \(left.isEmpty ? "none" : left.joined(separator: "; ")).",
        ]
    }

    static func title(of table: Census.Table) -> String {
        switch table.name {
        case .relation: "Relation to signed footage"
        case .edit: "What differs from the signed original"
        case .detector: "What detectors said"
        case .declared: "What the file itself declares"
        case .platform: "Platform"
        case .country: "Country of the office"
        case .office: "Office"
        case .language: "Language"
        }
    }

    /// What stands for families without a value.
    static func none(in table: Census.Table) -> String {
        switch table.name {
        case .edit: "no difference, or nothing compared"
        case .declared: "nothing"
        case .relation, .detector, .platform, .country, .office, .language: "not stated"
        }
    }

    /// Change against the period before, in per cent; nothing to compare with where there was none.
    static func growth(_ now: Int, _ before: Int) -> String {
        guard before > 0 else { return now > 0 ? "none before" : "none" }
        let tenths = Int((Double(now - before) / Double(before) * 1000).rounded())
        let sign = tenths < 0 ? "−" : "+"
        return "\(sign)\(tenths.magnitude / 10).\(tenths.magnitude % 10) %"
    }

    static func period(_ period: Census.Period) -> String { "\(period.from) to \(period.through)" }

    /// The figures at the head: what, now, before.
    static func figures(of census: Census) -> [(name: String, now: Int, before: Int)] {
        let (now, before) = (census.now, census.before)
        return [
            ("Families seen", now.families.count, before.families.count), ("… for the first time", now.new, before.new),
            ("… undecided", now.undecided, before.undecided), ("Clips seen", now.clips, before.clips),
            ("Sightings", now.sightings, before.sightings),
            ("… that state views", now.sightingsWithViews, before.sightingsWithViews),
            ("Views stated", now.views, before.views),
        ]
    }
}

extension Census.Count {
    var undecided: Int { families.filter { !$0.isDecided }.count }
}
