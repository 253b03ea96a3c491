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
        var writer = writer()
        writer.append(postings)
        try keep(writer.finish(), of: &writer, in: connection)
    }

    static func removeAll(from connection: borrowing SQLiteConnection) throws(RegistryError) {
        try connection.execute("DELETE FROM posting_page; DELETE FROM posting_run")
    }

    /// Calls `visit` for every key that has postings. The keys are ascending and distinct, the caller's view of the database
    /// is one.
    /// - Parameter runs: of this view.
    static func forEachList(
        of keys: [RetrievalKey], in runs: [PostingRun], _ connection: borrowing SQLiteConnection,
        _ visit: (RetrievalKey, [Posting]) -> Void
    ) throws(RegistryError) {
        try PostingRuns.forEachList(of: keys, in: runs, try SQLitePostingPages(connection), visit)
    }

    /// Every list, by ascending key.
    static func forEachList(
        in connection: borrowing SQLiteConnection, _ visit: (RetrievalKey, [Posting]) throws(RegistryError) -> Void
    ) throws(RegistryError) {
        var merge = PostingMerge(try runs(in: connection))
        try merge.run(try SQLitePostingPages(connection), visit)
    }

    /// Every run. The directories of those that are known already are not read again, for runs never change: with 10,000 hours they
    /// are some 9 MB.
    static func runs(
        in connection: borrowing SQLiteConnection, known: [PostingRun] = []
    ) throws(RegistryError) -> [PostingRun] {
        let known = Dictionary(known.map { ($0.id, $0) }) { first, _ in first }
        return try sizes(in: connection).map { size throws(RegistryError) in
            if let run = known[size.id] { return run }
            return try run(size.id, in: connection)
        }
    }

    static func run(
        _ id: Int, in connection: borrowing SQLiteConnection
    ) throws(RegistryError) -> PostingRun {
        let statement = try connection.prepare("SELECT directory FROM posting_run WHERE id = ?")
        try statement.bind(id, at: 1)
        guard try statement.step(), let run = PostingRun(id: id, directory: statement.bytes(at: 0)) else {
            throw .corrupted(path: connection.path, detail: "a directory of postings")
        }
        return run
    }

    /// Number and pages of every run.
    static func sizes(
        in connection: borrowing SQLiteConnection
    ) throws(RegistryError) -> [(id: Int, pageCount: Int)] {
        let statement = try connection.prepare("SELECT id, page_count FROM posting_run ORDER BY id")
        var sizes: [(id: Int, pageCount: Int)] = []
        while try statement.step() { sizes.append((statement.integer(at: 0), statement.integer(at: 1))) }
        return sizes
    }

    /// A run's number is drawn by lot: none ever comes twice, and readers know runs by it. Those below 2^20 are of earlier versions, which
    /// counted.
    static func writer() -> PostingRunWriter {
        PostingRunWriter(id: Int.random(in: 1 << 20..<1 << 30), pageCapacity: pageCapacity)
    }

    /// Keeps a finished run, and those of its pages that the writer holds yet.
    static func keep(
        _ run: PostingRun, of writer: inout PostingRunWriter, in connection: borrowing SQLiteConnection
    ) throws(RegistryError) {
        try keep(writer.takeFull(), in: connection)
        let insert = try connection.prepare("INSERT INTO posting_run (id, page_count, directory) VALUES (?, ?, ?)")
        try insert.bind(run.id, at: 1)
        try insert.bind(run.directory.count, at: 2)
        try insert.bind(run.directoryBytes, at: 3)
        try insert.run()
    }

    static func keep(
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
struct SQLitePostingPages: ~Copyable, PostingPages {
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
