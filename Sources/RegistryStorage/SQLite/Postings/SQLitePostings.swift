internal import Matching
internal import Registry

/// The retrieval index's part of a registry file: sorted runs of postings, merged as they grow in number.
///
/// An insertion writes one run. Where eight runs are of like size they become one, so that a look-up meets few runs and each
/// posting is rewritten about once for every eightfold growth of the registry. All of it happens in the caller's
/// transaction: a crash leaves the runs as they were before.
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

    /// Runs of like size that are merged into one.
    private static let fanout = 8

    /// Called in the transaction that logs the recording.
    static func insert(
        _ postings: [KeyedPosting], into connection: borrowing SQLiteConnection
    ) throws(RegistryError) {
        guard !postings.isEmpty else { return }
        let sorted = postings.sorted()
        var writer = try PostingRunWriter(id: try nextRun(in: connection), in: connection)
        var list: [Posting] = []
        for (index, entry) in sorted.enumerated() {
            if entry.posting != list.last { list.append(entry.posting) }
            guard index + 1 == sorted.count || sorted[index + 1].key != entry.key else { continue }
            try writer.append(entry.key, list[...])
            list.removeAll(keepingCapacity: true)
        }
        try writer.finish(in: connection)
        while try mergeOnce(in: connection) {}
    }

    static func removeAll(from connection: borrowing SQLiteConnection) throws(RegistryError) {
        try connection.execute("DELETE FROM posting_page; DELETE FROM posting_run")
    }

    /// Calls `visit` for every key that has postings. The keys are ascending and distinct, the caller's view of the database
    /// is one.
    static func forEachList(
        of keys: [RetrievalKey], in connection: borrowing SQLiteConnection, _ visit: (RetrievalKey, [Posting]) -> Void
    ) throws(RegistryError) {
        let pages = try PostingPageReader(connection)
        var readers = try PostingRun.all(in: connection).map(PostingRunReader.init)
        var list: [Posting] = []
        for key in keys {
            list.removeAll(keepingCapacity: true)
            var sources = 0
            for index in readers.indices {
                try readers[index].find(key, in: pages)
                guard readers[index].key == key else { continue }
                try readers[index].takeList(into: &list, in: pages)
                sources += 1
            }
            if sources > 1 { list = distinct(list) }
            if sources > 0 { visit(key, list) }
        }
    }

    /// Merges the smallest runs of like size if there are enough of them.
    private static func mergeOnce(in connection: borrowing SQLiteConnection) throws(RegistryError) -> Bool {
        var tiers: [Int: [PostingRun]] = [:]
        for run in try PostingRun.all(in: connection) { tiers[tier(of: run), default: []].append(run) }
        guard let full = tiers.filter({ $0.value.count >= fanout }).min(by: { $0.key < $1.key }) else { return false }
        try merge(full.value, in: connection)
        return true
    }

    /// The number of eightfolds in a run's pages.
    private static func tier(of run: PostingRun) -> Int {
        var tier = 0
        var pages = run.directory.count
        while pages >= fanout {
            pages /= fanout
            tier += 1
        }
        return tier
    }

    private static func merge(_ runs: [PostingRun], in connection: borrowing SQLiteConnection) throws(RegistryError) {
        let pages = try PostingPageReader(connection)
        var writer = try PostingRunWriter(id: try nextRun(in: connection), in: connection)
        var readers = runs.map(PostingRunReader.init)
        for index in readers.indices { try readers[index].find(RetrievalKey(rawValue: 0), in: pages) }
        var list: [Posting] = []
        while let key = readers.compactMap(\.key).min() {
            list.removeAll(keepingCapacity: true)
            for index in readers.indices where readers[index].key == key {
                try readers[index].takeList(into: &list, in: pages)
            }
            try writer.append(key, distinct(list)[...])
        }
        try writer.finish(in: connection)
        for run in runs {
            let first = PostingRun.pageID(run: run.id, page: 0)
            let end = PostingRun.pageID(run: run.id + 1, page: 0)
            try connection.execute("DELETE FROM posting_page WHERE id >= \(first) AND id < \(end)")
            try connection.execute("DELETE FROM posting_run WHERE id = \(run.id)")
        }
    }

    private static func nextRun(in connection: borrowing SQLiteConnection) throws(RegistryError) -> Int {
        (try connection.integer("SELECT max(id) FROM posting_run") ?? 0) + 1
    }

    private static func distinct(_ list: [Posting]) -> [Posting] {
        var result: [Posting] = []
        result.reserveCapacity(list.count)
        for posting in list.sorted() where posting != result.last { result.append(posting) }
        return result
    }
}
