internal import Matching
internal import Registry

/// Runs of postings as one index, whatever keeps them.
///
/// An insertion writes one run, and a look-up reads of every large run a page for each key: few runs are what makes it fast. So runs are
/// merged until each is larger than all smaller ones together by `growth` at least, which leaves some four that count in the largest
/// registries. The price is that a posting is written again some twenty times while a registry grows to 10,000 hours: a fraction of a second
/// of processor time for each hour of footage, where decoding that takes minutes.
package enum PostingRuns {
    /// Runs that together have a `growth`-th of the pages of the next larger are merged with it.
    private static let growth = 4

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

    /// The runs that should become one, smallest first; none where the index is as it should be.
    /// - Parameter all: whether every run should, however large it is.
    package static func due(_ runs: [(id: Int, pageCount: Int)], all: Bool = false) -> [Int] {
        let sorted = runs.sorted { ($0.pageCount, $0.id) < ($1.pageCount, $1.id) }
        if all { return sorted.count > 1 ? sorted.map(\.id) : [] }
        var (smaller, count) = (0, 0)
        for (index, run) in sorted.enumerated() {
            if index > 0, smaller * growth >= run.pageCount { count = index + 1 }
            smaller += run.pageCount
        }
        return sorted.prefix(count).map(\.id)
    }
}
