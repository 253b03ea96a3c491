internal import Registry

extension SQLiteConnection {
    func apiKeys(
        _ condition: String, _ bind: @Sendable (borrowing SQLiteStatement) throws(RegistryError) -> Void
    ) throws(RegistryError) -> [APIKey] {
        let statement = try prepare(
            "SELECT number, name, scopes, created_at, expires_at, last_used_at FROM api_key \(condition)")
        try bind(statement)
        var found: [APIKey] = []
        while try statement.step() {
            found.append(
                APIKey(
                    number: statement.integer(at: 0), name: statement.text(at: 1),
                    // A scope of a later version allows nothing here.
                    scopes: Set(
                        statement.text(at: 2).split(separator: " ").compactMap { APIKey.Scope(rawValue: String($0)) }),
                    createdAt: Int64(statement.integer(at: 3)), expiresAt: Int64(statement.integer(at: 4)),
                    lastUsedAt: statement.isNull(at: 5) ? nil : Int64(statement.integer(at: 5))))
        }
        return found
    }

    /// Not at every use: a look-up would be a write.
    func noteUse(of key: APIKey, at time: Int64, after seconds: Int64) throws(RegistryError) {
        if let last = key.lastUsedAt, time < last + seconds { return }
        let update = try prepare("UPDATE api_key SET last_used_at = ? WHERE number = ?")
        try update.bind(Int(time), at: 1)
        try update.bind(key.number, at: 2)
        try update.run()
    }
}
