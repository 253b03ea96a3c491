import CrashPoints
import Foundation
import Registry
import RegistryStorage
import Signing
import Testing
import TransparencyLog

/// A process that registers and publishes is killed before and after every single call that makes something durable: SQLite's
/// writes and flushes, the flush and the move of each tile, of the checkpoint, and of their folders.
@Suite struct CrashPointTests {
    /// Registers three recordings and publishes, twice over; writes down what was acknowledged.
    private static func work(in folder: String) async throws {
        let home = Home(path: folder)
        let registry = try SQLiteRegistry(writing: home.registryFile)
        let writer = LogWriter(registry, signer: try home.logSigner(for: registry.log))
        let key = try home.publisherKey()
        for number in 1...6 {
            let submission = try registry.submission(
                of: Recordings.statement(number), fingerprint: Recordings.fingerprint(number), by: key,
                at: 1_790_000_001, postings: { _ in [] })
            let appended = try await writer.append(submission)
            try Data("\(appended.index)".utf8).write(to: URL(filePath: folder + "/acknowledged"))
            guard number.isMultiple(of: 3) else { continue }
            try registry.publish(try UnverifiedNote(decoding: try registry.checkpointNote()))
            let (checkpoint, _) = try LogFolder(path: home.logFolder).update(from: registry)
            try Data("\(checkpoint.size)".utf8).write(to: URL(filePath: folder + "/published"))
        }
    }

    private func number(_ path: String) -> Int {
        (try? String(contentsOfFile: path, encoding: .utf8)).flatMap { Int($0) } ?? 0
    }

    @Test func noStepLosesOrForksAnything() async throws {
        let start = Fixture()
        _ = try start.initialise()
        let counted = start.home.path + "-counted"
        defer { try? FileManager.default.removeItem(atPath: counted) }
        try FileManager.default.copyItem(atPath: start.home.path, toPath: counted)
        await #expect(processExitsWith: .success) { [counted = counted as String] in
            vericlip_die_at_step(-1)
            try await CrashPointTests.work(in: counted)
            try Data("\(vericlip_steps())".utf8).write(to: URL(filePath: counted + "/steps"))
        }
        let steps = number(counted + "/steps")
        #expect(steps > 100)
        print("killing at each of \(steps) durable steps")
        for step in 0..<steps { try await kill(at: step, copyOf: start.home.path) }
    }

    private func kill(at step: Int, copyOf start: String) async throws {
        let fixture = Fixture()
        let home = fixture.home
        try FileManager.default.copyItem(atPath: start, toPath: home.path)
        await #expect(processExitsWith: .signal(SIGKILL)) { [folder = home.path as String, step = step as Int] in
            vericlip_die_at_step(step)
            try await CrashPointTests.work(in: folder)
        }
        let registry = try SQLiteRegistry(writing: home.registryFile)
        try expectWhole(home)
        #expect(try registry.recordingCount() >= number(home.path + "/acknowledged"), "step \(step)")
        let folder = LogFolder(path: home.logFolder)
        if let note = try folder.checkpointNote() {
            let checkpoint = try #require(Checkpoint(note: note, signedBy: registry.log))
            var audit = LogAudit(folder, checkpoint: checkpoint, registry: registry)
            try audit.run()
            #expect(audit.findings == [], "step \(step)")
            #expect(checkpoint.size >= number(home.path + "/published"))
        } else {
            #expect(number(home.path + "/published") == 0)
        }
        // It goes on from there, and what was shown before is the beginning of what is shown now.
        #expect(try fixture.register(7, in: registry).isNew)
        try registry.publish(try UnverifiedNote(decoding: try registry.checkpointNote()))
        let (checkpoint, _) = try folder.update(from: registry)
        var audit = LogAudit(folder, checkpoint: checkpoint, registry: registry)
        try audit.run()
        #expect(audit.findings == [], "step \(step)")
    }
}
