import Foundation
import Matching
import Registry
import RegistryStorage
import Signing
import Synchronization
import Testing
import TransparencyLog

@Suite struct MirrorTests {
    private func policy(_ served: ServedLog) -> LogPolicy { LogPolicy(trusting: [served.registry.log]) }

    private func refusal(of mirror: RegistryMirror) async -> MirrorError? {
        do {
            _ = try await mirror.copyLog()
            return nil
        } catch {
            return error
        }
    }

    /// Entry for entry and byte for byte, as the log grows past the edges of tiles.
    @Test func aMirrorIsTheSameLog() async throws {
        let served = try ServedLog()
        let mirrored = Fixture()
        var last = 0
        for size in [1, 2, 5, 255, 257, 300] {
            if size > 1 { try served.grow(last...size - 1) }
            last = size
            // Each fingerprint is flushed to the disk, here and there: a few say as much as three hundred.
            try served.publish(fingerprints: size <= 5)
            let mirror = Copying.mirror(of: served.folder.path, in: mirrored.home, policy: policy(served))
            let registry = try await Copying.run(mirror)
            #expect(try registry.checkpointNote() == served.registry.publishedNote())
            #expect(try registry.publishedNote() == served.registry.publishedNote())
            for index in 0..<size {
                let (here, there) = (try registry.entry(at: index), try served.registry.entry(at: index))
                #expect(here?.statement == there?.statement && here?.proof == there?.proof)
            }
            #expect(try registry.recordingsWithoutFingerprint().count == max(size - 5, 0))
            var audit = LogAudit(
                LogFolder(path: mirrored.home.logFolder), checkpoint: try #require(try registry.checkpoint()),
                registry: registry)
            try audit.run()
            #expect(audit.findings == [] && audit.entries == size)
            #expect(audit.fingerprints == min(size, 5) - 1 && audit.servedFingerprints == min(size, 5) - 1)
        }
        let (here, there) = (try Copying.files(mirrored.home.logFolder), try Copying.files(served.folder.path))
        for tile in Tile.all(of: 300) { #expect(here[tile.path] == there[tile.path]) }
        let records = try SQLiteRegistry(reading: mirrored.home.registryFile).records(trusting: TrustedKeys())
        #expect(records.count == 299 && records.allSatisfy { $0.defects.isEmpty })
    }

    @Test func aMirrorIsWrittenByNobody() async throws {
        let served = try ServedLog()
        let mirrored = Fixture()
        try served.publish()
        let mirror = Copying.mirror(of: served.folder.path, in: mirrored.home, policy: policy(served))
        _ = try await Copying.run(mirror)
        let path = mirrored.home.registryFile
        #expect(throws: RegistryError.isMirror(path: path, of: served.folder.path)) {
            try SQLiteRegistry(writing: path)
        }
        #expect(mirrored.home.mirroredAddress == served.folder.path)
        // Nor does it take the place of a registry that somebody writes.
        let own = Copying.mirror(of: served.folder.path, in: served.fixture.home, policy: policy(served))
        await #expect(throws: MirrorError.ownRegistry(path: served.fixture.home.registryFile)) {
            try await own.copyLog()
        }
    }

    /// Every file in turn, altered, cut off and missing: nothing of it is taken, and what was there before stays.
    @Test func whatIsAlteredIsNotTaken() async throws {
        let served = try ServedLog()
        let mirrored = Fixture()
        try served.grow(1...299)
        try served.publish()
        let policy = policy(served)
        _ = try await Copying.run(Copying.mirror(of: served.folder.path, in: mirrored.home, policy: policy))
        try served.grow(300...599)
        try served.publish()
        let before = try SQLiteRegistry(reading: mirrored.home.registryFile).checkpointNote()
        let alterations: [@Sendable ([UInt8]) -> [UInt8]?] = [
            { bytes in
                var bytes = bytes
                bytes[bytes.count / 2] ^= 1
                return bytes
            }, { Array($0.dropLast()) }, { _ in nil },
        ]
        for tile in Tile.all(of: 600, beyond: 300) {
            for alteration in alterations {
                let copied = "\(mirrored.home.logFolder)/\(tile.path)"
                try? FileManager.default.removeItem(atPath: copied)
                let mirror = Copying.mirror(of: served.folder.path, in: mirrored.home, policy: policy) { path, bytes in
                    path == tile.path ? alteration(bytes) : bytes
                }
                await #expect(throws: MirrorError.self, "\(tile.path)") { try await mirror.copyLog() }
                // Tiles that were sound are kept; the one that was not is not, nor is the checkpoint.
                #expect(!FileManager.default.fileExists(atPath: copied))
                #expect(try SQLiteRegistry(reading: mirrored.home.registryFile).checkpointNote() == before)
                #expect(try LogFolder(path: mirrored.home.logFolder).checkpointNote() == before)
            }
        }
        // And then it goes on.
        let registry = try await Copying.run(Copying.mirror(of: served.folder.path, in: mirrored.home, policy: policy))
        #expect(try registry.checkpoint()?.size == 600)
    }

    @Test func fingerprintsAreFetchedByHashAndCheckedByIt() async throws {
        let served = try ServedLog()
        let mirrored = Fixture()
        try served.grow(1...4)
        try served.publish()
        let bad = LogFolder.path(ofFingerprint: SHA256Digest(of: Recordings.fingerprint(2)))
        let missing = LogFolder.path(ofFingerprint: SHA256Digest(of: Recordings.fingerprint(3)))
        let mirror = Copying.mirror(of: served.folder.path, in: mirrored.home, policy: policy(served)) { path, bytes in
            path == bad ? Recordings.fingerprint(9) : path == missing ? nil : bytes
        }
        _ = try await mirror.copyLog()
        let registry = try mirror.copyStatements(at: 0)
        let chosen = try await mirror.copyFingerprints(
            into: registry, only: [RecordingID(rawValue: 4)], postings: Copying.postings)
        #expect(chosen.copied == 1 && chosen.altered.isEmpty && chosen.notServed.isEmpty)
        let outcome = try await mirror.copyFingerprints(into: registry, postings: Copying.postings)
        #expect(outcome.copied == 1)
        #expect(outcome.altered == [RecordingID(rawValue: 2)] && outcome.notServed == [RecordingID(rawValue: 3)])
        #expect(try registry.fingerprintBytes(of: RecordingID(rawValue: 1)) == Recordings.fingerprint(1))
        #expect(try registry.fingerprintBytes(of: RecordingID(rawValue: 2)) == nil)
        #expect(throws: RegistryError.recordFails(RecordingID(rawValue: 2), .fingerprint)) {
            try registry.keep(fingerprint: [1], of: RecordingID(rawValue: 2), postings: [])
        }
    }

    /// Two histories that part at entry 5 or at 300, of all kinds of sizes: each is refused by whoever has seen the other.
    @Test(arguments: [(5, 9, 9), (5, 9, 12), (5, 12, 9), (5, 300, 700), (300, 320, 600), (5, 256, 512), (5, 600, 258)])
    func aForkIsRefusedAndKept(common: Int, first: Int, second: Int) async throws {
        let served = try ServedLog()
        let mirrored = Fixture()
        try served.grow(1...common - 1)
        let other = try served.copy()
        try served.grow(common...first - 1)
        try served.grow(1000 + common...1000 + second - 1, in: other)
        try served.publish(fingerprints: false)
        let policy = policy(served)
        _ = try await Copying.run(Copying.mirror(of: served.folder.path, in: mirrored.home, policy: policy))
        let shown = served.fixture.home.path + "/shown"
        let (checkpoint, _) = try LogFolder(path: shown).update(from: other)
        #expect(checkpoint.size == second)
        let mirror = Copying.mirror(of: shown, in: mirrored.home, policy: policy)
        guard case .forked(let kept, let size, let evidence)? = await refusal(of: mirror) else {
            Issue.record("the fork was taken")
            return
        }
        #expect(kept == first && size == second)
        #expect(try LogFolder(path: evidence).checkpointNote() == LogFolder(path: shown).checkpointNote())
        let before = FileManager.default.contents(atPath: evidence + "/checkpoint.kept").map(Array.init)
        #expect(try before == served.folder.checkpointNote())
        #expect(try SQLiteRegistry(reading: mirrored.home.registryFile).checkpoint()?.size == first)
    }

    @Test func fewerEntriesThanBeforeAreRefused() async throws {
        let served = try ServedLog()
        let mirrored = Fixture()
        try served.grow(1...4)
        let old = served.fixture.home.path + "/old"
        _ = try LogFolder(path: old).update(from: served.registry)
        try served.grow(5...9)
        try served.publish()
        let policy = policy(served)
        _ = try await Copying.run(Copying.mirror(of: served.folder.path, in: mirrored.home, policy: policy))
        let mirror = Copying.mirror(of: old, in: mirrored.home, policy: policy)
        guard case .shrunk(let kept, let shown, let evidence)? = await refusal(of: mirror) else {
            Issue.record("the old copy was taken")
            return
        }
        #expect(kept == 10 && shown == 5)
        #expect(FileManager.default.fileExists(atPath: evidence + "/checkpoint.kept"))
    }

    @Test func aQuorumIsAskedFor() async throws {
        let served = try ServedLog()
        let mirrored = Fixture()
        try served.publish()
        let witness = try WitnessKey(name: "w", publicKey: try PrivateKey(generating: .ed25519).publicKey)
        let policy = try LogPolicy(
            decoding: Array("log \(served.registry.log.text)\nwitness w \(witness.text)\nquorum w\n".utf8))
        let mirror = Copying.mirror(of: served.folder.path, in: mirrored.home, policy: policy)
        await #expect(throws: MirrorError.notAccepted(.noQuorum(signed: [], missing: ["w"]))) {
            try await mirror.copyLog()
        }
        #expect(!FileManager.default.fileExists(atPath: mirrored.home.registryFile))
    }

    /// The edge tells every earlier root, with a few tiles.
    @Test func theEdgeTellsEveryEarlierRoot() async throws {
        let served = try ServedLog()
        try served.grow(1...599)
        _ = try served.folder.update(from: served.registry)
        let checkpoint = try #require(try served.registry.checkpoint())
        var tree = served.folder.tree(size: 600)
        for size in 0...600 {
            let tiles = LogEdge.tiles(of: 600, beginnings: [size])
            #expect(tiles.count <= 3)
            var bytes: [Tile: [UInt8]] = [:]
            for tile in tiles { bytes[tile] = try served.folder.bytes(of: tile) }
            let edge = try LogEdge(of: checkpoint, beginnings: [size], bytes: bytes)
            let root = try MerkleTree.root(of: size) { address throws(LogAuditFinding) in try tree.node(address) }
            #expect(edge.roots[size] == root)
            for tile in tiles {
                var altered = bytes
                altered[tile]?[3] ^= 1
                #expect(throws: LogAuditFinding.self) {
                    try LogEdge(of: checkpoint, beginnings: [size], bytes: altered)
                }
            }
        }
    }
}
