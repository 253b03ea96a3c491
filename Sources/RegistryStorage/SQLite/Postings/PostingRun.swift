internal import Matching
internal import Registry

/// A sorted run of postings in pages: what one insertion wrote, or the union of several.
struct PostingRun {
    let id: Int
    /// The first key of each page.
    let directory: [RetrievalKey]

    /// A page's row number.
    static func pageID(run: Int, page: Int) -> Int { run << 32 | page }

    /// Every run, oldest first.
    static func all(in connection: borrowing SQLiteConnection) throws(RegistryError) -> [PostingRun] {
        let statement = try connection.prepare("SELECT id, directory FROM posting_run ORDER BY id")
        var runs: [PostingRun] = []
        while try statement.step() {
            let bytes = statement.bytes(at: 1)
            guard bytes.count % 4 == 0 else {
                throw .corrupted(path: connection.path, detail: "a directory of postings")
            }
            let directory = stride(from: 0, to: bytes.count, by: 4).map { start in
                RetrievalKey(rawValue: (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) })
            }
            runs.append(PostingRun(id: statement.integer(at: 0), directory: directory))
        }
        return runs
    }
}

/// Writes a run, lists by ascending key.
struct PostingRunWriter: ~Copyable {
    private let id: Int
    private let insertPage: SQLiteStatement
    private var page = PostingPage.Encoder()
    private var directory: [UInt8] = []
    private var pageCount = 0

    init(id: Int, in connection: borrowing SQLiteConnection) throws(RegistryError) {
        self.id = id
        insertPage = try connection.prepare("INSERT INTO posting_page (id, bytes) VALUES (?, ?)")
    }

    mutating func append(_ key: RetrievalKey, _ list: ArraySlice<Posting>) throws(RegistryError) {
        var rest = list
        while !rest.isEmpty {
            rest = rest.dropFirst(page.append(key, rest))
            if !rest.isEmpty { try flush() }
        }
    }

    consuming func finish(in connection: borrowing SQLiteConnection) throws(RegistryError) {
        try flush()
        let insert = try connection.prepare("INSERT INTO posting_run (id, page_count, directory) VALUES (?, ?, ?)")
        try insert.bind(id, at: 1)
        try insert.bind(pageCount, at: 2)
        try insert.bind(directory, at: 3)
        try insert.run()
    }

    private mutating func flush() throws(RegistryError) {
        guard let first = page.first else { return }
        for shift in [0, 8, 16, 24] as [UInt32] { directory.append(UInt8(truncatingIfNeeded: first.rawValue >> shift)) }
        try insertPage.bind(PostingRun.pageID(run: id, page: pageCount), at: 1)
        try insertPage.bind(page.bytes, at: 2)
        try insertPage.run()
        pageCount += 1
        page = PostingPage.Encoder()
    }
}

/// Reads a run forward: all lists in turn, or those of ascending keys.
struct PostingRunReader {
    private let run: PostingRun
    /// The page that `decoder` walks, or the one before the first.
    private var page = -1
    private var decoder: PostingPage.Decoder?
    /// The key at which the reader stands, after `find`: the decoder's own, kept here because millions of steps ask for it.
    private(set) var key: RetrievalKey?

    init(_ run: PostingRun) { self.run = run }

    /// Goes to the first entry with a key not below `key`; reads no page that cannot hold one.
    mutating func find(
        _ key: RetrievalKey, in pages: borrowing PostingPageReader
    ) throws(RegistryError) {
        if let standing = self.key, standing >= key { return }
        // The last page that begins below the key may hold it; a page before that cannot.
        let target = lastPage(beginningBelow: key)
        if target > page { try load(target, in: pages) } else if page < 0 { try load(0, in: pages) }
        if let standing = self.key, standing < key { try advance(to: key, in: pages) }
    }

    /// Adds the current entry's list and the rest of it in the pages that follow, and passes them.
    mutating func takeList(
        into postings: inout [Posting], in pages: borrowing PostingPageReader
    ) throws(RegistryError) {
        guard let key else { return }
        while self.key == key {
            do {
                try decoder?.decodeList(into: &postings)
            } catch {
                throw pages.malformed
            }
            try advance(in: pages)
        }
    }

    private func lastPage(beginningBelow key: RetrievalKey) -> Int {
        var low = max(page, 0)
        var high = run.directory.count
        while low < high {
            let middle = (low + high) / 2
            if run.directory[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }

    private mutating func advance(
        to least: RetrievalKey = RetrievalKey(rawValue: 0), in pages: borrowing PostingPageReader
    ) throws(RegistryError) {
        do {
            key = try decoder?.next(from: least)
        } catch {
            throw pages.malformed
        }
        // The next page begins with `least` or above it: the target was the last that begins below.
        if key == nil { try load(page + 1, in: pages) }
    }

    /// Stands at the first entry of a page, or at the end of the run.
    private mutating func load(_ number: Int, in pages: borrowing PostingPageReader) throws(RegistryError) {
        page = number
        key = nil
        guard number < run.directory.count else {
            decoder = nil
            return
        }
        decoder = .init(try pages.page(PostingRun.pageID(run: run.id, page: number)), first: run.directory[number])
        do {
            key = try decoder?.next()
        } catch {
            throw pages.malformed
        }
        guard key != nil else { throw pages.malformed }
    }
}

/// Fetches pages.
struct PostingPageReader: ~Copyable {
    private let select: SQLiteStatement
    private let path: String

    init(_ connection: borrowing SQLiteConnection) throws(RegistryError) {
        select = try connection.prepare("SELECT bytes FROM posting_page WHERE id = ?")
        path = connection.path
    }

    var malformed: RegistryError { .corrupted(path: path, detail: "a page of postings is malformed") }

    func page(_ id: Int) throws(RegistryError) -> [UInt8] {
        try select.bind(id, at: 1)
        defer { select.reset() }
        guard try select.step() else { throw .corrupted(path: path, detail: "a page of postings is missing") }
        return select.bytes(at: 0)
    }
}
