internal import Matching
internal import Registry

/// The retrieval index's part of a registry on PostgreSQL. A run is added in the transaction that logs the recording; runs are merged in
/// one of their own, that holds nobody else up.
enum PostgreSQLPostings {
    /// Bytes of a page. A look-up of 30 s asks for up to 12,000 keys, each on a page of its own in a large run: 3, 6, 12, 24 and 47 MB with
    /// pages of 250, 500, 1,000, 2,000 and 4,000 bytes, in like time of the server. Below 500 the rows take a quarter more than
    /// they hold (8 % at 500), and the directories, four bytes a page, grow.
    static let pageCapacity = 500
    /// Pages that a merge reads or writes at a time.
    private static let step = 4096
    private static let table = "vericlip.posting_page (id, bytes)"

    static func insert(
        _ postings: [KeyedPosting], into connection: borrowing PostgreSQLConnection
    ) throws(RegistryError) {
        guard !postings.isEmpty else { return }
        var writer = writer()
        writer.append(postings)
        try finish(&writer, in: connection)
    }

    /// Every run there is, for whoever replaces them all; under the lock of merges.
    static func allRuns(in connection: borrowing PostgreSQLConnection) throws(RegistryError) -> [Int] {
        sizes(in: try connection.run(selectSizes)).map(\.id)
    }

    /// The runs that should become one.
    static func due(_ connection: borrowing PostgreSQLConnection, all: Bool) throws(RegistryError) -> [Int] {
        PostingRuns.due(sizes(in: try connection.run(selectSizes)), all: all)
    }

    private static let selectSizes = PostgreSQLQuery("SELECT id, page_count FROM vericlip.posting_run")

    private static func sizes(in rows: PostgreSQLResult) -> [(id: Int, pageCount: Int)] {
        (0..<rows.rowCount).map { (rows.integer($0, 0), rows.integer($0, 1)) }
    }

    /// Merges the runs that are due; nothing where somebody else is at it.
    ///
    /// Readers go on meanwhile: they see the old runs until the commit and the new one after it, never both or neither.
    /// - Parameter progress: pages that are done, of how many.
    /// - Returns: whether runs were merged.
    static func mergeOnce(
        all: Bool, in connection: borrowing PostgreSQLConnection, _ progress: (_ done: Int, _ all: Int) -> Void
    ) throws(RegistryError) -> Bool {
        let lock = PostgreSQLQuery("SELECT pg_try_advisory_xact_lock($1)", .integer(PostgreSQLSchema.Lock.merging))
        return try connection.transaction(locking: [lock]) { connection, locked throws(RegistryError) in
            guard locked[0].integer(0, 0) == 1 else { return false }
            let due = try due(connection, all: all)
            guard !due.isEmpty else { return false }
            let rows = try connection.run(
                PostgreSQLQuery(
                    "SELECT id, directory FROM vericlip.posting_run WHERE id = ANY($1)", .integers(due)))
            try merge(try runs(in: rows, of: connection), in: connection, progress)
            return true
        }
    }

    /// Every list, by ascending key.
    static func forEachList(
        of runs: [PostingRun], in connection: borrowing PostgreSQLConnection,
        _ visit: (RetrievalKey, [Posting]) throws(RegistryError) -> Void
    ) throws(RegistryError) {
        var merge = PostingMerge(runs)
        var isDone = false
        while !isDone {
            let next = merge.nextPages(limit: step)
            try merge.run(until: next.end, try pages(next.ids, in: connection), visit)
            isDone = next.end == nil
        }
    }

    private static func merge(
        _ runs: [PostingRun], in connection: borrowing PostgreSQLConnection,
        _ progress: (_ done: Int, _ all: Int) -> Void
    ) throws(RegistryError) {
        let pageCount = runs.reduce(0) { $0 + $1.directory.count }
        var writer = writer()
        var merge = PostingMerge(runs)
        var isDone = false
        while !isDone {
            let next = merge.nextPages(limit: step)
            let pages = try pages(next.ids, in: connection)
            try merge.run(until: next.end, pages, into: &writer)
            if writer.full.count >= step { try keep(writer.takeFull(), in: connection) }
            progress(min(writer.pageCount, pageCount), pageCount)
            isDone = next.end == nil
        }
        try finish(&writer, in: connection)
        try remove(runs.map(\.id), in: connection)
    }

    /// How long the pages of a run that is no longer are kept where they lie on other servers: longer than any look-up takes.
    static let grace = "10 minutes"

    /// Takes runs off the list, under the lock of merges; their pages go with them, or `grace` after them where they are elsewhere.
    static func remove(_ runs: [Int], in connection: borrowing PostgreSQLConnection) throws(RegistryError) {
        let due = try connection.run([
            PostgreSQLQuery(
                "INSERT INTO vericlip.posting_gone (run) SELECT unnest($1) ON CONFLICT DO NOTHING", .integers(runs)),
            PostgreSQLQuery("DELETE FROM vericlip.posting_run WHERE id = ANY($1)", .integers(runs)),
            PostgreSQLQuery(
                """
                SELECT run FROM vericlip.posting_gone WHERE since <= now() - interval '\(grace)'
                    OR NOT EXISTS (SELECT FROM vericlip.posting_shard)
                """),
        ])[2]
        let gone = (0..<due.rowCount).map { due.integer($0, 0) }
        // One after the other, each as a range: a server that holds a part of the pages is told so, and deletes them by itself.
        _ = try connection.run(
            gone.map { run in
                PostgreSQLQuery(
                    "DELETE FROM vericlip.posting_page WHERE id BETWEEN $1 AND $2",
                    .integer(PostingRun.pageID(run: run, page: 0)),
                    .integer(PostingRun.pageID(run: run + 1, page: 0) - 1))
            } + [PostgreSQLQuery("DELETE FROM vericlip.posting_gone WHERE run = ANY($1)", .integers(gone))])
    }

    /// A run's number is drawn by lot: none ever comes twice, even where a backup was put back, and readers know runs by it.
    private static func writer() -> PostingRunWriter {
        PostingRunWriter(id: Int.random(in: 1..<1 << 31), pageCapacity: pageCapacity)
    }

    /// Keeps what the writer holds, and the run.
    private static func finish(
        _ writer: inout PostingRunWriter, in connection: borrowing PostgreSQLConnection
    ) throws(RegistryError) {
        let run = writer.finish()
        try keep(writer.takeFull(), in: connection)
        // What lies on other servers is durable there before this is here: they commit first. Where that fails after all, pages without
        // a run are left, which nobody reads.
        _ = try connection.run(
            PostgreSQLQuery(
                "INSERT INTO vericlip.posting_run (id, page_count, directory) VALUES ($1, $2, $3)", .integer(run.id),
                .integer(run.directory.count), .bytes(run.directoryBytes)))
    }

    private static func keep(
        _ pages: [(id: Int, bytes: [UInt8])], in connection: borrowing PostgreSQLConnection
    ) throws(RegistryError) {
        let shards = try connection.run(PostgreSQLQuery("SELECT count(*) FROM vericlip.posting_shard"))
        guard shards.integer(0, 0) > 0 else { return try connection.copy(pages, into: table) }
        // COPY would hand them to the other servers one by one.
        for start in stride(from: 0, to: pages.count, by: step) {
            let part = pages[start..<min(start + step, pages.count)]
            _ = try connection.run(
                PostgreSQLQuery(
                    "INSERT INTO vericlip.posting_page (id, bytes) SELECT * FROM unnest($1, $2)",
                    .integers(part.map(\.id)), .bytes(part.map { $0.bytes })))
        }
    }

    /// Runs from rows of number and directory.
    static func runs(
        in rows: PostgreSQLResult, of connection: borrowing PostgreSQLConnection
    ) throws(RegistryError) -> [PostingRun] {
        var runs: [PostingRun] = []
        for row in 0..<rows.rowCount {
            guard let run = PostingRun(id: rows.integer(row, 0), directory: rows.bytes(row, 1)) else {
                throw .corrupted(path: connection.address.description, detail: "a directory of postings")
            }
            runs.append(run)
        }
        return runs
    }

    static func selectPages(_ ids: [Int]) -> PostgreSQLQuery {
        PostgreSQLQuery("SELECT id, bytes FROM vericlip.posting_page WHERE id = ANY($1)", .integers(ids))
    }

    private static func pages(
        _ ids: [Int], in connection: borrowing PostgreSQLConnection
    ) throws(RegistryError) -> FetchedPages {
        var pages = FetchedPages(path: connection.address.description)
        if !ids.isEmpty { pages.add(try connection.run(selectPages(ids))) }
        return pages
    }
}

/// Pages that were asked for at once.
struct FetchedPages: PostingPages, Sendable {
    let path: String
    private var pages: [Int: [UInt8]] = [:]

    init(path: String) { self.path = path }

    /// - Parameter rows: of number and bytes.
    mutating func add(_ rows: PostgreSQLResult) {
        pages.reserveCapacity(pages.count + rows.rowCount)
        for row in 0..<rows.rowCount { pages[rows.integer(row, 0)] = rows.bytes(row, 1) }
    }

    func bytes(ofPage id: Int) -> [UInt8]? { pages[id] }
}
