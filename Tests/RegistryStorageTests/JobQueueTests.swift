import Dispatch
import Foundation
import Registry
import RegistryStorage
import Synchronization
import Testing

/// Work that is shared out through a database: whose turn it is, and that nothing is lost or counted twice.
@Suite(.enabled(if: PostgreSQLServer.shared != nil)) struct JobQueueTests {
    /// A queue in a registry of its own.
    private struct Made: ~Copyable {
        let fixture: Fixture
        let address: PostgreSQLAddress
        let queue: JobQueue

        private init(_ fixture: consuming Fixture, _ address: PostgreSQLAddress, _ queue: JobQueue) {
            self.fixture = fixture
            self.address = address
            self.queue = queue
        }

        static func made(on server: PostgreSQLServer? = nil) throws -> Made {
            let fixture = Fixture()
            _ = try fixture.initialise()
            let address = try server?.emptyDatabase() ?? PostgreSQLServer.emptyDatabase()
            _ = try fixture.initialise(in: address)
            return Made(fixture, address, try JobQueue(address))
        }

        /// What is to wait for a while need not.
        func hurry() throws { try PostgreSQLServer.run("UPDATE vericlip.job SET due = now()", in: address) }

        /// As if the lease of all that is in hand had run out.
        func runOut() throws {
            try PostgreSQLServer.run(
                "UPDATE vericlip.job SET lease = now() - interval '1 s' WHERE state = 'running'", in: address)
        }
    }

    private static func order(
        _ id: String, for tenant: String = "desk", isBatch: Bool = false, kind: JobOrder.Kind = .verify
    ) -> JobOrder {
        JobOrder(
            kind: kind, id: id, asker: "asker", tenant: tenant, isBatch: isBatch, request: Array("do \(id)".utf8))
    }

    private static func name(_ job: HeldJob) -> String { String(decoding: job.request.dropFirst(3), as: UTF8.self) }

    /// All that wait, in the order in which one worker takes them.
    private static func takeAll(_ queue: JobQueue) throws -> [String] {
        var names: [String] = []
        while let job = try queue.take(as: "worker") { names.append(name(job)) }
        return names
    }

    // MARK: Whose turn it is

    /// Start tags: a 0, 1, 2, 3; then b, which begins at what is served now, 0, and 1; then c 0; the batch has tags of its own.
    @Test func tenantsTakeTurnsAndBatchesComeLast() throws {
        let made = try Made.made()
        for id in ["x0", "x1"] { try made.queue.add(Self.order(id, for: "a", isBatch: true)) }
        for id in ["a0", "a1", "a2", "a3"] { try made.queue.add(Self.order(id, for: "a")) }
        for id in ["b0", "b1"] { try made.queue.add(Self.order(id, for: "b")) }
        try made.queue.add(Self.order("c0", for: "c"))
        #expect(try Self.takeAll(made.queue) == ["a0", "b0", "c0", "a1", "b1", "a2", "a3", "x0", "x1"])
    }

    /// a0 to a2 are served when b comes: it waits for none of a's other 97, and has no credit for having been away.
    @Test func whoComesLaterIsServedFromNowOn() throws {
        let made = try Made.made()
        for number in 0..<100 { try made.queue.add(Self.order("a\(number)", for: "a")) }
        for _ in 0..<3 { _ = try made.queue.take(as: "worker") }
        for number in 0..<3 { try made.queue.add(Self.order("b\(number)", for: "b")) }
        #expect(try Self.takeAll(made.queue).prefix(6) == ["a3", "b0", "a4", "b1", "a5", "b2"])
    }

    @Test func aWorkerTakesWhatItCanDo() throws {
        let made = try Made.made()
        try made.queue.add(Self.order("far", kind: .archive))
        try made.queue.add(Self.order("near", kind: .scan))
        #expect(try made.queue.take([.verify, .scan], as: "worker").map(Self.name) == "near")
        #expect(try made.queue.take([.verify, .scan], as: "worker") == nil)
        #expect(try made.queue.take(as: "worker").map(Self.name) == "far")
    }

    @Test func eachIsTakenOnce() throws {
        let made = try Made.made()
        for number in 0..<120 { try made.queue.add(Self.order("\(number)", for: "tenant \(number % 7)")) }
        let queue = made.queue
        let taken = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 6) { worker in
            while let job = try? queue.take(as: "worker \(worker)") {
                let isTaken = try? queue.finish(job, with: ["outcome": job.request])
                if isTaken == true { taken.withLock { $0.append(Self.name(job)) } }
            }
        }
        #expect(taken.withLock { $0.sorted() } == (0..<120).map(String.init).sorted())
        #expect(try made.queue.standing(of: "7") == .done)
        #expect(try made.queue.outcome(of: "7") == ["outcome": Array("do 7".utf8)])
    }

    // MARK: Nothing is lost, and nothing counts twice

    @Test func handingInAgainAddsNothing() throws {
        let made = try Made.made()
        try made.queue.add(Self.order("one"))
        let job = try #require(try made.queue.take(as: "worker"))
        try made.queue.add(Self.order("one"))
        #expect(try made.queue.take(as: "worker") == nil)
        #expect(try made.queue.finish(job, with: ["outcome": [1]]))
        try made.queue.add(Self.order("one"))
        #expect(try made.queue.standing(of: "one") == .done)
        try made.queue.remove("one")
        #expect(try made.queue.standing(of: "one") == nil)
        #expect(try made.queue.outcome(of: "one").isEmpty)
    }

    /// Of two and a half parts.
    @Test func whatGoesWithAJobArrivesAsItIs() throws {
        let made = try Made.made()
        let folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let clip = folder.appending(path: "clip")
        let bytes = Data((0..<(5 << 19)).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) })
        try bytes.write(to: clip)
        try made.queue.add(Self.order("with"), input: clip.path)
        try made.queue.add(Self.order("without"))
        let arrived = folder.appending(path: "arrived")
        for expected in [bytes, Data()] {
            let job = try #require(try made.queue.take(as: "worker"))
            _ = FileManager.default.createFile(atPath: arrived.path, contents: nil)
            let file = try FileHandle(forWritingTo: arrived)
            #expect(try made.queue.writeInput(of: job, to: file) == expected.count)
            try file.close()
            #expect(try Data(contentsOf: arrived) == expected)
        }
        #expect(throws: RegistryError.cannotOpen(path: "/nowhere", detail: "it cannot be read")) {
            try made.queue.add(Self.order("nothing"), input: "/nowhere")
        }
        #expect(try made.queue.standing(of: "nothing") == nil)
    }

    @Test func aWorkerThatEndsLosesItsJobToTheNext() throws {
        let made = try Made.made()
        try made.queue.add(Self.order("one"))
        let first = try #require(try made.queue.take(as: "first"))
        #expect(try made.queue.renew(first, progress: [1, 2]))
        #expect(try made.queue.standing(of: "one") == .running(progress: [1, 2]))
        try made.runOut()
        #expect(try made.queue.standing(of: "one") == .queued)
        #expect(try made.queue.take(as: "second") == nil, "not before it is due again")
        try made.hurry()
        let second = try #require(try made.queue.take(as: "second"))
        #expect(second.attempt == 2)
        // The first was only slow: it is told so, and what it did counts for nothing.
        #expect(try !made.queue.renew(first, progress: [9]))
        #expect(try !made.queue.finish(first, with: ["outcome": [9]]))
        try made.queue.giveBack(first, because: "late")
        #expect(try made.queue.standing(of: "one") == .running(progress: []))
        #expect(try made.queue.finish(second, with: ["outcome": [2]]))
        #expect(try !made.queue.finish(first, with: ["outcome": [9]]))
        #expect(try made.queue.outcome(of: "one") == ["outcome": [2]])
    }

    @Test func whatCostsItsWorkersIsSetAside() throws {
        let made = try Made.made()
        for id in ["ended", "given back"] { try made.queue.add(Self.order(id)) }
        for attempt in 1...JobQueue.attempts {
            try made.hurry()
            for name in ["ended", "given back"] {
                let job = try #require(try made.queue.take(as: "worker \(attempt)"))
                #expect(job.attempt == attempt && Self.name(job) == name)
                if name == "given back" { try made.queue.giveBack(job, because: "no disk") }
            }
            try made.runOut()
            // Whoever looks sees that it ran out.
            _ = try made.queue.standing(of: "ended")
        }
        #expect(
            try made.queue.standing(of: "ended")
                == .failed(why: "3 workers ended with it in hand, the last being worker 3"))
        #expect(try made.queue.standing(of: "given back") == .failed(why: "no disk"))
        try made.hurry()
        #expect(try made.queue.take(as: "worker") == nil)
        #expect(try made.queue.figures().failures.map(\.id) == ["given back", "ended"])
    }

    /// As often as it likes: being stopped says nothing of the job.
    @Test func aWorkerThatIsStoppedGivesBackWhatItHas() throws {
        let made = try Made.made()
        try made.queue.add(Self.order("one"))
        for _ in 0..<5 {
            let job = try #require(try made.queue.take(as: "worker"))
            #expect(job.attempt == 1)
            try made.queue.giveBack(job, because: nil)
        }
        #expect(try made.queue.standing(of: "one") == .queued)
    }

    @Test func whatNobodyWantsIsTakenOut() throws {
        let made = try Made.made()
        for id in ["one", "two", "three"] { try made.queue.add(Self.order(id)) }
        let job = try #require(try made.queue.take(as: "worker"))
        try made.queue.removeAll(of: "asker", except: ["two"])
        try made.queue.removeAll(of: "another", except: [])
        #expect(try !made.queue.renew(job, progress: []))
        #expect(try Self.takeAll(made.queue) == ["two"])
    }

    @Test func figuresSayWhatWaits() throws {
        let made = try Made.made()
        for id in ["a", "b"] { try made.queue.add(Self.order(id)) }
        try made.queue.add(Self.order("c", for: "archive", isBatch: true, kind: .archive))
        _ = try made.queue.take(as: "worker")
        let figures = try made.queue.figures()
        #expect(figures.lines.map(\.tenant) == ["archive", "desk"])
        #expect(figures.lines.map(\.queued) == [1, 1] && figures.lines.map(\.running) == [0, 1])
        #expect(figures.lines.map(\.isBatch) == [true, false] && figures.workers == ["worker": 1])
    }

    // MARK: The database

    @Test func aServerThatIsStartedAnewHasAllThatWasTaken() throws {
        let server = try #require(PostgreSQLServer())
        let made = try Made.made(on: server)
        for id in ["one", "two"] { try made.queue.add(Self.order(id)) }
        let job = try #require(try made.queue.take(as: "worker"))
        try server.stop()
        do {
            _ = try made.queue.take(as: "worker")
            Issue.record("nothing answers")
        } catch {
            guard case .unreachable = error else {
                Issue.record("\(error)")
                return
            }
        }
        try server.start()
        #expect(try made.queue.finish(job, with: ["outcome": [1]]))
        #expect(try Self.takeAll(made.queue) == ["two"])
    }

    @Test func olderTablesAreBroughtOnByTheirOwner() throws {
        let made = try Made.made()
        try PostgreSQLServer.run(
            """
            ALTER TABLE vericlip.log DROP COLUMN mirror_of;
            DROP TABLE vericlip.job_part, vericlip.job_outcome, vericlip.job;
            DELETE FROM vericlip.migration WHERE version >= 3;
            """, in: made.address)
        #expect(
            throws: RegistryError.wrongVersion(path: made.address.description, found: 2, supported: 4)
        ) { try JobQueue(made.address) }
        _ = try PostgreSQLRegistry(writing: made.address)
        try JobQueue(made.address).add(Self.order("one"))
        #expect(try Self.takeAll(made.queue) == ["one"])
    }
}
