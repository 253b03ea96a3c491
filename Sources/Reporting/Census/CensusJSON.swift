import Census

extension CensusReport {
    /// `docs/census-v1.md` says what each member holds.
    public var json: JSONValue {
        .object([
            "schema": .string(Self.schema),
            "tool": .object(["name": .string("vericlip"), "version": .string(toolVersion)]),
            "countedAt": .string(countedAt),
            "period": census.period.json,
            "previous": census.period.previous.json,
            "persons": .array(
                Case.Subject.Person.allCases.filter(census.persons.contains).map { .string($0.rawValue) }),
            "now": census.now.json,
            "before": census.before.json,
            "everSeen": .integer(census.everSeen),
            "excluded": .array(
                census.excluded.map {
                    .object(["person": .string($0.person.rawValue), "families": .integer($0.families)])
                }),
            "tables": .array(census.tables.map(\.json)),
            "growth": .array(
                census.growth.map { .object(["from": .string($0.from.description), "new": .integer($0.new)]) }),
            "method": .array(CensusWords.method(of: census).map(JSONValue.string)),
        ])
    }
}

extension Census.Period {
    fileprivate var json: JSONValue {
        .object(["from": .string(from.description), "through": .string(through.description)])
    }
}

extension Census.Count {
    fileprivate var json: JSONValue {
        .object([
            "families": .integer(families.count), "new": .integer(new), "undecided": .integer(undecided),
            "clips": .integer(clips), "sightings": .integer(sightings),
            "sightingsWithViews": .integer(sightingsWithViews), "views": .integer(views),
        ])
    }
}

extension Census.Table {
    fileprivate var json: JSONValue {
        .object([
            "by": .string(name.rawValue),
            "rows": .array(
                rows.map {
                    .object([
                        "value": $0.value.map(JSONValue.string), "now": .integer($0.now), "before": .integer($0.before),
                    ])
                }),
        ])
    }
}
