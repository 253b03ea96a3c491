internal import Registry

extension SQLiteConnection {
    static let verificationColumns = "number, id, name, byte_count, asked_at, state, headline, failure, owner"

    func verifications(
        _ sql: String, _ bind: @Sendable (borrowing SQLiteStatement) throws(RegistryError) -> Void
    ) throws(RegistryError) -> [RequestedVerification] {
        let statement = try prepare(sql)
        try bind(statement)
        var found: [RequestedVerification] = []
        while try statement.step() {
            guard let state = RequestedVerification.State(rawValue: statement.text(at: 5)) else {
                throw .corrupted(path: path, detail: "a state that no verification has")
            }
            found.append(
                RequestedVerification(
                    number: statement.integer(at: 0), id: statement.text(at: 1), name: statement.text(at: 2),
                    byteCount: statement.integer(at: 3), askedAt: statement.text(at: 4), state: state,
                    headline: statement.isNull(at: 6) ? nil : statement.text(at: 6),
                    failure: statement.isNull(at: 7) ? nil : statement.text(at: 7), owner: statement.integer(at: 8)))
        }
        return found
    }

    func verificationIDs() throws(RegistryError) -> Set<String> {
        let statement = try prepare("SELECT id FROM verification")
        var ids: Set<String> = []
        while try statement.step() { ids.insert(statement.text(at: 0)) }
        return ids
    }
}
