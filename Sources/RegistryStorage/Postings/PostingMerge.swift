internal import HeapModule
internal import Matching
internal import Registry

/// Several runs on their way to become one, from the least key on.
struct PostingMerge {
    private var readers: [PostingRunReader]
    /// Those that are not at their end.
    private var standing: Heap<Standing>
    private var list: [Posting] = []

    init(_ runs: [PostingRun]) {
        let readers = runs.map(PostingRunReader.init)
        standing = Heap(readers.enumerated().compactMap { Standing(reader: $0, key: $1.key) })
        self.readers = readers
    }

    /// The pages that are read next, about `limit` of them, and the key before which they hold everything; no key where they hold
    /// everything there is.
    func nextPages(limit: Int) -> (ids: [Int], end: RetrievalKey?) {
        let least = standing.min?.key
        var next = readers.map(\.nextUnread)
        var heads = Heap(readers.indices.compactMap { Standing(reader: $0, key: firstKey(ofPage: next[$0], in: $0)) })
        var ids: [Int] = []
        while let head = heads.min {
            // All that begin with the least key: with fewer nothing could be merged.
            guard ids.count < limit || head.key == least else { return (ids, head.key) }
            ids.append(PostingRun.pageID(run: readers[head.reader].run.id, page: next[head.reader]))
            next[head.reader] += 1
            heads.moveMin(to: firstKey(ofPage: next[head.reader], in: head.reader))
        }
        return (ids, nil)
    }

    /// Nothing past the run's end.
    private func firstKey(ofPage page: Int, in reader: Int) -> RetrievalKey? {
        let directory = readers[reader].run.directory
        return page < directory.count ? directory[page] : nil
    }

    /// Merges the lists of all keys below `end` into `writer`; all there are without it.
    mutating func run(
        until end: RetrievalKey? = nil, _ pages: borrowing some PostingPages & ~Copyable,
        into writer: inout PostingRunWriter
    ) throws(RegistryError) {
        try run(until: end, pages) { key, list throws(RegistryError) in writer.append(key, list) }
    }

    /// Visits the lists of all keys below `end`; all there are without it.
    mutating func run(
        until end: RetrievalKey? = nil, _ pages: borrowing some PostingPages & ~Copyable,
        _ visit: (RetrievalKey, [Posting]) throws(RegistryError) -> Void
    ) throws(RegistryError) {
        while let key = standing.min?.key, end.map({ key < $0 }) ?? true {
            list.removeAll(keepingCapacity: true)
            var sources = 0
            while let first = standing.min, first.key == key {
                try readers[first.reader].takeList(into: &list, in: pages)
                standing.moveMin(to: readers[first.reader].key)
                sources += 1
            }
            try visit(key, sources > 1 ? Self.distinct(list) : list)
        }
    }

    static func distinct(_ list: [Posting]) -> [Posting] {
        var result: [Posting] = []
        result.reserveCapacity(list.count)
        for posting in list.sorted() where posting != result.last { result.append(posting) }
        return result
    }
}

/// A reader, ordered by the key at which it stands: with a heap of them hundreds of runs are merged as fast as a few.
private struct Standing: Comparable {
    let key: RetrievalKey
    let reader: Int

    /// Nothing for one at its end.
    init?(reader: Int, key: RetrievalKey?) {
        guard let key else { return nil }
        (self.key, self.reader) = (key, reader)
    }

    static func < (a: Standing, b: Standing) -> Bool { (a.key, a.reader) < (b.key, b.reader) }
}

extension Heap<Standing> {
    /// Moves the reader with the least key on, or takes it off where it is at its end.
    fileprivate mutating func moveMin(to key: RetrievalKey?) {
        guard let least = self.min else { return }
        if let next = Standing(reader: least.reader, key: key) { replaceMin(with: next) } else { removeMin() }
    }
}
