internal import Synchronization

/// An index in memory: the same meaning as the stored one, without the store.
public final class InMemoryRetrievalIndex: WritableRetrievalIndex {
    /// Replaced as a whole by a writer, so that a reader goes on with what it began with.
    private let lists = Mutex<[RetrievalKey: [Posting]]>([:])

    public init() {}

    public func forEachList(of keys: [RetrievalKey], _ visit: (RetrievalKey, [Posting]) -> Void) {
        let snapshot = lists.withLock { $0 }
        for key in keys {
            guard let list = snapshot[key] else { continue }
            visit(key, list)
        }
    }

    public func insert(_ postings: [KeyedPosting]) {
        lists.withLock { lists in
            var touched: Set<RetrievalKey> = []
            for entry in postings {
                lists[entry.key, default: []].append(entry.posting)
                touched.insert(entry.key)
            }
            for key in touched { lists[key] = Self.normalised(lists[key] ?? []) }
        }
    }

    public func removeAll() { lists.withLock { $0 = [:] } }

    private static func normalised(_ list: [Posting]) -> [Posting] {
        var result: [Posting] = []
        result.reserveCapacity(list.count)
        for posting in list.sorted() where posting != result.last { result.append(posting) }
        return result
    }
}
