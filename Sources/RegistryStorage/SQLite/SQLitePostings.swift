internal import Matching
internal import Registry

/// The retrieval index's part of a registry file. All of it happens in the caller's transaction: a crash leaves the runs as they
/// were before.
enum SQLitePostings {
    static let schema = """
        -- The retrieval index: runs of posting lists. A directory holds the first key of each page, four bytes each, little
        -- end first; page i of run r is row r * 2^32 + i.
        CREATE TABLE posting_run (
            id INTEGER PRIMARY KEY,
            page_count INTEGER NOT NULL,
            directory BLOB NOT NULL
        ) STRICT;
        CREATE TABLE posting_page (
            id INTEGER PRIMARY KEY,
            bytes BLOB NOT NULL
        ) STRICT;
        """

    /// Bytes of a page: with it a row takes one page of the database (4,096 bytes less SQLite's own) and no overflow.
    static let pageCapacity = 4000

    /// Called in the transaction that logs the recording.
    static func insert(
        _ postings: [KeyedPosting], into connection: borrowing SQLiteConnection
    ) throws(RegistryError) {
        guard !postings.isEmpty else { return }
        var writer = PostingRunWriter(id: try nextRun(in: connection), pageCapacity: pageCapacity)
        writer.append(postings)
        try keep(&writer, in: connection)
        while true {
            let runs = try runs(in: connection)
            guard let full = PostingRuns.mergeable(runs.map { ($0.id, $0.directory.count) }) else { return }
            try merge(runs.filter { full.contains($0.id) }, in: connection)
        }
    }

    static func removeAll(from connection: borrowing SQLiteConnection) throws(RegistryError) {
        try connection.execute("DELETE FROM posting_page; DELETE FROM posting_run")
    }

    /// Calls `visit` for every key that has postings. The keys are ascending and distinct, the caller's view of the database
    /// is one.
    static func forEachList(
        of keys: [RetrievalKey], in connection: borrowing SQLiteConnection, _ visit: (RetrievalKey, [Posting]) -> Void
    ) throws(RegistryError) {
        try PostingRuns.forEachList(
            of: keys, in: try runs(in: connection), try SQLitePostingPages(connection), visit)
    }

    /// Every list, by ascending key.
    static func forEachList(
        in connection: borrowing SQLiteConnection, _ visit: (RetrievalKey, [Posting]) throws(RegistryError) -> Void
    ) throws(RegistryError) {
        var merge = PostingMerge(try runs(in: connection))
        try merge.run(try SQLitePostingPages(connection), visit)
    }

    private static func merge(_ runs: [PostingRun], in connection: borrowing SQLiteConnection) throws(RegistryError) {
        var writer = PostingRunWriter(id: try nextRun(in: connection), pageCapacity: pageCapacity)
        var merge = PostingMerge(runs)
        let pages = try SQLitePostingPages(connection)
        var isDone = false
        while !isDone {
            // In steps, so that no more than this is in memory at once.
            let end = merge.nextPages(limit: 256).end
            try merge.run(until: end, pages, into: &writer)
            try keep(writer.takeFull(), in: connection)
            isDone = end == nil
        }
        try keep(&writer, in: connection)
        for run in runs {
            let first = PostingRun.pageID(run: run.id, page: 0)
            let end = PostingRun.pageID(run: run.id + 1, page: 0)
            try connection.execute("DELETE FROM posting_page WHERE id >= \(first) AND id < \(end)")
            try connection.execute("DELETE FROM posting_run WHERE id = \(run.id)")
        }
    }

    /// Every run, oldest first.
    private static func runs(in connection: borrowing SQLiteConnection) throws(RegistryError) -> [PostingRun] {
        let statement = try connection.prepare("SELECT id, directory FROM posting_run ORDER BY id")
        var runs: [PostingRun] = []
        while try statement.step() {
            guard let run = PostingRun(id: statement.integer(at: 0), directory: statement.bytes(at: 1)) else {
                throw .corrupted(path: connection.path, detail: "a directory of postings")
            }
            runs.append(run)
        }
        return runs
    }

    /// Pages of each run, oldest first.
    static func pageCounts(in connection: borrowing SQLiteConnection) throws(RegistryError) -> [Int] {
        let statement = try connection.prepare("SELECT page_count FROM posting_run ORDER BY id")
        var counts: [Int] = []
        while try statement.step() { counts.append(statement.integer(at: 0)) }
        return counts
    }

    private static func nextRun(in connection: borrowing SQLiteConnection) throws(RegistryError) -> Int {
        (try connection.integer("SELECT max(id) FROM posting_run") ?? 0) + 1
    }

    /// Keeps what the writer holds, and the run.
    private static func keep(
        _ writer: inout PostingRunWriter, in connection: borrowing SQLiteConnection
    ) throws(RegistryError) {
        let run = writer.finish()
        try keep(writer.takeFull(), in: connection)
        let insert = try connection.prepare("INSERT INTO posting_run (id, page_count, directory) VALUES (?, ?, ?)")
        try insert.bind(run.id, at: 1)
        try insert.bind(run.directory.count, at: 2)
        try insert.bind(run.directoryBytes, at: 3)
        try insert.run()
    }

    private static func keep(
        _ pages: [(id: Int, bytes: [UInt8])], in connection: borrowing SQLiteConnection
    ) throws(RegistryError) {
        let insert = try connection.prepare("INSERT INTO posting_page (id, bytes) VALUES (?, ?)")
        for page in pages {
            try insert.bind(page.id, at: 1)
            try insert.bind(page.bytes, at: 2)
            try insert.run()
        }
    }
}

/// Fetches pages one by one.
private struct SQLitePostingPages: ~Copyable, PostingPages {
    private let select: SQLiteStatement
    let path: String

    init(_ connection: borrowing SQLiteConnection) throws(RegistryError) {
        select = try connection.prepare("SELECT bytes FROM posting_page WHERE id = ?")
        path = connection.path
    }

    func bytes(ofPage id: Int) throws(RegistryError) -> [UInt8]? {
        try select.bind(id, at: 1)
        defer { select.reset() }
        return try select.step() ? select.bytes(at: 0) : nil
    }
}
