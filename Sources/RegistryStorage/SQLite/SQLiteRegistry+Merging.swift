internal import Matching
public import Registry

/// Merges runs of the index while everybody else reads and writes: in steps, each a transaction of its own.
///
/// Pages of the run that is made lie there unlisted, where nobody reads them, until one transaction lists it in the place of those that it
/// was made of. After a crash they are strays, which the next merge removes.
extension SQLiteRegistry {
    public func mergeRuns(
        all: Bool, progress: (_ done: Int, _ all: Int) -> Void
    ) throws(RegistryError) {
        try mergeRuns(all: all, step: 1024, progress: progress)
    }

    /// - Parameter step: pages that are read, written or removed while the file is locked; 1,024 are 4 MB.
    package func mergeRuns(
        all: Bool, step: Int, progress: (_ done: Int, _ all: Int) -> Void
    ) throws(RegistryError) {
        try FileLock.hold(mergeLock, waits: all) { () throws(RegistryError) in
            var all = all
            while case let due = try due(all: all), !due.isEmpty {
                try removeStrays(step)
                try merge(due, step, progress)
                // What others add meanwhile is not waited for again and again.
                all = false
            }
        }
    }

    /// The file whose lock is held by whoever merges runs, or replaces them all.
    var mergeLock: String { path + "-merging" }

    private func due(all: Bool) throws(RegistryError) -> [Int] {
        try withConnection { connection throws(RegistryError) in
            PostingRuns.due(try SQLitePostings.sizes(in: connection), all: all)
        }
    }

    private struct Size: Sendable {
        let id: Int
        let pageCount: Int
    }

    private func merge(
        _ ids: [Int], _ step: Int, _ progress: (_ done: Int, _ all: Int) -> Void
    ) throws(RegistryError) {
        let runs = try withConnection { connection throws(RegistryError) in
            try ids.map { id throws(RegistryError) in try SQLitePostings.run(id, in: connection) }
        }
        let pageCount = runs.reduce(0) { $0 + $1.directory.count }
        var (merge, writer) = (PostingMerge(runs), SQLitePostings.writer())
        var isDone = false
        while !isDone {
            isDone = try withConnection { connection throws(RegistryError) in
                let end = merge.nextPages(limit: step).end
                // Runs never change, and nobody else takes them away: the pages of one moment are those of any other.
                try merge.run(until: end, try SQLitePostingPages(connection), into: &writer)
                let pages = writer.takeFull()
                try connection.transaction { connection throws(RegistryError) in
                    try SQLitePostings.keep(pages, in: connection)
                }
                return end == nil
            }
            progress(min(writer.pageCount, pageCount), pageCount)
        }
        try withConnection { connection throws(RegistryError) in
            let run = writer.finish()
            // The index changes here, and says the same before and after.
            try connection.transaction { connection throws(RegistryError) in
                try SQLitePostings.keep(run, of: &writer, in: connection)
                for id in ids { try connection.execute("DELETE FROM posting_run WHERE id = \(id)") }
            }
        }
        for run in runs { try removePages(of: run.id, count: run.directory.count, step) }
        progress(pageCount, pageCount)
    }

    /// Pages of runs that are listed nowhere: what a merge left that was ended.
    private func removeStrays(_ step: Int) throws(RegistryError) {
        let strays = try withConnection { connection throws(RegistryError) in
            try connection.snapshot { connection throws(RegistryError) in
                let listed = Set(try SQLitePostings.sizes(in: connection).map(\.id))
                var strays: [Size] = []
                var next = 0
                while let page = try connection.integer("SELECT min(id) FROM posting_page WHERE id >= \(next)"),
                    page >= next
                {
                    let run = PostingRun.run(ofPage: page)
                    next = PostingRun.pageID(run: run + 1, page: 0)
                    guard !listed.contains(run) else { continue }
                    let last = try connection.integer("SELECT max(id) FROM posting_page WHERE id < \(next)") ?? page
                    strays.append(Size(id: run, pageCount: last - PostingRun.pageID(run: run, page: 0) + 1))
                }
                return strays
            }
        }
        for stray in strays { try removePages(of: stray.id, count: stray.pageCount, step) }
    }

    private func removePages(of run: Int, count: Int, _ step: Int) throws(RegistryError) {
        for page in stride(from: 0, to: count, by: step) {
            let first = PostingRun.pageID(run: run, page: page)
            try withConnection { connection throws(RegistryError) in
                try connection.execute(
                    "DELETE FROM posting_page WHERE id >= \(first) AND id < \(first + step)")
            }
        }
    }
}
