import Matching
import Synchronization

/// An index that counts what is asked of it.
final class CountingIndex: RetrievalIndex {
    struct Counts {
        var keys = 0
        var lists = 0
        var postings = 0
    }

    private let index: any RetrievalIndex
    private let total = Mutex(Counts())

    init(_ index: any RetrievalIndex) { self.index = index }

    var counts: Counts { total.withLock { $0 } }

    func forEachList(of keys: [RetrievalKey], _ visit: (RetrievalKey, [Posting]) -> Void) throws {
        var counts = Counts(keys: keys.count)
        try index.forEachList(of: keys) { key, list in
            counts.lists += 1
            counts.postings += list.count
            visit(key, list)
        }
        total.withLock {
            $0.keys += counts.keys
            $0.lists += counts.lists
            $0.postings += counts.postings
        }
    }
}
