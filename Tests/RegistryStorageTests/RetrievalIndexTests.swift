import Foundation
import Matching
import Registry
import RegistryStorage
import Testing

/// One suite for every index: what holds in memory holds in the file.
@Suite struct RetrievalIndexTests {
    typealias Driver = ConformanceTests.Driver

    private static func withIndex(_ driver: Driver, _ body: (any WritableRetrievalIndex) throws -> Void) throws {
        switch driver {
        // The index is that of any other database.
        case .objects: return
        case .memory: try body(InMemoryRetrievalIndex())
        case .sqlite:
            let fixture = Fixture()
            try body(try fixture.initialise())
        case .postgresql:
            let fixture = Fixture()
            _ = try fixture.initialise()
            try body(try fixture.initialise(in: try PostgreSQLServer.emptyDatabase()))
        case .sharded:
            let fixture = Fixture()
            _ = try fixture.initialise()
            try body(try fixture.initialiseSharded())
        }
    }

    private static func entry(_ key: Int, _ recording: Int, _ time: Int) -> KeyedPosting {
        KeyedPosting(
            key: RetrievalKey(rawValue: UInt32(key)),
            posting: Posting(recording: RecordingID(rawValue: UInt32(recording)), time: UInt32(time)))
    }

    /// Everything under the keys, in the order of the visits.
    private static func postings(of keys: [Int], in index: any WritableRetrievalIndex) throws -> [KeyedPosting] {
        var result: [KeyedPosting] = []
        try index.forEachList(of: keys.map { RetrievalKey(rawValue: UInt32($0)) }) { key, list in
            #expect(!list.isEmpty)
            result += list.map { KeyedPosting(key: key, posting: $0) }
        }
        return result
    }

    @Test(arguments: Driver.allCases) func anEmptyIndexHasNothing(driver: Driver) throws {
        try Self.withIndex(driver) { index in
            let found = try Self.postings(of: [0, 1, Int(UInt32.max)], in: index)
            #expect(found.isEmpty)
        }
    }

    @Test(arguments: Driver.allCases) func listsComeInOrderAndEachPostingOnce(driver: Driver) throws {
        try Self.withIndex(driver) { index in
            try index.insert([Self.entry(7, 2, 9), Self.entry(3, 1, 5), Self.entry(7, 1, 80), Self.entry(7, 2, 9)])
            try index.insert([Self.entry(7, 1, 4), Self.entry(7, 2, 9), Self.entry(5, 0, 0)])
            let expected = [Self.entry(3, 1, 5), Self.entry(7, 1, 4), Self.entry(7, 1, 80), Self.entry(7, 2, 9)]
            #expect(try Self.postings(of: [3, 4, 7, 8], in: index) == expected)
        }
    }

    @Test(arguments: Driver.allCases) func theWidestNumbersSurvive(driver: Driver) throws {
        let most = Int(UInt32.max)
        let entries = [
            Self.entry(0, 0, 0), Self.entry(0, most, most), Self.entry(most, 0, most), Self.entry(most, most, 0),
        ]
        try Self.withIndex(driver) { index in
            try index.insert(entries)
            #expect(try Self.postings(of: [0, most], in: index) == entries)
        }
    }

    /// Lists longer than a page, many pages, and enough insertions that runs are merged several times.
    @Test(arguments: Driver.allCases) func manyInsertionsReadAsOne(driver: Driver) throws {
        var state = 1
        func number(below limit: Int) -> Int {
            state = (state &* 1_103_515_245 &+ 12345) & 0x7FFF_FFFF
            return (state >> 8) % limit
        }
        var all: Set<KeyedPosting> = []
        try Self.withIndex(driver) { index in
            for recording in 0..<150 {
                var batch = (0..<200).map { _ in
                    Self.entry(number(below: 500), recording, number(below: 100_000))
                }
                batch += (0..<100).map { Self.entry(250, recording, $0 * 16) }
                try index.insert(batch)
                all.formUnion(batch)
                if recording % 7 == 0 { try (index as? any StoredRegistry)?.mergeRuns() }
            }
            #expect(try Self.postings(of: Array(0..<500), in: index) == all.sorted())
            if let registry = index as? any StoredRegistry {
                try registry.mergeRuns(all: true)
                #expect(try registry.indexFigures().runs.count == 1)
            }
            #expect(try Self.postings(of: Array(0..<500), in: index) == all.sorted())
            let some = [1, 249, 250, 251, 499]
            #expect(
                try Self.postings(of: some, in: index) == all.filter { some.contains(Int($0.key.rawValue)) }.sorted())
        }
    }

    @Test(arguments: Driver.allCases) func anEmptiedIndexCanBeFilledAgain(driver: Driver) throws {
        try Self.withIndex(driver) { index in
            try index.insert([Self.entry(1, 1, 1)])
            try index.removeAll()
            #expect(try Self.postings(of: [1], in: index).isEmpty)
            try index.insert([Self.entry(1, 2, 2)])
            #expect(try Self.postings(of: [1], in: index) == [Self.entry(1, 2, 2)])
        }
    }

    /// Whatever a page holds, a look-up answers or says that the file is corrupted; it does not crash.
    @Test func damagedPagesAreErrorsOrAnswers() throws {
        let fixture = Fixture()
        let registry = try fixture.initialise()
        try registry.insert((0..<3000).map { Self.entry($0 / 3, $0 % 40, $0 * 7) })
        let keys = (0..<1000).map { RetrievalKey(rawValue: UInt32($0)) }
        let length = try registry.withConnection { connection throws(RegistryError) in
            try connection.integer("SELECT length(bytes) FROM posting_page ORDER BY id LIMIT 1") ?? 0
        }
        var refused = 0
        for position in stride(from: 0, to: length, by: 61) {
            for byte in ["FF", "00", "80"] {
                try Self.damage(registry, at: position, byte: byte)
                do {
                    try registry.forEachList(of: keys) { _, _ in }
                } catch {
                    guard case .corrupted = error else { throw error }
                    refused += 1
                }
                try registry.withConnection { connection throws(RegistryError) in
                    try connection.execute(
                        "UPDATE posting_page SET bytes = (SELECT bytes FROM kept) WHERE id = (SELECT id FROM kept)")
                }
            }
        }
        #expect(refused > 0)
        try registry.withConnection { connection throws(RegistryError) in
            try connection.execute("DELETE FROM posting_page")
        }
        #expect(throws: RegistryError.self) { try registry.forEachList(of: keys) { _, _ in } }
    }

    /// Overwrites one byte of the first page, and keeps the page as it was beside it.
    private static func damage(_ registry: SQLiteRegistry, at position: Int, byte: String) throws(RegistryError) {
        try registry.withConnection { connection throws(RegistryError) in
            try connection.execute(
                """
                CREATE TABLE IF NOT EXISTS kept AS SELECT id, bytes FROM posting_page ORDER BY id LIMIT 1;
                UPDATE posting_page
                    SET bytes = CAST(substr(bytes, 1, \(position)) || x'\(byte)' || substr(bytes, \(position + 2)) AS BLOB)
                    WHERE id = (SELECT id FROM kept);
                """)
        }
    }
}
