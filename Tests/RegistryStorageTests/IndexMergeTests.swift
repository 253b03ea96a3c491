import CrashPoints
import Foundation
import Matching
import Registry
import RegistryStorage
import Testing

/// Runs of the index become few, whoever reads, writes or dies meanwhile.
@Suite struct IndexMergeTests {
    private static func batch(_ recording: Int, count: Int = 2000) -> [KeyedPosting] {
        (0..<count).map { number in
            KeyedPosting(
                key: RetrievalKey(rawValue: UInt32(number * 7919 % 5003)),
                posting: Posting(recording: RecordingID(rawValue: UInt32(recording)), time: UInt32(number)))
        }
    }

    private static func everything(_ registry: any StoredRegistry) throws -> [KeyedPosting] {
        var all: [KeyedPosting] = []
        try registry.forEachList { key, list in all += list.map { KeyedPosting(key: key, posting: $0) } }
        return all
    }

    private static func pageCount(_ registry: SQLiteRegistry) throws -> Int {
        try registry.withConnection { connection throws(RegistryError) in
            try connection.integer("SELECT count(*) FROM posting_page") ?? 0
        }
    }

    @Test(
        arguments: [
            ([], []), ([5], []), ([4, 1], [1, 0]), ([9, 2], []), ([8, 2], [1, 0]), ([100, 1, 1], [1, 2]),
            ([100, 24, 1, 0], [3, 2, 1, 0]), ([100, 23, 1, 0], []), ([100, 20, 5], [2, 1, 0]),
            ([2, 200, 3, 30], [0, 2]), ([1000, 24, 6, 1], [3, 2, 1]),
        ] as [([Int], [Int])])
    func runsOfLikeSizeAreDue(pages: [Int], due: [Int]) {
        let runs = pages.enumerated().map { (id: $0, pageCount: $1) }
        #expect(PostingRuns.due(runs) == due)
        #expect(PostingRuns.due(runs, all: true).count == (runs.count > 1 ? runs.count : 0))
    }

    /// However many insertions there are, a handful of runs is left, and a posting is not written again too often.
    @Test func fewRunsAreLeftAndLittleIsRewritten() {
        for size in [1, 3, 40] {
            var runs: [(id: Int, pageCount: Int)] = []
            var (inserted, written) = (0, 0)
            for id in 0..<5000 {
                runs.append((id, size))
                inserted += size
                while case let due = PostingRuns.due(runs), !due.isEmpty {
                    let merged = runs.filter { due.contains($0.id) }.reduce(0) { $0 + $1.pageCount }
                    runs.removeAll { due.contains($0.id) }
                    runs.append((-id - 1, merged))
                    written += merged
                }
                #expect(runs.reduce(0) { $0 + $1.pageCount } == inserted)
            }
            #expect(runs.count <= 6)
            #expect(written < 30 * inserted)
        }
    }

    @Test func othersReadAndWriteMeanwhile() throws {
        let fixture = Fixture()
        let registry = try fixture.initialise()
        let other = try SQLiteRegistry(writing: fixture.home.registryFile, busyTimeout: 0)
        for recording in 0..<9 { try registry.insert(Self.batch(recording)) }
        let before = try Self.everything(registry)
        var calls = 0
        try registry.mergeRuns(all: true, step: 4) { done, all in
            calls += 1
            #expect(done <= all)
            #expect((try? Self.everything(other).filter { $0.posting.recording.rawValue < 9 }) == before)
            // Nobody else merges at the same time.
            if calls == 2 { #expect(throws: Never.self) { try other.mergeRuns() } }
            if calls == 3 { #expect(throws: Never.self) { try other.insert(Self.batch(100)) } }
        }
        #expect(calls > 3)
        #expect(try Self.everything(registry) == (before + Self.batch(100)).sorted())
        // What came meanwhile is a run of its own: whoever merges all is not kept at it by others.
        #expect(try registry.indexFigures().runs.count == 2)
        #expect(try Self.pageCount(registry) == registry.indexFigures().pages)
    }

    /// What is registered on the way is merged while the next is waited for.
    @Test func aWriterMergesWhatItWrote() async throws {
        let fixture = Fixture()
        let registry = try fixture.initialise()
        let writer = LogWriter(registry, signer: try fixture.home.logSigner(for: registry.log))
        let key = try fixture.home.publisherKey()
        for number in 1...40 {
            let submission = try registry.submission(
                of: Recordings.statement(number), fingerprint: Recordings.fingerprint(number), by: key,
                at: 1_790_000_001, postings: { Self.batch(Int($0.rawValue), count: 300) })
            _ = try await writer.append(submission)
        }
        await writer.settle()
        #expect(try registry.indexFigures().runs.count <= 4)
        #expect(try Self.everything(registry).count == 40 * 300)
    }

    @Test func aKilledMergeLeavesTheIndexAsItWas() async throws {
        let start = Fixture()
        var before: [KeyedPosting] = []
        do {
            let registry = try start.initialise()
            for recording in 0..<6 { try registry.insert(Self.batch(recording, count: 3000)) }
            before = try Self.everything(registry)
        }
        let counted = Fixture()
        try FileManager.default.copyItem(atPath: start.home.path, toPath: counted.home.path)
        await #expect(processExitsWith: .success) { [folder = counted.home.path as String] in
            vericlip_die_at_step(-1)
            try SQLiteRegistry(writing: Home(path: folder).registryFile).mergeRuns(all: true, step: 8) { _, _ in }
            try Data("\(vericlip_steps())".utf8).write(to: URL(filePath: folder + "/steps"))
        }
        let steps = try #require(Int(String(contentsOfFile: counted.home.path + "/steps", encoding: .utf8)))
        #expect(steps > 20)
        print("killing a merge at some of \(steps) durable steps")
        // Runs are numbered by lot, and where their pages come to lie decides how much is written: another run may end a little sooner.
        for step in stride(from: 0, to: steps * 3 / 4, by: max(1, steps / 20)) {
            let fixture = Fixture()
            try FileManager.default.copyItem(atPath: start.home.path, toPath: fixture.home.path)
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [folder = fixture.home.path as String, step = step as Int]
                in
                vericlip_die_at_step(step)
                try SQLiteRegistry(writing: Home(path: folder).registryFile).mergeRuns(all: true, step: 8) { _, _ in }
            }
            let registry = try SQLiteRegistry(writing: fixture.home.registryFile)
            #expect(try Self.everything(registry) == before, "step \(step)")
            // The next takes away what that one left.
            try registry.insert(Self.batch(50))
            try registry.mergeRuns(all: true)
            #expect(try Self.everything(registry) == (before + Self.batch(50)).sorted(), "step \(step)")
            #expect(try Self.pageCount(registry) == registry.indexFigures().pages, "step \(step)")
        }
    }
}
