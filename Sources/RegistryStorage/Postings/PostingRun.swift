internal import Matching

/// A sorted run of postings in pages: what one insertion wrote, or the union of several. It never changes.
struct PostingRun: Sendable {
    let id: Int
    /// The first key of each page.
    let directory: [RetrievalKey]

    /// A page's row number.
    static func pageID(run: Int, page: Int) -> Int { run << 32 | page }

    static func run(ofPage id: Int) -> Int { id >> 32 }

    init(id: Int, directory: [RetrievalKey]) {
        self.id = id
        self.directory = directory
    }

    /// - Parameter bytes: a directory as a store keeps it, four bytes a page, little end first; nothing where it is none.
    init?(id: Int, directory bytes: [UInt8]) {
        guard bytes.count.isMultiple(of: 4) else { return nil }
        var directory: [RetrievalKey] = []
        directory.reserveCapacity(bytes.count / 4)
        for start in stride(from: 0, to: bytes.count, by: 4) {
            let (low, high) = (
                UInt32(bytes[start]) | UInt32(bytes[start + 1]) << 8,
                UInt32(bytes[start + 2]) | UInt32(bytes[start + 3]) << 8
            )
            directory.append(RetrievalKey(rawValue: low | high << 16))
        }
        self.init(id: id, directory: directory)
    }

    /// The directory as a store keeps it.
    var directoryBytes: [UInt8] {
        directory.flatMap { key in
            ([0, 8, 16, 24] as [UInt32]).map { UInt8(truncatingIfNeeded: key.rawValue >> $0) }
        }
    }

    /// The last page that begins below the key, among those from `first` on; the one before the first where none does.
    func lastPage(beginningBelow key: RetrievalKey, from first: Int = 0) -> Int {
        var low = first
        var high = directory.count
        while low < high {
            let middle = (low + high) / 2
            if directory[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }

    /// The pages that a look-up reads: of each key those that may hold a part of its list.
    /// - Parameter keys: ascending.
    func pages(holding keys: [RetrievalKey]) -> [Int] {
        var pages: [Int] = []
        // The first page that is not looked at yet.
        var next = 0
        for key in keys {
            let last = lastPage(beginningBelow: key, from: max(0, next - 1))
            if last >= next { pages.append(last) }
            next = max(next, last + 1)
            while next < directory.count, directory[next] == key {
                pages.append(next)
                next += 1
            }
        }
        return pages
    }
}
