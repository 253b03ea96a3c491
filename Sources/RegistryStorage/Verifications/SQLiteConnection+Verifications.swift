internal import Registry

extension SQLiteConnection {
    static let verificationColumns = """
        number, id, name, byte_count, asked_at, state, headline, failure, owner, address, has_arrived, webhook,
        (SELECT batch.id FROM batch WHERE batch.number = verification.batch)
        """

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
                    failure: statement.isNull(at: 7) ? nil : statement.text(at: 7), owner: statement.integer(at: 8),
                    address: statement.isNull(at: 9) ? nil : statement.text(at: 9),
                    hasArrived: statement.integer(at: 10) != 0,
                    webhook: statement.isNull(at: 11) ? nil : statement.text(at: 11),
                    batch: statement.isNull(at: 12) ? nil : statement.text(at: 12)))
        }
        return found
    }

    /// Nothing is added where the owner has a request of this name already.
    func insert(
        _ request: VerificationRequest, id: String, byteCount: Int, address: String?
    ) throws(RegistryError) {
        let insert = try prepare(
            """
            INSERT INTO verification (
                id, idempotency_key, owner, name, byte_count, asked_at, state, address, has_arrived, webhook, batch, turn
            ) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'queued', ?7, ?8, ?9, (SELECT number FROM batch WHERE id = ?10), max(
                coalesce((SELECT max(turn) + 1 FROM verification WHERE owner = ?3 AND (batch IS NOT NULL) = (?10 IS NOT NULL)), 0),
                coalesce(
                    (SELECT min(turn) FROM verification
                        WHERE (batch IS NOT NULL) = (?10 IS NOT NULL) AND state = 'queued' AND has_arrived),
                    (SELECT max(turn) FROM verification WHERE (batch IS NOT NULL) = (?10 IS NOT NULL)), 0)))
            ON CONFLICT (idempotency_key) DO NOTHING
            """)
        try insert.bind(id, at: 1)
        try insert.bind(request.ownedKey, at: 2)
        try insert.bind(request.owner, at: 3)
        try insert.bind(request.name, at: 4)
        try insert.bind(byteCount, at: 5)
        try insert.bind(request.askedAt, at: 6)
        try insert.bind(address, at: 7)
        try insert.bind(address == nil ? 1 : 0, at: 8)
        try insert.bind(request.webhook, at: 9)
        try insert.bind(request.batch, at: 10)
        try insert.run()
    }

    func serverName() throws(RegistryError) -> String {
        let statement = try prepare("SELECT name FROM server")
        return try statement.step() ? statement.text(at: 0) : ""
    }

    /// Of verifications and drafts: those that may have a clip.
    func verificationIDs() throws(RegistryError) -> Set<String> {
        let statement = try prepare("SELECT id FROM verification UNION ALL SELECT id FROM draft")
        var ids: Set<String> = []
        while try statement.step() { ids.insert(statement.text(at: 0)) }
        return ids
    }
}
