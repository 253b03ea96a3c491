import CrashPoints
import Foundation
import Matching
import Registry
import RegistryStorage
import Signing
import Testing
import TransparencyLog

/// A mirror is killed before and after calls that make something durable, and goes on: it ends up the same log, whole, and what was in it
/// before was there all the time.
///
/// At each of them where `VERICLIP_ALL_STEPS` is set, which takes many minutes; else at some thirty, evenly spread.
@Suite struct MirrorCrashTests {
    private static func work(_ folder: String, in home: String) async throws {
        let home = Home(path: home)
        _ = try await Copying.run(
            Copying.mirror(of: folder, in: home, policy: try home.trustedKeys().policy))
    }

    private func number(_ path: String) -> Int {
        (try? String(contentsOfFile: path, encoding: .utf8)).flatMap { Int($0) } ?? 0
    }

    @Test func noStepSpoilsAMirror() async throws {
        let served = try ServedLog()
        try served.grow(1...254)
        try served.publish(fingerprints: false)
        let start = Fixture()
        try FileManager.default.createDirectory(atPath: start.home.keysFolder, withIntermediateDirectories: true)
        try Data(TrustedKeys.policy(trusting: served.registry.log).utf8).write(
            to: URL(filePath: start.home.policyFile))
        try await Self.work(served.folder.path, in: start.home.path)
        // From 255 to 258 entries: a bundle and a tile become full, and a level begins.
        try served.grow(255...257)
        try served.publish(fingerprints: false)
        for number in [1, 255, 257] {
            let bytes = Recordings.fingerprint(number)
            let path = LogFolder.path(ofFingerprint: .init(of: bytes))
            let file = URL(filePath: "\(served.folder.path)/\(path)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
        let counted = Fixture()
        try FileManager.default.copyItem(atPath: start.home.path, toPath: counted.home.path)
        await #expect(processExitsWith: .success) {
            [folder = served.folder.path as String, home = counted.home.path as String] in
            vericlip_die_at_step(-1)
            try await MirrorCrashTests.work(folder, in: home)
            try Data("\(vericlip_steps())".utf8).write(to: URL(filePath: home + "/steps"))
        }
        let steps = number(counted.home.path + "/steps")
        #expect(steps > 50)
        print("killing a mirror at some of \(steps) durable steps")
        let expected = try Copying.files(counted.home.logFolder)
        let all = ProcessInfo.processInfo.environment["VERICLIP_ALL_STEPS"] != nil
        for step in stride(from: 0, to: steps, by: all ? 1 : max(1, steps / 30)) {
            try await kill(at: step, served.folder.path, copyOf: start.home.path, expected)
        }
    }

    private func kill(at step: Int, _ folder: String, copyOf start: String, _ expected: [String: Data]) async throws {
        let fixture = Fixture()
        let home = fixture.home
        try FileManager.default.copyItem(atPath: start, toPath: home.path)
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [folder = folder as String, home = home.path as String, step = step as Int] in
            vericlip_die_at_step(step)
            try await MirrorCrashTests.work(folder, in: home)
        }
        // What is searched is the old log or the new one, and whole.
        let registry = try SQLiteRegistry(reading: home.registryFile)
        let size = try #require(try registry.checkpoint()).size
        #expect(size == 255 || size == 258, "step \(step)")
        let records = try registry.records(trusting: try home.trustedKeys())
        #expect(records.count == size - 1 && records.allSatisfy { $0.defects.isEmpty }, "step \(step)")

        try await Self.work(folder, in: home.path)
        let mirrored = try SQLiteRegistry(reading: home.registryFile)
        #expect(try mirrored.checkpoint()?.size == 258)
        for number in [1, 255, 257] {
            #expect(
                try mirrored.fingerprintBytes(of: .init(rawValue: UInt32(number))) == Recordings.fingerprint(number),
                "step \(step)")
        }
        let files = try Copying.files(home.logFolder).filter { !$0.key.contains(".draft") }
        #expect(files == expected, "step \(step)")
    }
}
