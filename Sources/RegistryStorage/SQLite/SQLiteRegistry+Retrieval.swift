public import Matching
public import Registry
internal import Synchronization

extension SQLiteRegistry: WritableRetrievalIndex {
    public func forEachList(
        of keys: [RetrievalKey], _ visit: (RetrievalKey, [Posting]) -> Void
    ) throws(RegistryError) {
        let known = runs.withLock { $0 }
        let found = try withConnection { connection throws(RegistryError) in
            try connection.snapshot { connection throws(RegistryError) in
                let runs = try SQLitePostings.runs(in: connection, known: known)
                try SQLitePostings.forEachList(of: keys, in: runs, connection, visit)
                return runs
            }
        }
        runs.withLock { $0 = found }
    }

    public func forEachList(
        _ visit: (RetrievalKey, [Posting]) throws(RegistryError) -> Void
    ) throws(RegistryError) {
        try withConnection { connection throws(RegistryError) in
            try connection.snapshot { connection throws(RegistryError) in
                try SQLitePostings.forEachList(in: connection, visit)
            }
        }
    }

    /// One durable transaction. Registration inserts a recording's postings together with its statement; this is for
    /// building the index again, best with the postings of many recordings at once.
    public func insert(_ postings: [KeyedPosting]) throws(RegistryError) {
        try withConnection { connection throws(RegistryError) in
            try connection.transaction { connection throws(RegistryError) in
                try SQLitePostings.insert(postings, into: connection)
            }
        }
    }

    public func removeAll() throws(RegistryError) { try replaceIndex { nil } }

    public func replaceIndex(
        _ next: () throws(RegistryError) -> [KeyedPosting]?
    ) throws(RegistryError) {
        try FileLock.hold(mergeLock, waits: true) { () throws(RegistryError) in
            try withConnection { connection throws(RegistryError) in
                try connection.transaction { connection throws(RegistryError) in
                    try SQLitePostings.removeAll(from: connection)
                    while let postings = try next() { try SQLitePostings.insert(postings, into: connection) }
                }
            }
        }
        tidyIndex(all: true)
    }

    public func indexFigures() throws(RegistryError) -> IndexFigures {
        try withConnection { connection throws(RegistryError) in
            IndexFigures(
                runs: try SQLitePostings.sizes(in: connection).map(\.pageCount), pageBytes: SQLitePostings.pageCapacity,
                shards: [])
        }
    }
}
