internal import Matching
internal import Registry

/// Makes the pages of a run, lists by ascending key. Whoever fills it keeps the pages.
struct PostingRunWriter {
    private let id: Int
    private let capacity: Int
    private var page: PostingPage.Encoder
    private var directory: [RetrievalKey] = []
    /// What is full already and was not taken yet.
    private(set) var full: [(id: Int, bytes: [UInt8])] = []

    /// Pages that are full.
    var pageCount: Int { directory.count }

    /// - Parameter pageCapacity: bytes of a page.
    init(id: Int, pageCapacity: Int) {
        self.id = id
        capacity = pageCapacity
        page = .init(capacity: pageCapacity)
    }

    /// - Parameter list: ascending, each posting once.
    mutating func append(_ key: RetrievalKey, _ list: [Posting]) {
        var rest = list[...]
        while !rest.isEmpty {
            rest = rest.dropFirst(page.append(key, rest))
            if !rest.isEmpty { turn() }
        }
    }

    /// The lists of an insertion.
    mutating func append(_ postings: [KeyedPosting]) {
        let sorted = postings.sorted()
        var list: [Posting] = []
        for (index, entry) in sorted.enumerated() {
            if entry.posting != list.last { list.append(entry.posting) }
            guard index + 1 == sorted.count || sorted[index + 1].key != entry.key else { continue }
            append(entry.key, list)
            list.removeAll(keepingCapacity: true)
        }
    }

    /// The full pages, for whoever keeps them; they are gone from here.
    mutating func takeFull() -> [(id: Int, bytes: [UInt8])] {
        defer { full.removeAll(keepingCapacity: true) }
        return full
    }

    /// The run, whose last page is full now.
    mutating func finish() -> PostingRun {
        turn()
        return PostingRun(id: id, directory: directory)
    }

    private mutating func turn() {
        guard let first = page.first else { return }
        full.append((PostingRun.pageID(run: id, page: directory.count), page.bytes))
        directory.append(first)
        page = .init(capacity: capacity)
    }
}
