internal import Foundation
public import Registry

/// Work that is shared out among processes through a registry's database.
///
/// A job is in the database from the commit of `add` until its asker has kept the outcome and calls `remove`. Workers take jobs by
/// `FOR UPDATE SKIP LOCKED` and hold them by a lease: one that dies loses its job to the next when the lease runs out, and one that was
/// only slow is told at its next word that it lost it. A job that has cost `attempts` workers is set aside.
///
/// **Whose turn it is**: what somebody waits for comes before batches; among tenants by start-time fair queueing (Goyal, Vin and Cheng,
/// 1996). A job's start tag is one more than its tenant's last, or what is served now where that is later: a tenant with a thousand jobs
/// and one with a single job that comes after are served in turns.
public struct JobQueue: Sendable {
    let pool: PostgreSQLPool

    /// How often a job is tried.
    public static let attempts = 3
    /// Bytes of a clip that are sent at a time.
    static let partSize = 1 << 20

    /// Opens the queue in a registry's database.
    /// - Throws: `wrongVersion` where the registry's tables were made by an earlier program and nobody has written since: its owner makes
    ///   them new, as by `vericlip log publish`.
    public init(_ address: PostgreSQLAddress, patience: PostgreSQLPatience = PostgreSQLPatience()) throws(RegistryError)
    {
        pool = PostgreSQLPool(address, for: .writing, patience: patience)
        let path = address.description
        let finding = try pool.read { connection throws(RegistryError) in
            try PostgreSQLSchema.finding(in: connection)
        }
        switch finding {
        case .empty: throw .notInitialised(path: path)
        case .somethingElse: throw .notARegistry(path: path)
        case .registry(PostgreSQLSchema.firstWithJobs...PostgreSQLSchema.version): break
        case .registry(let version):
            throw .wrongVersion(path: path, found: version, supported: PostgreSQLSchema.version)
        }
    }

    /// Where it is, as messages name it.
    public var path: String { pool.address.description }

    // MARK: For whoever asks

    /// Hands a job in; one of this id that is there already stays as it is.
    /// - Parameter input: path of the clip that goes with it; nothing where the worker finds it elsewhere.
    public func add(_ order: JobOrder, input: String? = nil) throws(RegistryError) {
        let file = try input.map { path throws(RegistryError) in try Self.open(path) }
        defer { try? file?.close() }
        try pool.write { connection throws(RegistryError) in
            // Accepted from the commit on, the clip with it.
            try connection.transaction(locking: []) { connection, _ throws(RegistryError) in
                let added = try connection.run(Self.insertion(of: order))
                guard added.rowCount == 1, let file, let input else { return }
                var part = 0
                while let bytes = try Self.next(of: file, at: input) {
                    _ = try connection.run(
                        PostgreSQLQuery(
                            "INSERT INTO vericlip.job_part (job, number, bytes) VALUES ($1, $2, $3)",
                            .integer(added.integer(0, 0)), .integer(part), .bytes(bytes)))
                    part += 1
                }
            }
        }
    }

    /// Two that are handed in at once may get the same tag, which is fair enough.
    private static func insertion(of order: JobOrder) -> PostgreSQLQuery {
        PostgreSQLQuery(
            """
            INSERT INTO vericlip.job (kind, id, asker, tenant, is_batch, request, state, turn)
            SELECT $1, $2, $3, $4, $5 <> 0, $6, 'queued', greatest(
                (SELECT max(turn) + 1 FROM vericlip.job WHERE tenant = $4 AND is_batch = ($5 <> 0)),
                coalesce(
                    (SELECT min(turn) FROM vericlip.job WHERE is_batch = ($5 <> 0) AND state = 'queued'),
                    (SELECT max(turn) FROM vericlip.job WHERE is_batch = ($5 <> 0)), 0))
            ON CONFLICT (id) DO NOTHING RETURNING number
            """, .text(order.kind.rawValue), .text(order.id), .text(order.asker), .text(order.tenant),
            .integer(order.isBatch ? 1 : 0), .bytes(order.request))
    }

    private static func open(_ path: String) throws(RegistryError) -> FileHandle {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw .cannotOpen(path: path, detail: "it cannot be read")
        }
        return file
    }

    private static func next(of file: FileHandle, at path: String) throws(RegistryError) -> [UInt8]? {
        do {
            return try file.read(upToCount: partSize).flatMap { $0.isEmpty ? nil : Array($0) }
        } catch {
            throw .cannotOpen(path: path, detail: error.localizedDescription)
        }
    }

    /// Nothing where there is no such job.
    public func standing(of id: String) throws(RegistryError) -> JobStanding? {
        try pool.read { connection throws(RegistryError) in
            let row = try connection.run([
                Self.recovery,
                PostgreSQLQuery("SELECT state, progress, failure FROM vericlip.job WHERE id = $1", .text(id)),
            ])[1]
            guard row.rowCount == 1 else { return nil }
            switch row.text(0, 0) {
            case "queued": return .queued
            case "running": return .running(progress: row.bytes(0, 1))
            case "done": return .done
            case "failed": return .failed(why: row.text(0, 2))
            case let state: throw .corrupted(path: path, detail: "a job in the state \(state)")
            }
        }
    }

    /// What came out of a job that is done, by name.
    public func outcome(of id: String) throws(RegistryError) -> [String: [UInt8]] {
        try pool.read { connection throws(RegistryError) in
            let rows = try connection.run(
                PostgreSQLQuery(
                    """
                    SELECT o.name, o.bytes FROM vericlip.job_outcome o JOIN vericlip.job j ON o.job = j.number WHERE j.id = $1
                    """, .text(id)))
            return Dictionary(uniqueKeysWithValues: (0..<rows.rowCount).map { (rows.text($0, 0), rows.bytes($0, 1)) })
        }
    }

    /// Takes a job out, wherever it stands: its outcome was kept, or nobody wants it any more.
    public func remove(_ id: String) throws(RegistryError) {
        _ = try pool.write { connection throws(RegistryError) in
            try connection.run(PostgreSQLQuery("DELETE FROM vericlip.job WHERE id = $1", .text(id))).affectedRows
        }
    }

    /// Takes out what an asker left behind when it was stopped.
    /// - Parameter wanted: ids of those that it still waits for.
    public func removeAll(of asker: String, except wanted: [String]) throws(RegistryError) {
        _ = try pool.write { connection throws(RegistryError) in
            try connection.run(
                PostgreSQLQuery(
                    "DELETE FROM vericlip.job WHERE asker = $1 AND id <> ALL($2)", .text(asker), .texts(wanted))
            ).affectedRows
        }
    }
}
