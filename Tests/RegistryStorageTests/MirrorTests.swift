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
    @Test(arguments: Copying.Place.allCases) func aMirrorIsTheSameLog(in place: Copying.Place) async throws {
        let served = try ServedLog()
        let mirrored = try place.home()
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
        let records = try mirrored.home.registryForReading().records(trusting: TrustedKeys())
        #expect(records.count == 299 && records.allSatisfy { $0.defects.isEmpty })
    }

    @Test(arguments: Copying.Place.allCases) func aMirrorIsWrittenByNobody(in place: Copying.Place) async throws {
        let served = try ServedLog()
        let mirrored = try place.home()
        try served.publish()
        let mirror = Copying.mirror(of: served.folder.path, in: mirrored.home, policy: policy(served))
        _ = try await Copying.run(mirror)
        let path = try mirrored.home.registryPlace.description
        #expect(throws: RegistryError.isMirror(path: path, of: served.folder.path)) {
            try mirrored.home.registryForWriting()
        }
        #expect(try mirrored.home.registryForReading().mirroredAddress() == served.folder.path)
        #expect(mirrored.home.mirroredAddress == served.folder.path)
        // Nor does it take the place of a registry that somebody writes.
        let own = Copying.mirror(of: served.folder.path, in: served.fixture.home, policy: policy(served))
        await #expect(throws: MirrorError.ownRegistry(path: served.fixture.home.registryFile)) {
            try await own.copyLog()
        }
    }

    /// Every file in turn, altered, cut off and missing: nothing of it is taken, and what was there before stays.
    @Test(arguments: Copying.Place.allCases) func whatIsAlteredIsNotTaken(in place: Copying.Place) async throws {
        let served = try ServedLog()
        let mirrored = try place.home()
        try served.grow(1...299)
        try served.publish()
        let policy = policy(served)
        _ = try await Copying.run(Copying.mirror(of: served.folder.path, in: mirrored.home, policy: policy))
        try served.grow(300...599)
        try served.publish()
        let before = try mirrored.home.registryForReading().checkpointNote()
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
                #expect(try mirrored.home.registryForReading().checkpointNote() == before)
                #expect(try LogFolder(path: mirrored.home.logFolder).checkpointNote() == before)
            }
        }
        // And then it goes on.
        let registry = try await Copying.run(Copying.mirror(of: served.folder.path, in: mirrored.home, policy: policy))
        #expect(try registry.checkpoint()?.size == 600)
    }

    @Test(arguments: Copying.Place.allCases) func fingerprintsAreFetchedByHashAndCheckedByIt(in place: Copying.Place)
        async throws
    {
        let served = try ServedLog()
        let mirrored = try place.home()
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
    @Test(
        arguments: Copying.Place.allCases,
        [(5, 9, 9), (5, 9, 12), (5, 12, 9), (5, 300, 700), (300, 320, 600), (5, 256, 512), (5, 600, 258)])
    func aForkIsRefusedAndKept(in place: Copying.Place, sizes: (common: Int, first: Int, second: Int)) async throws {
        let (common, first, second) = sizes
        let served = try ServedLog()
        let mirrored = try place.home()
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
        #expect(try mirrored.home.registryForReading().checkpoint()?.size == first)
    }

    @Test(arguments: Copying.Place.allCases) func fewerEntriesThanBeforeAreRefused(in place: Copying.Place) async throws
    {
        let served = try ServedLog()
        let mirrored = try place.home()
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

    @Test(arguments: Copying.Place.allCases) func aQuorumIsAskedFor(in place: Copying.Place) async throws {
        let served = try ServedLog()
        let mirrored = try place.home()
        try served.publish()
        let witness = try WitnessKey(name: "w", publicKey: try PrivateKey(generating: .ed25519).publicKey)
        let policy = try LogPolicy(
            decoding: Array("log \(served.registry.log.text)\nwitness w \(witness.text)\nquorum w\n".utf8))
        let mirror = Copying.mirror(of: served.folder.path, in: mirrored.home, policy: policy)
        await #expect(throws: MirrorError.notAccepted(.noQuorum(signed: [], missing: ["w"]))) {
            try await mirror.copyLog()
        }
        #expect(throws: RegistryError.notInitialised(path: try mirrored.home.registryPlace.description)) {
            try mirrored.home.registryForReading()
        }
    }

    /// Several machines may bring a mirror on: one that is behind changes nothing, and another log is not let in.
    @Test(.enabled(if: PostgreSQLServer.shared != nil)) func aDatabaseIsBroughtOnByWhoeverHasMore() async throws {
        let served = try ServedLog()
        try served.grow(1...4)
        try served.publish()
        let one = try Copying.Place.database.home()
        let two = Fixture()
        guard case .database(let address) = try one.home.registryPlace else { return }
        try two.home.keepRegistry(in: address)
        let policy = policy(served)
        let behind = Copying.mirror(of: served.folder.path, in: one.home, policy: policy)
        _ = try await Copying.run(behind)
        try served.grow(5...299)
        try served.publish(fingerprints: false)
        let ahead = try await Copying.run(Copying.mirror(of: served.folder.path, in: two.home, policy: policy))
        #expect(try ahead.checkpoint()?.size == 300 && ahead.recordingsWithoutFingerprint().count == 295)
        #expect(try behind.copyStatements(at: 0).checkpoint()?.size == 300)
        // Its own copy of the log is of five entries still, and audits as such.
        #expect(try LogFolder(path: one.home.logFolder).checkpointNote() != served.folder.checkpointNote())

        let other = try ServedLog()
        try other.publish()
        let third = Fixture()
        try third.home.keepRegistry(in: address)
        let foreign = Copying.mirror(
            of: other.folder.path, in: third.home, policy: LogPolicy(trusting: [other.registry.log]))
        await #expect(throws: MirrorError.otherLog(origin: served.registry.log.name)) { try await foreign.copyLog() }
    }

    /// Whoever may add entries, and owns nothing, brings a mirror on.
    @Test(.enabled(if: PostgreSQLServer.shared != nil)) func aWriterBringsAMirrorOn() async throws {
        let served = try ServedLog()
        try served.grow(1...2)
        try served.publish()
        let mirrored = try Copying.Place.database.home()
        guard case .database(let address) = try mirrored.home.registryPlace else { return }
        let mirror = Copying.mirror(of: served.folder.path, in: mirrored.home, policy: policy(served))
        _ = try await Copying.run(mirror)
        let role = "w" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "")
        try PostgreSQLServer.run(
            PostgreSQLRegistry.grants(reader: "r" + role, writer: role, worker: "k" + role)
                + "ALTER ROLE \(role) LOGIN;", in: address)
        let text = address.connectionString.replacingOccurrences(of: "//vericlip@", with: "//\(role)@")
        try mirrored.home.keepRegistry(in: try #require(PostgreSQLAddress(text)))
        try served.grow(3...6)
        try served.publish()
        let registry = try await Copying.run(mirror)
        #expect(try registry.checkpoint()?.size == 7 && registry.recordingsWithoutFingerprint().isEmpty)
    }

    /// From a file into a database and back: it stays a mirror, with the same proofs, and goes on there.
    @Test(.enabled(if: PostgreSQLServer.shared != nil)) func aMirrorMovesAndStaysOne() async throws {
        let served = try ServedLog()
        try served.grow(1...4)
        try served.publish()
        let mirrored = Fixture()
        let mirror = Copying.mirror(of: served.folder.path, in: mirrored.home, policy: policy(served))
        let file = try await Copying.run(mirror)
        let address = try PostgreSQLServer.emptyDatabase()
        let copy = try RegistryPlace.database(address).copying(file)
        #expect(try copy.mirroredAddress() == served.folder.path)
        try mirrored.home.keepRegistry(in: address)
        #expect(throws: RegistryError.isMirror(path: address.description, of: served.folder.path)) {
            try mirrored.home.registryForWriting()
        }
        try served.grow(5...9)
        try served.publish()
        let grown = try await Copying.run(mirror)
        #expect(grown.path == address.description)
        for index in 0..<10 {
            let (here, there) = (try grown.entry(at: index), try served.registry.entry(at: index))
            #expect(here?.statement == there?.statement && here?.proof == there?.proof)
        }
        // Another's registry that stands where the copy should, or beside it, stays one that is written.
        for name in ["registry.db", "copy.db"] {
            let path = "\(served.fixture.home.registryFolder)/\(name)"
            _ = try? RegistryPlace.file(path).copying(grown)
            #expect(served.fixture.home.mirroredAddress == nil)
            _ = try served.fixture.home.registryForWriting()
        }
        let back = Fixture()
        try FileManager.default.createDirectory(atPath: back.home.registryFolder, withIntermediateDirectories: true)
        _ = try RegistryPlace.file(back.home.registryFile).copying(grown)
        #expect(back.home.mirroredAddress == served.folder.path)
        #expect(throws: RegistryError.isMirror(path: back.home.registryFile, of: served.folder.path)) {
            try back.home.registryForWriting()
        }
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
