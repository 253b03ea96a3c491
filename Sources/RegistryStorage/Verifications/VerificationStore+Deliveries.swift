public import Registry
internal import Synchronization

/// Who wanted to be told that a verification is over.
extension VerificationStore {
    /// One word that is still to be delivered.
    public struct Delivery: Sendable, Hashable {
        public let number: Int
        /// What is over.
        public let verification: RequestedVerification
        /// How often it was tried.
        public let attempts: Int
    }

    /// Those that are due, the longest first.
    /// - Parameter time: seconds since 1970.
    public func deliveries(dueAt time: Int64, limit: Int) throws(RegistryError) -> [Delivery] {
        let rows = try connection.withLock { connection throws(RegistryError) in
            let select = try connection.prepare(
                """
                SELECT d.number, v.id, d.attempts FROM delivery d JOIN verification v ON v.number = d.verification
                WHERE d.due <= ? ORDER BY d.due LIMIT ?
                """)
            try select.bind(Int(time), at: 1)
            try select.bind(limit, at: 2)
            var rows: [(number: Int, id: String, attempts: Int)] = []
            while try select.step() {
                rows.append((select.integer(at: 0), select.text(at: 1), select.integer(at: 2)))
            }
            return rows
        }
        var deliveries: [Delivery] = []
        for row in rows {
            guard let verification = try verification(id: row.id) else { continue }
            deliveries.append(Delivery(number: row.number, verification: verification, attempts: row.attempts))
        }
        return deliveries
    }

    /// When the next one is due, in seconds since 1970.
    public func nextDelivery() throws(RegistryError) -> Int64? {
        try connection.withLock { connection throws(RegistryError) in
            let select = try connection.prepare("SELECT min(due) FROM delivery")
            return try select.step() && !select.isNull(at: 0) ? Int64(select.integer(at: 0)) : nil
        }
    }

    /// It was delivered, or is given up.
    public func close(_ delivery: Delivery) throws(RegistryError) {
        try connection.withLock { connection throws(RegistryError) in
            let delete = try connection.prepare("DELETE FROM delivery WHERE number = ?")
            try delete.bind(delivery.number, at: 1)
            try delete.run()
        }
    }

    /// It was not taken, and is tried again.
    /// - Parameter due: seconds since 1970.
    public func postpone(_ delivery: Delivery, until due: Int64) throws(RegistryError) {
        try connection.withLock { connection throws(RegistryError) in
            let update = try connection.prepare("UPDATE delivery SET attempts = attempts + 1, due = ? WHERE number = ?")
            try update.bind(Int(due), at: 1)
            try update.bind(delivery.number, at: 2)
            try update.run()
        }
    }
}

extension SQLiteConnection {
    /// Whoever wants to be told will be: durable with the outcome itself.
    func announce(_ verification: RequestedVerification, due: Int64) throws(RegistryError) {
        guard verification.webhook != nil else { return }
        // One that was erased meanwhile has nobody to tell.
        let insert = try prepare(
            "INSERT OR IGNORE INTO delivery (verification, due) SELECT number, ? FROM verification WHERE number = ?")
        try insert.bind(Int(due), at: 1)
        try insert.bind(verification.number, at: 2)
        try insert.run()
    }
}
