import Census

/// A row for each family that was seen in the period (RFC 4180, lines ending in a line feed). `Codebook` says what each column holds.
enum CensusTable {
    static let columns = [
        "family", "first_seen", "last_seen", "new", "clips", "sightings", "sightings_with_views", "views", "relation",
        "decided", "edits", "detectors", "declared", "platforms", "country", "office", "language", "person", "records",
    ]

    static func csv(of census: Census) -> String {
        let rows = census.now.families.map { row(of: $0, in: census) }
        return ([columns.joined(separator: ",")] + rows.map { $0.map(CSV.cell).joined(separator: ",") })
            .joined(separator: "\n") + "\n"
    }

    private static func row(of family: Family, in census: Census) -> [String] {
        let seen = family.sightings.filter { census.period.contains($0.on) }
        func values(_ name: Census.Name) -> String {
            census.values(of: family, name, census.now).sorted().reduce(into: [String]()) {
                if !$0.contains($1) { $0.append($1) }
            }.joined(separator: "; ")
        }
        let views = seen.compactMap(\.views)
        let isNew = family.firstSeen.map(census.period.contains) ?? false
        return [
            family.id, family.firstSeen?.description ?? "", seen.map(\.on).max()?.description ?? "", isNew ? "1" : "0",
            String(family.cases.filter { $0.sightings.contains { census.period.contains($0.on) } }.count),
            String(seen.count), String(views.count), views.isEmpty ? "" : String(views.cappedSum), values(.relation),
            family.isDecided ? "1" : "0", values(.edit), values(.detector), values(.declared), values(.platform),
            values(.country), values(.office), values(.language), family.person.rawValue,
            family.first.records.joined(separator: "; "),
        ]
    }
}

/// What the columns of `families.csv` and the members of `census.json` hold.
enum Codebook {
    static let text = """
        # Codebook

        `families.csv` has a row for each family of clips that was seen in the period. Several values in one cell are separated by
        a semicolon and a space; an empty cell is what nobody stated.

        | column | holds |
        |---|---|
        \(rows.map { "| `\($0.column)` | \($0.meaning) |" }.joined(separator: "\n"))

        `census.json` has the same period's counts: `now` and `before` (as many days, just before), `tables` with the families under each
        value in both, `growth` with the families first seen in each step, `everSeen`, `excluded` and `method`. A `value` that is absent
        stands for families without one.

        """

    private static let rows: [(column: String, meaning: String)] = [
        ("family", "the number of its first clip: the first 16 digits of the SHA-256 of that file"),
        ("first_seen, last_seen", "days, in UTC: the first ever, the last in the period"),
        ("new", "1 where it was first seen in the period"),
        ("clips, sightings", "files of the family, and how often they were seen, in the period"),
        ("sightings_with_views, views", "sightings that state views, and their sum"),
        (
            "relation",
            "of its first clip: `same`, `edited`, `changed`, `mixed`, `no-source`, `cannot-assess`, or `possible` where the verification "
                + "does not certify it"
        ),
        ("decided", "0 where the relation is `possible` or `cannot-assess`"),
        ("edits", "what differs from the signed original: track and kind, as in report v1"),
        ("detectors", "what each detector said where no signed source covers the clip, or `not asked`"),
        (
            "declared",
            "what the file declares of how it came about: terms of IPTC's digital source types, `synthetic-label`"
        ),
        ("platforms", "where it was seen in the period, as users wrote it"),
        ("country, office, language", "of the person's office, and of what is said, as users wrote it; never a name"),
        ("person", "`public`, `private` or `unstated`: the most protective of what was said of its clips"),
        ("records", "records of the registry that its first clip was compared with"),
    ]
}
