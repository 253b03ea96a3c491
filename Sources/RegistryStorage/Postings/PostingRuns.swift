internal import Matching
internal import Registry

/// Runs of postings as one index, whatever keeps them.
///
/// An insertion writes one run. Where eight runs are of like size they become one, so that a look-up meets few runs and each
/// posting is rewritten about once for every eightfold growth of the registry.
enum PostingRuns {
    /// Runs of like size that are merged into one.
    private static let fanout = 8

    /// Calls `visit` for every key that has postings.
    /// - Parameter keys: ascending and distinct.
    static func forEachList(
        of keys: [RetrievalKey], in runs: [PostingRun], _ pages: borrowing some PostingPages & ~Copyable,
        _ visit: (RetrievalKey, [Posting]) -> Void
    ) throws(RegistryError) {
        var readers = runs.map(PostingRunReader.init)
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
            if sources > 1 { list = PostingMerge.distinct(list) }
            if sources > 0 { visit(key, list) }
        }
    }

    /// The smallest runs of like size, where there are enough of them to become one.
    static func mergeable(_ runs: [(id: Int, pageCount: Int)]) -> [Int]? {
        var tiers: [Int: [Int]] = [:]
        for run in runs { tiers[tier(ofPages: run.pageCount), default: []].append(run.id) }
        return tiers.filter { $0.value.count >= fanout }.min { $0.key < $1.key }?.value
    }

    /// The number of eightfolds in a run's pages.
    private static func tier(ofPages count: Int) -> Int {
        var tier = 0
        var pages = count
        while pages >= fanout {
            pages /= fanout
            tier += 1
        }
        return tier
    }
}

/// Several runs on their way to become one, from the least key on.
struct PostingMerge {
    private var readers: [PostingRunReader]
    private var list: [Posting] = []

    init(_ runs: [PostingRun]) { readers = runs.map(PostingRunReader.init) }

    /// The pages that are read next, about `limit` of them, and the key before which they hold everything; no key where they hold
    /// everything there is.
    func nextPages(limit: Int) -> (ids: [Int], end: RetrievalKey?) {
        let standing = readers.compactMap(\.key).min()
        var places = readers.map { Place(run: $0.run, page: $0.nextUnread) }
        var ids: [Int] = []
        while let (place, key) = places.indices.compactMap({ place in places[place].key.map { (place, $0) } })
            .min(by: { $0.1 < $1.1 })
        {
            // All that begin with the least key: with fewer nothing could be merged.
            guard ids.count < limit || key == standing else { return (ids, key) }
            ids.append(PostingRun.pageID(run: places[place].run.id, page: places[place].page))
            places[place].page += 1
        }
        return (ids, nil)
    }

    private struct Place {
        let run: PostingRun
        var page: Int

        /// The page's first; nothing past the run's end.
        var key: RetrievalKey? { page < run.directory.count ? run.directory[page] : nil }
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
        while let key = readers.compactMap(\.key).min(), end.map({ key < $0 }) ?? true {
            list.removeAll(keepingCapacity: true)
            for index in readers.indices where readers[index].key == key {
                try readers[index].takeList(into: &list, in: pages)
            }
            try visit(key, Self.distinct(list))
        }
    }

    static func distinct(_ list: [Posting]) -> [Posting] {
        var result: [Posting] = []
        result.reserveCapacity(list.count)
        for posting in list.sorted() where posting != result.last { result.append(posting) }
        return result
    }
}
