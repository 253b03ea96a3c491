public import Foundation
public import Registry

/// For whoever does the work.
extension JobQueue {
    /// Milliseconds after which a job that nothing was heard of may be taken by another.
    public static let lease = 30_000
    /// Milliseconds until a job is tried again, times how often it was tried.
    private static let pause = 2_000

    /// Jobs whose workers are heard of no longer wait again, or are set aside.
    static let recovery = PostgreSQLQuery(
        """
        UPDATE vericlip.job SET state = CASE WHEN attempt < $1 THEN 'queued' ELSE 'failed' END, lease = NULL,
            due = clock_timestamp() + attempt * $2 * interval '1 ms',
            failure = attempt || ' workers ended with it in hand, the last being ' || worker
        WHERE number IN (
            SELECT number FROM vericlip.job WHERE state = 'running' AND lease < clock_timestamp() FOR UPDATE SKIP LOCKED)
        """, .integer(attempts), .integer(pause))

    /// The job whose turn it is, for a lease; nothing where none waits.
    /// - Parameters:
    ///   - kinds: what the worker can do.
    ///   - worker: as the operator sees it.
    ///   - lease: milliseconds.
    public func take(
        _ kinds: [JobOrder.Kind] = JobOrder.Kind.allCases, as worker: String, lease: Int = Self.lease
    ) throws(RegistryError) -> HeldJob? {
        try pool.write { connection throws(RegistryError) in
            let row = try connection.run([
                Self.recovery,
                PostgreSQLQuery(
                    """
                    UPDATE vericlip.job SET state = 'running', attempt = attempt + 1, worker = $1,
                        lease = clock_timestamp() + $2 * interval '1 ms', progress = NULL
                    WHERE number = (
                        SELECT number FROM vericlip.job
                        WHERE state = 'queued' AND due <= clock_timestamp() AND kind = ANY($3)
                        ORDER BY is_batch, turn, number LIMIT 1 FOR UPDATE SKIP LOCKED)
                    RETURNING number, kind, request, attempt
                    """, .text(worker), .integer(lease), .texts(kinds.map(\.rawValue))),
            ])[1]
            guard row.rowCount == 1 else { return nil }
            guard let kind = JobOrder.Kind(rawValue: row.text(0, 1)) else {
                throw .corrupted(path: path, detail: "a job of the kind \(row.text(0, 1))")
            }
            return HeldJob(number: row.integer(0, 0), kind: kind, request: row.bytes(0, 2), attempt: row.integer(0, 3))
        }
    }

    /// Writes the clip that goes with a job into a file.
    /// - Returns: its bytes; 0 where none goes with it.
    public func writeInput(of job: HeldJob, to file: FileHandle) throws(RegistryError) -> Int {
        var (part, count) = (0, 0)
        while true {
            let number = part
            let bytes = try pool.read { connection throws(RegistryError) -> [UInt8]? in
                let row = try connection.run(
                    PostgreSQLQuery(
                        "SELECT bytes FROM vericlip.job_part WHERE job = $1 AND number = $2", .integer(job.number),
                        .integer(number)))
                return row.rowCount == 1 ? row.bytes(0, 0) : nil
            }
            guard let bytes else { return count }
            do {
                try file.write(contentsOf: bytes)
            } catch {
                throw .diskFull(path: FileManager.default.temporaryDirectory.path)
            }
            (part, count) = (part + 1, count + bytes.count)
        }
    }

    /// Says that a job is still being done, and how far it is.
    /// - Returns: false where it is not this worker's any more: it was taken out, or its lease ran out. Then it is to be let go of.
    public func renew(
        _ job: HeldJob, progress: [UInt8], lease: Int = Self.lease
    ) throws(RegistryError) -> Bool {
        try pool.write { connection throws(RegistryError) in
            try connection.run(
                PostgreSQLQuery(
                    """
                    UPDATE vericlip.job SET lease = clock_timestamp() + $3 * interval '1 ms', progress = $4
                    WHERE number = $1 AND attempt = $2 AND state = 'running'
                    """, .integer(job.number), .integer(job.attempt), .integer(lease), .bytes(progress))
            ).affectedRows == 1
        }
    }

    /// Hands in what came out.
    /// - Returns: false where the job is not this worker's any more: then it counts for nothing.
    public func finish(_ job: HeldJob, with outcome: [String: [UInt8]]) throws(RegistryError) -> Bool {
        try pool.write { connection throws(RegistryError) in
            try connection.transaction(locking: []) { connection, _ throws(RegistryError) in
                let isHeld =
                    try connection.run(
                        PostgreSQLQuery(
                            """
                            UPDATE vericlip.job SET state = 'done', lease = NULL
                            WHERE number = $1 AND attempt = $2 AND state = 'running'
                            """, .integer(job.number), .integer(job.attempt))
                    ).affectedRows == 1
                guard isHeld else { return false }
                for (name, bytes) in outcome {
                    _ = try connection.run(
                        PostgreSQLQuery(
                            "INSERT INTO vericlip.job_outcome (job, name, bytes) VALUES ($1, $2, $3)",
                            .integer(job.number), .text(name), .bytes(bytes)))
                }
                return true
            }
        }
    }

    /// Gives a job back undone.
    /// - Parameter why: what kept the worker from it, which counts as an attempt; nothing where it is only stopped.
    public func giveBack(_ job: HeldJob, because why: String?) throws(RegistryError) {
        _ = try pool.write { connection throws(RegistryError) in
            try connection.run(
                PostgreSQLQuery(
                    """
                    UPDATE vericlip.job SET state = CASE WHEN attempt < $3 OR $4 = '' THEN 'queued' ELSE 'failed' END, lease = NULL,
                        attempt = attempt - CASE WHEN $4 = '' THEN 1 ELSE 0 END,
                        due = clock_timestamp() + CASE WHEN $4 = '' THEN 0 ELSE attempt * $5 END * interval '1 ms', failure = $4
                    WHERE number = $1 AND attempt = $2 AND state = 'running'
                    """, .integer(job.number), .integer(job.attempt), .integer(Self.attempts), .text(why ?? ""),
                    .integer(Self.pause))
            ).affectedRows
        }
    }
}
