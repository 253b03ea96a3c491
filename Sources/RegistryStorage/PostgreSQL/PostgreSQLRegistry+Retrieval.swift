public import Matching
public import Registry
internal import Synchronization

extension PostgreSQLRegistry: WritableRetrievalIndex {
    public func forEachList(
        of keys: [RetrievalKey], _ visit: (RetrievalKey, [Posting]) -> Void
    ) throws(RegistryError) {
        let known = runs.withLock { $0 }
        let found = try pool.read { connection throws(RegistryError) in
            try connection.pages(holding: keys, known: known)
        }
        runs.withLock { $0 = found.runs }
        try PostingRuns.forEachList(of: keys, in: found.runs, found.pages, visit)
    }

    public func forEachList(
        _ visit: (RetrievalKey, [Posting]) throws(RegistryError) -> Void
    ) throws(RegistryError) {
        let select = PostgreSQLQuery("SELECT id, directory FROM vericlip.posting_run")
        // Not asked again where the connection is lost: some lists were visited then.
        try pool.write { connection throws(RegistryError) in
            try connection.snapshot([select]) { connection, results throws(RegistryError) in
                let runs = try PostgreSQLPostings.runs(in: results[0], of: connection)
                try PostgreSQLPostings.forEachList(of: runs, in: connection, visit)
            }
        }
    }

    /// One durable transaction. Registration inserts a recording's postings together with its statement; this is for
    /// building the index again, best with the postings of many recordings at once.
    public func insert(_ postings: [KeyedPosting]) throws(RegistryError) {
        try pool.write { connection throws(RegistryError) in
            try connection.transaction(locking: []) { connection, _ throws(RegistryError) in
                try PostgreSQLPostings.insert(postings, into: connection)
            }
        }
    }

    public func removeAll() throws(RegistryError) { try replaceIndex { nil } }

    public func replaceIndex(
        _ next: () throws(RegistryError) -> [KeyedPosting]?
    ) throws(RegistryError) {
        let lock = PostgreSQLQuery("SELECT pg_advisory_xact_lock($1)", .integer(PostgreSQLSchema.Lock.merging))
        try pool.write { connection throws(RegistryError) in
            try connection.transaction(locking: [lock]) { connection, _ throws(RegistryError) in
                // Runs that others add meanwhile are none of these, and stay.
                let old = try PostgreSQLPostings.allRuns(in: connection)
                while let postings = try next() { try PostgreSQLPostings.insert(postings, into: connection) }
                try PostgreSQLPostings.remove(old, in: connection)
            }
        }
        tidyIndex(all: true)
    }

    public func mergeRuns(all: Bool, progress: (_ done: Int, _ all: Int) -> Void) throws(RegistryError) {
        var (goesOn, all) = (true, all)
        while goesOn {
            goesOn = try pool.write { connection throws(RegistryError) in
                guard try !PostgreSQLPostings.due(connection, all: all).isEmpty else { return false }
                return try PostgreSQLPostings.mergeOnce(all: all, in: connection, progress)
            }
            // What others add meanwhile is not waited for again and again.
            all = false
        }
    }
}

extension PostgreSQLConnection {
    /// The pages that a look-up needs, and the runs that they belong to, as one moment has them: one round trip where the runs are those
    /// that are known already, three where they are not.
    fileprivate func pages(
        holding keys: [RetrievalKey], known: [PostingRun]
    ) throws(RegistryError) -> (runs: [PostingRun], pages: FetchedPages) {
        var pages = FetchedPages(path: address.description)
        if !known.isEmpty {
            let results = try snapshot([
                PostgreSQLQuery("SELECT id FROM vericlip.posting_run ORDER BY id"),
                PostgreSQLPostings.selectPages(Self.pages(of: known, holding: keys)),
            ])
            pages.add(results[1])
            let ids = (0..<results[0].rowCount).map { results[0].integer($0, 0) }
            if ids == known.map(\.id) { return (known, pages) }
        }
        // Pages never change: those that were read already need not be read again.
        let select = PostgreSQLQuery(
            """
            SELECT id, CASE WHEN id = ANY($1) THEN NULL ELSE directory END FROM vericlip.posting_run ORDER BY id
            """, .integers(known.map(\.id)))
        return try snapshot([select]) { connection, results throws(RegistryError) in
            let fresh = try PostgreSQLPostings.runs(in: results[0], of: connection)
            let runs = fresh.enumerated().map { row, run in
                results[0].isNull(row, 1) ? known.first { $0.id == run.id } ?? run : run
            }
            let isKnown = Set(known.map(\.id))
            let missing = Self.pages(of: runs.filter { !isKnown.contains($0.id) }, holding: keys)
            pages.add(try connection.run(PostgreSQLPostings.selectPages(missing)))
            return (runs, pages)
        }
    }

    private static func pages(of runs: [PostingRun], holding keys: [RetrievalKey]) -> [Int] {
        runs.flatMap { run in run.pages(holding: keys).map { PostingRun.pageID(run: run.id, page: $0) } }
    }
}
