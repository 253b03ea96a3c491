internal import Dispatch
public import Registry
public import Signing
internal import Synchronization

/// Fingerprints in the database or, where the registry says so, in a store of objects: under their own hash either way.
///
/// Every row of `vericlip.fingerprint` holds the bytes, or they lie in the store that the log's row names. Both kinds may stand beside
/// each other, so that all can be moved while look-ups and registrations go on.
extension PostgreSQLRegistry {
    public func storedFingerprint(_ sha256: SHA256Digest) throws(RegistryError) -> [UInt8]? {
        switch try pool.read({ connection throws(RegistryError) in try connection.fingerprint(sha256) }) {
        case .nowhere: return nil
        case .row(let bytes): return bytes
        case .store(let address):
            guard let bytes = try store(at: address).fingerprint(sha256) else {
                throw .corrupted(path: path, detail: "the fingerprint \(sha256.hex) is missing in \(address)")
            }
            return bytes
        }
    }

    public func holdsFingerprint(_ sha256: SHA256Digest) throws(RegistryError) -> Bool {
        try pool.read { connection throws(RegistryError) in
            let query = PostgreSQLQuery("SELECT FROM vericlip.fingerprint WHERE sha256 = $1", .bytes(sha256.bytes))
            return try connection.run(query).rowCount > 0
        }
    }

    public func fingerprintFigures() throws(RegistryError) -> FingerprintFigures {
        let (row, store) = try pool.read { connection throws(RegistryError) in
            let rows = try connection.run([
                PostgreSQLQuery("SELECT count(bytes), count(*) FROM vericlip.fingerprint"),
                // Tables of the first version have no such column, and give nothing.
                PostgreSQLQuery("SELECT to_jsonb(log) ->> 'fingerprint_store' FROM vericlip.log"),
            ])
            return ((rows[0].integer(0, 0), rows[0].integer(0, 1)), rows[1].isNull(0, 0) ? nil : rows[1].text(0, 0))
        }
        return FingerprintFigures(
            inDatabase: row.0, inStore: row.1 - row.0,
            store: try store.map { text throws(RegistryError) in try address(text) })
    }

    /// Compares what the store lists with what should be there.
    public func auditFingerprintStore() throws(RegistryError) -> FingerprintStoreAudit {
        var audit = FingerprintStoreAudit()
        guard let address = try fingerprintFigures().store else { return audit }
        // What is registered from here on may be listed already, and is not missed.
        var expected = Set(try hashes("bytes IS NULL"))
        let probe = SHA256Digest(of: Self.probe)
        try store(address).forEachPage { page in
            for hash in page where expected.remove(hash) == nil && hash != probe { audit.spare += 1 }
        }
        audit.missing = expected.sorted { $0.hex < $1.hex }
        return audit
    }

    // MARK: Moving

    /// Puts all fingerprints into the store, and new ones from now on. Where it is interrupted, the next call goes on; meanwhile some are
    /// here and some are there, and all are found. For the owner of the tables; `notPermitted` where they lie in another store.
    /// - Parameter progress: fingerprints that are moved, of how many.
    public func moveFingerprints(
        to address: S3Address, progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) throws(RegistryError) {
        let store = try store(address)
        // Nothing hangs on a store yet that does not give back what it takes.
        try keep(Self.probe, in: store)
        // From its commit on writers put new ones there: they learn of it under the lock that is held here.
        try writing { connection, row throws(RegistryError) in
            guard row.fingerprintStore == nil || row.fingerprintStore == address.description else {
                throw .notPermitted(path: path, detail: "its fingerprints lie in \(row.fingerprintStore ?? "")")
            }
            let name = PostgreSQLQuery("UPDATE vericlip.log SET fingerprint_store = $1", .text(address.description))
            _ = try connection.run(name)
        }
        try move(try hashes("bytes IS NOT NULL"), progress) { hash throws(RegistryError) in
            guard case .row(let bytes) = try self.stored(hash) else { return }
            guard SHA256Digest(of: bytes) == hash else {
                throw .corrupted(path: self.path, detail: "the fingerprint \(hash.hex) is altered")
            }
            try self.keep(bytes, in: store)
            // The row lets go of its bytes when the store has shown that it has them, and while the registry names it.
            try self.writing { connection, row throws(RegistryError) in
                guard row.fingerprintStore == address.description else {
                    throw .notPermitted(path: self.path, detail: "somebody else moves its fingerprints")
                }
                let forget = "UPDATE vericlip.fingerprint SET bytes = NULL WHERE sha256 = $1"
                _ = try connection.run(PostgreSQLQuery(forget, .bytes(hash.bytes)))
            }
        }
    }

    /// What a store is tried with.
    private static let probe = Array("Vericlip keeps fingerprints here.".utf8)

    /// Brings all fingerprints back into the database, and keeps new ones there from then on. What lies in the store stays. Where it is
    /// interrupted, the next call goes on. For the owner of the tables.
    /// - Parameter progress: fingerprints that are moved, of how many.
    public func moveFingerprintsToDatabase(
        progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) throws(RegistryError) {
        guard let address = try fingerprintFigures().store else { return }
        let store = try store(address)
        var isDone = false
        while !isDone {
            try move(try hashes("bytes IS NULL"), progress) { hash throws(RegistryError) in
                guard let bytes = try store.fingerprint(hash) else {
                    throw .corrupted(path: self.path, detail: "the fingerprint \(hash.hex) is missing in \(address)")
                }
                let fill = "UPDATE vericlip.fingerprint SET bytes = $2 WHERE sha256 = $1"
                try self.pool.write { connection throws(RegistryError) in
                    _ = try connection.run(PostgreSQLQuery(fill, .bytes(hash.bytes), .bytes(bytes)))
                }
            }
            // Under the lock nobody adds one: none is left in a store that the registry names no more.
            isDone = try writing { connection, _ throws(RegistryError) in
                let left = PostgreSQLQuery("SELECT FROM vericlip.fingerprint WHERE bytes IS NULL LIMIT 1")
                guard try connection.run(left).rowCount == 0 else { return false }
                _ = try connection.run(PostgreSQLQuery("UPDATE vericlip.log SET fingerprint_store = NULL"))
                return true
            }
        }
    }

    private func keep(_ bytes: [UInt8], in store: S3Store) throws(RegistryError) {
        try store.put(bytes)
        guard try store.fingerprint(SHA256Digest(of: bytes)) != nil else {
            throw .unreachable(address: path, reason: "\(store.address) does not have what it has just taken")
        }
    }

    private func stored(_ hash: SHA256Digest) throws(RegistryError) -> StoredFingerprint {
        try pool.read { connection throws(RegistryError) in try connection.fingerprint(hash) }
    }

    private func hashes(_ condition: String) throws(RegistryError) -> [SHA256Digest] {
        try pool.read { connection throws(RegistryError) in
            let rows = try connection.run(
                PostgreSQLQuery("SELECT sha256 FROM vericlip.fingerprint WHERE \(condition) ORDER BY sha256"))
            return (0..<rows.rowCount).compactMap { SHA256Digest(bytes: rows.bytes($0, 0)) }
        }
    }

    /// Fingerprints that are on their way at a time: a store answers each slowly, and many at once.
    private static let lanes = 8

    /// Some at a time; the first that fails ends it.
    private func move(
        _ hashes: [SHA256Digest], _ progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void,
        _ body: @escaping @Sendable (SHA256Digest) throws(RegistryError) -> Void
    ) throws(RegistryError) {
        let state = Mutex<(next: Int, done: Int, failure: RegistryError?)>((0, 0, nil))
        progress(0, hashes.count)
        DispatchQueue.concurrentPerform(iterations: Self.lanes) { _ in
            while let hash = state.withLock({ state -> SHA256Digest? in
                guard state.failure == nil, state.next < hashes.count else { return nil }
                defer { state.next += 1 }
                return hashes[state.next]
            }) {
                let result = Result { () throws(RegistryError) in try body(hash) }
                let done = state.withLock { state in
                    if case .failure(let error) = result { state.failure = state.failure ?? error }
                    state.done += 1
                    return state.done
                }
                progress(done, hashes.count)
            }
        }
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    // MARK: The store

    /// - Parameter text: as the registry names it.
    func store(at text: String) throws(RegistryError) -> S3Store { try store(address(text)) }

    private func address(_ text: String) throws(RegistryError) -> S3Address {
        guard let address = S3Address(text) else {
            throw .corrupted(path: path, detail: "the address of the store of its fingerprints, \(text)")
        }
        return address
    }

    private func store(_ address: S3Address) throws(RegistryError) -> S3Store {
        guard let credentials = credentials ?? S3Credentials.found else {
            throw .unreachable(
                address: path,
                reason: "there is no key to the store of its fingerprints, \(address): set AWS_ACCESS_KEY_ID and "
                    + "AWS_SECRET_ACCESS_KEY, or put them into ~/.aws/credentials")
        }
        return S3Store(address: address, credentials: credentials, registry: path)
    }
}

/// Where the bytes of a fingerprint are.
enum StoredFingerprint: Sendable {
    case nowhere
    case row([UInt8])
    /// At this address.
    case store(String)
}

extension PostgreSQLConnection {
    func fingerprint(_ sha256: SHA256Digest) throws(RegistryError) -> StoredFingerprint {
        let rows = try run(
            PostgreSQLQuery("SELECT bytes FROM vericlip.fingerprint WHERE sha256 = $1", .bytes(sha256.bytes)))
        guard rows.rowCount > 0 else { return .nowhere }
        guard rows.isNull(0, 0) else { return .row(rows.bytes(0, 0)) }
        // Both as one moment has them: it may have been moved back since. Tables of the first version, which have no such column, are
        // never asked.
        let both = try run(
            PostgreSQLQuery(
                """
                SELECT bytes, (SELECT fingerprint_store FROM vericlip.log) FROM vericlip.fingerprint WHERE sha256 = $1
                """, .bytes(sha256.bytes)))
        guard both.rowCount > 0 else { return .nowhere }
        guard both.isNull(0, 0) else { return .row(both.bytes(0, 0)) }
        guard !both.isNull(0, 1) else {
            throw .corrupted(path: address.description, detail: "the fingerprint \(sha256.hex) has no bytes")
        }
        return .store(both.text(0, 1))
    }
}
