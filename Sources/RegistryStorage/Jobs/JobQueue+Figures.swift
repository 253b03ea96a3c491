public import Registry

extension JobQueue {
    /// What waits, what is done and by whom, as this moment has it.
    public func figures() throws(RegistryError) -> JobFigures {
        try pool.read { connection throws(RegistryError) in
            let results = try connection.snapshot([
                PostgreSQLQuery(
                    """
                    SELECT kind, tenant, is_batch, count(*) FILTER (WHERE state = 'queued'),
                        count(*) FILTER (WHERE state = 'running'), count(*) FILTER (WHERE state = 'done'),
                        count(*) FILTER (WHERE state = 'failed'),
                        coalesce(extract(epoch FROM now() - min(asked_at) FILTER (WHERE state = 'queued')), 0)::bigint
                    FROM vericlip.job GROUP BY kind, tenant, is_batch ORDER BY tenant, is_batch, kind
                    """),
                PostgreSQLQuery("SELECT worker, count(*) FROM vericlip.job WHERE state = 'running' GROUP BY worker"),
                PostgreSQLQuery(
                    "SELECT id, failure FROM vericlip.job WHERE state = 'failed' ORDER BY number DESC LIMIT 20"),
            ])
            let (lines, workers, failures) = (results[0], results[1], results[2])
            return JobFigures(
                lines: (0..<lines.rowCount).map { row in
                    JobFigures.Line(
                        kind: lines.text(row, 0), tenant: lines.text(row, 1), isBatch: lines.integer(row, 2) == 1,
                        queued: lines.integer(row, 3), running: lines.integer(row, 4), done: lines.integer(row, 5),
                        failed: lines.integer(row, 6), waited: lines.integer(row, 7))
                },
                workers: Dictionary(
                    uniqueKeysWithValues: (0..<workers.rowCount).map { (workers.text($0, 0), workers.integer($0, 1)) }),
                failures: (0..<failures.rowCount).map {
                    JobFigures.Failure(id: failures.text($0, 0), why: failures.text($0, 1))
                })
        }
    }
}
