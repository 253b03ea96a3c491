import CrashPoints
import Foundation
import Registry
import RegistryStorage
import Signing
import Testing
import TransparencyLog

/// A process that registers is killed before and after everything that it sends to the database, its COMMIT among it.
@Suite(.enabled(if: PostgreSQLServer.shared != nil)) struct PostgreSQLCrashTests {
    /// Registers a recording and publishes; writes down what was acknowledged.
    private static func work(in address: String, _ folder: String, _ number: Int) throws {
        let home = Home(path: folder)
        let registry = try PostgreSQLRegistry(writing: try #require(PostgreSQLAddress(address)))
        let appended = try Recordings.register(number, in: registry, home: home)
        try Data("\(appended.index)".utf8).write(to: URL(filePath: folder + "/acknowledged"))
        try registry.publish(try UnverifiedNote(decoding: try registry.checkpointNote()))
        try Data("\(try registry.checkpoint()?.size ?? 0)".utf8).write(to: URL(filePath: folder + "/published"))
    }

    private func number(_ path: String) -> Int {
        (try? String(contentsOfFile: path, encoding: .utf8)).flatMap { Int($0) } ?? 0
    }

    @Test func noStepLosesOrForksAnything() async throws {
        let fixture = Fixture()
        _ = try fixture.initialise()
        let (folder, address) = (fixture.home.path, try PostgreSQLServer.emptyDatabase())
        let registry = try fixture.initialise(in: address)
        await #expect(processExitsWith: .success) {
            [folder = folder as String, address = address.connectionString as String] in
            vericlip_die_at_step(-1)
            try Self.work(in: address, folder, 1_000_000)
            try Data("\(vericlip_steps())".utf8).write(to: URL(filePath: folder + "/steps"))
        }
        let steps = number(folder + "/steps")
        #expect(steps > 20)
        print("killing at each of \(steps) messages to the database")
        var earlier = try #require(try registry.checkpoint())
        for step in 0..<steps {
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [folder = folder as String, address = address.connectionString as String, step = step as Int] in
                vericlip_die_at_step(step)
                try Self.work(in: address, folder, step * 10)
            }
            // The log goes on from what it was, and holds what was acknowledged; the next writer is not kept out.
            _ = try fixture.register(step * 10 + 5, in: registry)
            let newest = try #require(try registry.checkpoint())
            let proof = try #require(try registry.consistencyProof(from: earlier.size, to: newest.size))
            #expect(
                MerkleTree.verifyConsistency(
                    from: earlier.size, root: earlier.root, to: newest.size, root: newest.root, proof: proof))
            #expect(newest.size > number(folder + "/acknowledged"), "step \(step)")
            #expect(newest.size >= number(folder + "/published"), "step \(step)")
            earlier = newest
        }
        let records = try registry.records(trusting: TrustedKeys())
        #expect(records.count + 1 == earlier.size && records.allSatisfy { $0.defects.isEmpty })
    }
}
