import Foundation
import Registry
import RegistryStorage
import Signing
import Testing
import TransparencyLog

@Suite struct LogFolderTests {
    private func grow(_ registry: SQLiteRegistry, _ home: Home, _ numbers: ClosedRange<Int>) throws {
        let key = try home.publisherKey()
        let batch = try numbers.map { number in
            try registry.submission(
                of: Recordings.statement(number), fingerprint: Recordings.fingerprint(number), by: key,
                at: 1_790_000_001, postings: { _ in [] })
        }
        _ = try registry.append(batch, signer: try home.logSigner(for: registry.log))
    }

    private func files(_ folder: String) throws -> [String: Data] {
        let root = URL(filePath: folder)
        let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.isRegularFileKey])
        var files: [String: Data] = [:]
        for case let url as URL in found! where try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile! {
            files[String(url.standardizedFileURL.path.dropFirst(root.standardizedFileURL.path.count + 1))] =
                try Data(contentsOf: url)
        }
        return files
    }

    private func audit(_ folder: LogFolder, _ registry: SQLiteRegistry) throws -> LogAudit {
        let note = try #require(try folder.checkpointNote())
        let checkpoint = try #require(Checkpoint(note: note, signedBy: registry.log))
        var audit = LogAudit(folder, checkpoint: checkpoint, registry: registry)
        try audit.run()
        return audit
    }

    /// What is written bit by bit is what is written at once, and an audit finds nothing.
    @Test func whatIsServedGrowsAndHolds() throws {
        let fixture = Fixture()
        let registry = try fixture.initialise()
        let folder = LogFolder(path: fixture.home.logFolder)
        var last = 0
        for size in [1, 2, 200, 255, 256, 257, 520] {
            if size > 1 { try grow(registry, fixture.home, last...size - 1) }
            last = size
            let (checkpoint, _) = try folder.update(from: registry)
            #expect(checkpoint.size == size)
            let audit = try audit(folder, registry)
            #expect(audit.findings == [] && audit.entries == size && audit.fingerprints == size - 1)
        }
        let again = LogFolder(path: fixture.home.path + "/again")
        _ = try again.update(from: registry)
        let (grown, whole) = (try files(folder.path), try files(again.path))
        #expect(Set(whole.keys) == Set(Tile.all(of: 520).map(\.path) + ["checkpoint"]))
        for (name, bytes) in whole { #expect(grown[name] == bytes, "\(name)") }
        #expect(try folder.update(from: registry).written == 0)

        // An altered file is put right by writing all of it anew.
        let path = folder.path + "/tile/0/001"
        try Data([1, 2, 3]).write(to: URL(filePath: path))
        #expect(try audit(folder, registry).findings == [.missingOrMalformed(Tile(kind: .hashes(level: 0), index: 1))])
        _ = try folder.update(from: registry, anew: true)
        #expect(try audit(folder, registry).findings == [])
    }

    @Test func everyAlterationIsFound() throws {
        let fixture = Fixture()
        let registry = try fixture.initialise()
        try grow(registry, fixture.home, 1...599)
        let folder = LogFolder(path: fixture.home.logFolder)
        _ = try folder.update(from: registry)
        for tile in Tile.all(of: 600) {
            let url = URL(filePath: "\(folder.path)/\(tile.path)")
            let bytes = try Data(contentsOf: url)
            var altered = bytes
            altered[altered.count / 2] ^= 1
            try altered.write(to: url)
            #expect(try !audit(folder, registry).findings.isEmpty, "\(tile.path)")
            try bytes.dropLast().write(to: url)
            #expect(try !audit(folder, registry).findings.isEmpty, "\(tile.path)")
            try FileManager.default.removeItem(at: url)
            #expect(try audit(folder, registry).findings == [.missingOrMalformed(tile)])
            try bytes.write(to: url)
        }
        #expect(try audit(folder, registry).findings == [])

        // Entry and leaf altered alike: only the signed root tells.
        let (bundle, leaves) = (
            Tile(kind: .entries, index: 2, width: 88), Tile(kind: .hashes(level: 0), index: 2, width: 88)
        )
        let bytes = try #require(try folder.bytes(of: bundle))
        var entries = try #require(EntryBundle.decode(bytes, count: 88))
        entries[87] = Array("another".utf8)
        try Data(EntryBundle.encode(entries)).write(to: URL(filePath: "\(folder.path)/\(bundle.path)"))
        try Data(HashTile.encode(entries.map(MerkleTree.leafHash)))
            .write(to: URL(filePath: "\(folder.path)/\(leaves.path)"))
        #expect(try audit(folder, registry).findings == [.registryDiffers(index: 599), .rootDiffers])
    }

    @Test func anAlteredFingerprintIsFound() throws {
        let fixture = Fixture()
        let registry = try fixture.initialise()
        try grow(registry, fixture.home, 1...3)
        let folder = LogFolder(path: fixture.home.logFolder)
        _ = try folder.update(from: registry)
        try registry.withConnection { connection throws(RegistryError) in
            try connection.execute("UPDATE fingerprint SET bytes = x'00' WHERE rowid = 2")
        }
        #expect(try audit(folder, registry).findings == [.fingerprintDiffers(index: 2)])
    }

    @Test func anAlteredServedFingerprintIsFound() throws {
        let served = try ServedLog()
        try served.grow(1...3)
        try served.publish()
        let path = LogFolder.path(ofFingerprint: SHA256Digest(of: Recordings.fingerprint(2)))
        #expect(try audit(served.folder, served.registry).servedFingerprints == 3)
        try Data([1, 2, 3]).write(to: URL(filePath: "\(served.folder.path)/\(path)"))
        #expect(try audit(served.folder, served.registry).findings == [.servedFingerprintDiffers(index: 2)])
        // Not to serve one is the publisher's choice; what is there already is not written again.
        try FileManager.default.removeItem(atPath: "\(served.folder.path)/\(path)")
        #expect(try audit(served.folder, served.registry).findings == [])
        let (count, written) = try served.folder.writeFingerprints(from: served.registry, upTo: 4)
        #expect(count == 3 && written == 1)
    }

    /// Files made anew without one entry, under the checkpoint that the log had signed with it.
    @Test func anEntryThatWasRemovedIsFound() throws {
        let served = try ServedLog()
        try served.grow(1...4)
        let without = try served.copy()
        try served.grow(5...9)
        try served.grow(6...10, in: without)
        let checkpoint = try #require(try served.registry.checkpoint())
        let folder = LogFolder(path: served.fixture.home.path + "/without")
        let (made, _) = try folder.update(from: without)
        #expect(made.size == checkpoint.size)
        var audit = LogAudit(folder, checkpoint: checkpoint, registry: served.registry)
        try audit.run()
        #expect(audit.findings.contains(.rootDiffers) && audit.findings.contains(.registryDiffers(index: 5)))
        // Signed anew it holds by itself; whoever has the first checkpoint has the proof.
        audit = LogAudit(folder, checkpoint: made)
        try audit.run()
        #expect(audit.findings == [])
        try audit.compare(with: checkpoint, from: "a reader")
        #expect(audit.findings == [.fork(size: 10, source: "a reader")])
    }

    /// An old copy of the registry was put back, and went on from there.
    @Test func aForkIsNotPublished() throws {
        let fixture = Fixture()
        let registry = try fixture.initialise()
        try grow(registry, fixture.home, 1...5)
        let copy = fixture.home.path + "/copy.db"
        try registry.withConnection { connection throws(RegistryError) in
            try connection.execute("VACUUM INTO '\(copy)'")
        }
        try grow(registry, fixture.home, 6...9)
        let folder = LogFolder(path: fixture.home.logFolder)
        _ = try folder.update(from: registry)
        let old = try SQLiteRegistry(writing: copy)
        #expect(throws: RegistryError.logForks(origin: registry.log.name, publishedSize: 10, size: 6)) {
            try folder.update(from: old)
        }
        try grow(old, fixture.home, 100...110)
        #expect(throws: RegistryError.logForks(origin: registry.log.name, publishedSize: 10, size: 17)) {
            try folder.update(from: old)
        }
        // Whoever has seen the first one finds the second out.
        let other = LogFolder(path: fixture.home.path + "/other")
        _ = try other.update(from: old)
        let seen = try #require(try registry.checkpoint())
        let forked = try #require(try old.checkpoint())
        var audit = LogAudit(other, checkpoint: forked)
        try audit.run()
        #expect(audit.findings == [])
        try audit.compare(with: seen, from: "a reader")
        #expect(audit.findings == [.fork(size: 10, source: "a reader")])
        var shrunk = LogAudit(folder, checkpoint: seen)
        try shrunk.compare(with: forked, from: "another")
        #expect(shrunk.findings == [.shrunk(from: 17, source: "another")])
    }

    @Test func aRegistryOfTheFirstVersionIsReadAsItIsAndBroughtOnByWriting() throws {
        let fixture = Fixture()
        _ = try fixture.initialise()
        let path = fixture.home.registryFile
        try fixture.takeBackToVersion2()
        do {
            let connection = try SQLiteConnection(path: path, access: .readWrite, busyTimeout: 0)
            try connection.execute("ALTER TABLE log DROP COLUMN published; PRAGMA user_version = 1")
        }
        let reading = try SQLiteRegistry(reading: path)
        #expect(try reading.publishedNote() == nil)
        #expect(try reading.entry(at: 0, in: .published) != nil)
        let writing = try SQLiteRegistry(writing: path)
        try writing.publish(try UnverifiedNote(decoding: try writing.checkpointNote()))
        #expect(try reading.publishedNote() == reading.checkpointNote())
        #expect(try fixture.register(1, in: writing).index == 1)
    }
}
