import Foundation
import Matching
import Registry
import RegistryStorage
import Testing
import TransparencyLog

/// A process that registers is killed at a moment of its own choosing; whatever it had acknowledged is there, and whole.
@Suite struct CrashTests {
    /// Twelve, or two hundred where VERICLIP_ALL_STEPS is set.
    private static let rounds = ProcessInfo.processInfo.environment["VERICLIP_ALL_STEPS"] == nil ? 12 : 200

    @Test(arguments: 0..<rounds)
    func aKillAtAnyMomentLosesNothing(round: Int) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)").path
        await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String, round = round as Int] in
            let fixture = Fixture(home: Home(path: folder))
            let registry = try fixture.initialise()
            Thread.detachNewThread {
                // Spread over a few registrations, which take about a millisecond each.
                usleep(UInt32(round * 1777))
                kill(getpid(), SIGKILL)
            }
            for number in 1...1_000_000 {
                let appended = try fixture.register(number, in: registry)
                try Data("\(appended.index)".utf8).write(to: URL(filePath: folder + "/acknowledged"))
            }
        }
        let fixture = Fixture(home: Home(path: folder))
        let acknowledged =
            (try? String(contentsOfFile: folder + "/acknowledged", encoding: .utf8)).flatMap { Int($0) } ?? 0
        #expect(try SQLiteRegistry(reading: fixture.home.registryFile).recordingCount() >= acknowledged)
        try expectWhole(fixture.home)
        // It goes on from there.
        let registry = try SQLiteRegistry(writing: fixture.home.registryFile)
        #expect(try fixture.register(2_000_000, in: registry).isNew)
        try expectWhole(fixture.home)
    }

    @Test func writersInTurnAndReadersMeanwhile() async throws {
        let fixture = Fixture()
        _ = try fixture.initialise()
        let home = fixture.home
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<3 {
                group.addTask {
                    let registry = try SQLiteRegistry(writing: home.registryFile)
                    for number in 0..<20 { _ = try Recordings.register(writer * 20 + number, in: registry, home: home) }
                }
            }
            group.addTask {
                var seen = 0
                while seen < 60 {
                    let registry = try SQLiteRegistry(reading: home.registryFile)
                    let records = try registry.records(trusting: TrustedKeys())
                    #expect(records.allSatisfy { $0.defects.isEmpty } && records.count >= seen)
                    seen = records.count
                    await Task.yield()
                }
            }
            try await group.waitForAll()
        }
        try expectWhole(home)
    }
}

/// Every record has its statement, fingerprint, proof and postings, and the file is a sound database.
func expectWhole(_ home: Home) throws {
    let registry = try SQLiteRegistry(reading: home.registryFile)
    let records = try registry.records(trusting: try home.trustedKeys())
    #expect(try registry.checkpoint()?.size == records.count + 1)
    for record in records {
        #expect(record.defects.isEmpty)
        #expect(try registry.fingerprintBytes(of: record.id) != nil)
    }
    try registry.withConnection { connection throws(RegistryError) in
        let check = try connection.prepare("PRAGMA integrity_check")
        #expect(try check.step() && check.text(at: 0) == "ok")
        #expect(try connection.integer("PRAGMA foreign_key_check") == nil)
    }
}
