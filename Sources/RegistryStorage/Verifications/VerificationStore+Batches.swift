internal import Foundation
public import Registry
internal import Synchronization

/// Verifications that were asked for together, and come after all others.
extension VerificationStore {
    /// Makes a batch of clips to be fetched; others may be added to it.
    /// - Parameters:
    ///   - key: names the request among its owner's: where a batch was made under this name already, that one is the answer.
    ///   - requests: what is asked of each clip, and its address.
    public func addBatch(
        name: String, key: String? = nil, owner: Int = 0, askedAt: String,
        fetching requests: [(VerificationRequest, address: String)] = []
    ) throws(RegistryError) -> RequestedBatch {
        let id = Self.makeID()
        let ownedKey = key.map { "\(owner)/\($0)" }
        try connection.withLock { connection throws(RegistryError) in
            // Accepted from the commit on, all of it or nothing.
            try connection.transaction { connection throws(RegistryError) in
                let insert = try connection.prepare(
                    """
                    INSERT INTO batch (id, owner, name, asked_at, idempotency_key) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (idempotency_key) DO NOTHING RETURNING number
                    """)
                try insert.bind(id, at: 1)
                try insert.bind(owner, at: 2)
                try insert.bind(name, at: 3)
                try insert.bind(askedAt, at: 4)
                try insert.bind(ownedKey, at: 5)
                guard try insert.step() else { return }
                insert.reset()
                for (request, address) in requests {
                    var request = request
                    request.batch = id
                    try connection.insert(request, id: Self.makeID(), byteCount: 0, address: address)
                }
            }
        }
        if let added = try batch(id: id) { return added }
        let earlier = try batches("WHERE idempotency_key = ?") { statement throws(RegistryError) in
            try statement.bind(ownedKey, at: 1)
        }
        guard let earlier = earlier.first else {
            throw .corrupted(path: folder, detail: "a batch is gone as soon as it was added")
        }
        return earlier
    }

    public func batch(id: String) throws(RegistryError) -> RequestedBatch? {
        try batches("WHERE id = ?") { statement throws(RegistryError) in try statement.bind(id, at: 1) }.first
    }

    /// The latest first.
    /// - Parameters:
    ///   - number: only those before it.
    ///   - owner: only those of this one; nothing for everybody's.
    public func batches(
        before number: Int = .max, limit: Int, owner: Int? = nil
    ) throws(RegistryError) -> [RequestedBatch] {
        try batches("WHERE number < ? AND (?2 IS NULL OR owner = ?2) ORDER BY number DESC LIMIT ?3") {
            statement throws(RegistryError) in
            try statement.bind(number, at: 1)
            if let owner { try statement.bind(owner, at: 2) } else { try statement.bindNull(at: 2) }
            try statement.bind(limit, at: 3)
        }
    }

    /// In the order in which they were asked for.
    /// - Parameters:
    ///   - id: of the batch.
    ///   - number: only those after it.
    public func verifications(
        inBatch id: String, after number: Int = 0, limit: Int
    ) throws(RegistryError) -> [RequestedVerification] {
        try select("WHERE batch = (SELECT number FROM batch WHERE id = ?) AND number > ? ORDER BY number LIMIT ?") {
            statement throws(RegistryError) in
            try statement.bind(id, at: 1)
            try statement.bind(number, at: 2)
            try statement.bind(limit, at: 3)
        }
    }

    /// Erases a batch with its verifications, their clips and what came out.
    /// - Returns: ids of the verifications; nothing where there was no such batch.
    public func eraseBatch(id: String) throws(RegistryError) -> [String]? {
        let erased: [String]? = try connection.withLock { connection throws(RegistryError) in
            try connection.transaction { connection throws(RegistryError) in
                let select = try connection.prepare(
                    "SELECT v.id FROM verification v JOIN batch b ON v.batch = b.number WHERE b.id = ?")
                try select.bind(id, at: 1)
                var ids: [String] = []
                while try select.step() { ids.append(select.text(at: 0)) }
                let delete = try connection.prepare("DELETE FROM batch WHERE id = ? RETURNING number")
                try delete.bind(id, at: 1)
                return try delete.step() ? ids : nil
            }
        }
        for id in erased ?? [] { try? FileManager.default.removeItem(atPath: clip(of: id)) }
        return erased
    }

    private func batches(
        _ condition: String, _ bind: @Sendable (borrowing SQLiteStatement) throws(RegistryError) -> Void
    ) throws(RegistryError) -> [RequestedBatch] {
        try connection.withLock { connection throws(RegistryError) in
            let select = try connection.prepare("SELECT number, id, owner, name, asked_at FROM batch \(condition)")
            try bind(select)
            var found: [RequestedBatch] = []
            while try select.step() {
                let number = select.integer(at: 0)
                found.append(
                    RequestedBatch(
                        number: number, id: select.text(at: 1), owner: select.integer(at: 2), name: select.text(at: 3),
                        askedAt: select.text(at: 4), counts: try connection.counts(ofBatch: number)))
            }
            return found
        }
    }
}

extension SQLiteConnection {
    fileprivate func counts(ofBatch number: Int) throws(RegistryError) -> [RequestedVerification.State: Int] {
        let select = try prepare("SELECT state, count(*) FROM verification WHERE batch = ? GROUP BY state")
        try select.bind(number, at: 1)
        var counts: [RequestedVerification.State: Int] = [:]
        while try select.step() {
            if let state = RequestedVerification.State(rawValue: select.text(at: 0)) {
                counts[state] = select.integer(at: 1)
            }
        }
        return counts
    }
}
