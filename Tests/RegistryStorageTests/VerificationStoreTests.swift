import Dispatch
import Foundation
import Registry
import RegistryStorage
import Synchronization
import Testing

/// What a server was asked to verify, as it is kept.
@Suite struct VerificationStoreTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)").path

    private func withStore(_ body: (VerificationStore) throws -> Void) throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(try VerificationStore(folder: folder))
    }

    private static func add(
        to store: VerificationStore, key: String?, owner: Int = 0
    ) throws(RegistryError) -> RequestedVerification {
        let upload = try store.upload()
        try upload.append([1, 2, 3])
        return try store.add(
            upload,
            for: VerificationRequest(name: "clip", key: key, owner: owner, askedAt: "2026-01-02T03:04:05Z"))
    }

    private var clips: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix("verifications") }
        }
    }

    @Test func oneNameAskedForAtTheSameMomentIsOneVerification() throws {
        try withStore { store throws in
            for round in 0..<20 {
                let outcomes = Mutex<[Result<String, RegistryError>]>([])
                DispatchQueue.concurrentPerform(iterations: 8) { _ in
                    let outcome = Result { () throws(RegistryError) in try Self.add(to: store, key: "round \(round)").id
                    }
                    outcomes.withLock { $0.append(outcome) }
                }
                let ids = try outcomes.withLock { try $0.map { try $0.get() } }
                #expect(ids.count == 8 && Set(ids).count == 1)
            }
            #expect(try store.verifications(limit: 100).count == 20)
            #expect(try Set(clips) == Set(store.verifications(limit: 100).map { $0.id + ".clip" }))
        }
    }

    /// Start tags: owner 1 has 0, 1, 2, 3; owner 2, which comes when two of them are served, begins at 2; the batch comes last.
    @Test func ownersTakeTurns() throws {
        try withStore { store throws in
            let batch = try store.addBatch(name: "batch", owner: 2, askedAt: "2026-01-02T03:04:05Z")
            func add(_ name: String, owner: Int, batch: String? = nil) throws {
                let upload = try store.upload()
                try upload.append([1])
                _ = try store.add(
                    upload,
                    for: VerificationRequest(name: name, owner: owner, askedAt: "2026-01-02T03:04:05Z", batch: batch))
            }
            for name in ["x", "y"] { try add(name, owner: 2, batch: batch.id) }
            for name in ["a", "b", "c", "d"] { try add(name, owner: 1) }
            var served = [try store.next()?.name, try store.next()?.name]
            for name in ["e", "f"] { try add(name, owner: 2) }
            while let next = try store.next() { served.append(next.name) }
            #expect(served == ["a", "b", "c", "e", "d", "f", "x", "y"])
            #expect(try store.unfinished().count == 8)
        }
    }

    @Test func whatOneOwnerAskedForIsFoundByIt() throws {
        try withStore { store throws in
            let first = try Self.add(to: store, key: "7", owner: 1)
            let other = try Self.add(to: store, key: "7", owner: 2)
            let free = try Self.add(to: store, key: nil)
            #expect(first.owner == 1 && other.owner == 2 && free.owner == 0 && first.id != other.id)
            #expect(try Self.add(to: store, key: "7", owner: 1).id == first.id)
            #expect(try store.verifications(limit: 9, owner: 1).map(\.id) == [first.id])
            #expect(try store.verifications(limit: 9, owner: 3).isEmpty)
            #expect(try store.verifications(limit: 9).map(\.id) == [free.id, other.id, first.id])
            #expect(try store.counts() == [.queued: 3])
        }
    }

    /// A file as the first version wrote it.
    @Test func aStoreOfTheFirstVersionIsTakenOver() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        do {
            let old = try SQLiteConnection(path: "\(folder)/verifications.db", access: .create, busyTimeout: 1000)
            try old.execute(
                """
                CREATE TABLE verification (
                    number INTEGER PRIMARY KEY AUTOINCREMENT,
                    id TEXT NOT NULL UNIQUE,
                    idempotency_key TEXT UNIQUE,
                    name TEXT NOT NULL,
                    byte_count INTEGER NOT NULL,
                    asked_at TEXT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
                    headline TEXT,
                    failure TEXT
                ) STRICT;
                CREATE INDEX verification_waiting ON verification (number) WHERE state = 'queued';
                CREATE TABLE report (
                    number INTEGER NOT NULL REFERENCES verification ON DELETE CASCADE,
                    format TEXT NOT NULL,
                    bytes BLOB NOT NULL,
                    PRIMARY KEY (number, format)
                ) STRICT, WITHOUT ROWID;
                PRAGMA application_id = \(0x5643_4C56);
                PRAGMA user_version = 1;
                INSERT INTO verification VALUES (1, 'aa', 'k', 'one', 3, '2026-01-01T00:00:00Z', 'done', 'It.', NULL);
                INSERT INTO report VALUES (1, 'json', x'7b7d');
                INSERT INTO verification VALUES (2, 'bb', NULL, 'two', 3, '2026-01-01T00:00:00Z', 'running', NULL, NULL);
                """)
        }
        let store = try VerificationStore(folder: folder)
        #expect(try store.verifications(limit: 9).map(\.name) == ["two", "one"])
        #expect(try store.report(of: "aa", as: "json") == [0x7B, 0x7D])
        #expect(try Self.add(to: store, key: "k").id == "aa")
        #expect(try store.next()?.id == "bb", "what ran when it stopped waits again")
    }

    @Test func aStoreOfALaterVersionIsLeftAlone() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        do { _ = try VerificationStore(folder: folder) }
        do {
            let later = try SQLiteConnection(path: "\(folder)/verifications.db", access: .readWrite, busyTimeout: 1000)
            try later.execute("PRAGMA user_version = 1000")
        }
        do {
            _ = try VerificationStore(folder: folder)
            Issue.record("opened")
        } catch {
            guard case .wrongVersion(_, found: 1000, _) = error else { throw error }
        }
    }
}
