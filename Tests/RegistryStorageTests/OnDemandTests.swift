import Foundation
import Matching
import Registry
import RegistryStorage
import Signing
import Synchronization
import Testing
import TransparencyLog

/// Mirrors that are searched by keys, and fetch a fingerprint when it is asked for.
@Suite struct OnDemandTests {
    private static let key = RetrievalKey(rawValue: 77)
    private static let first = RecordingID(rawValue: 1)

    /// A log of three recordings, of whose fingerprints the keys are served too: the key 77 at the recording's own length.
    private func served() throws -> ServedLog {
        let served = try ServedLog()
        try served.grow(1...3)
        try served.publish()
        _ = try served.folder.writeKeys(
            from: served.registry, upTo: 4, withheld: { _ in nil },
            keys: { bytes, _ in
                RetrievalKeyFile([
                    KeyedPosting(key: Self.key, posting: Posting(recording: Self.first, time: UInt32(bytes.count)))
                ])
            })
        return served
    }

    /// The mirror, without any fingerprint.
    private func mirror(
        of served: ServedLog, in home: Home,
        alter: @escaping @Sendable (String, [UInt8]) -> [UInt8]? = { $1 }
    ) async throws -> (registry: any StoredRegistry, keys: RegistryMirror.Keys) {
        let mirror = Copying.mirror(
            of: served.folder.path, in: home, policy: LogPolicy(trusting: [served.registry.log]), isOnDemand: true,
            alter: alter)
        _ = try await mirror.copyLog()
        let registry = try mirror.copyStatements(at: 1_790_000_009)
        return (registry, try await mirror.copyKeys(into: registry))
    }

    /// What is asked for of a folder.
    private final class Server: Sendable {
        private let paths = Mutex<[String]>([])
        var asked: [String] { paths.withLock { $0 } }

        func fetch(
            from folder: String, alter: @escaping @Sendable ([UInt8]) throws(MirrorError) -> [UInt8]? = { $0 }
        ) -> OnDemandRegistry.Fetch {
            { path, limit throws(MirrorError) in
                self.paths.withLock { $0.append(path) }
                guard let data = FileManager.default.contents(atPath: "\(folder)/\(path)"), data.count <= limit else {
                    return nil
                }
                return try alter(Array(data))
            }
        }
    }

    private func found(_ registry: any StoredRegistry) throws -> [RecordingID] {
        var found: [RecordingID] = []
        try registry.forEachList(of: [Self.key]) { _, postings in found += postings.map(\.recording) }
        return found
    }

    @Test(arguments: Copying.Place.allCases) func recordingsAreFoundByTheirKeysAlone(in place: Copying.Place)
        async throws
    {
        let served = try served()
        let mirrored = try place.home()
        let (registry, keys) = try await mirror(of: served, in: mirrored.home)
        #expect(keys.copied == 3 && keys.notServed.isEmpty)
        #expect(try found(registry) == [1, 2, 3].map(RecordingID.init))
        #expect(try registry.recordingsWithoutFingerprint().count == 3)
        #expect(mirrored.home.fetchesFingerprintsOnDemand && mirrored.home.mirroredAddress == served.folder.path)
        // Nothing is copied twice, and nothing is there twice.
        let again = try await mirror(of: served, in: mirrored.home) { path, bytes in
            path.hasPrefix("keys/") ? nil : bytes
        }
        #expect(again.keys.copied == 0 && again.keys.notServed.isEmpty)
        #expect(try found(again.registry).count == 3)
    }

    /// Remembered until somebody says otherwise; nobody did at first.
    @Test func theChoiceIsTheUsers() async throws {
        let served = try served()
        let mirrored = Fixture()
        let policy = LogPolicy(trusting: [served.registry.log])
        for (choice, expected) in [(nil, false), (true, true), (nil, true), (false, false), (nil, false)]
            as [(Bool?, Bool)]
        {
            let mirror = Copying.mirror(of: served.folder.path, in: mirrored.home, policy: policy, isOnDemand: choice)
            _ = try await mirror.copyLog()
            #expect(mirrored.home.fetchesFingerprintsOnDemand == expected)
        }
    }

    @Test func keysThatAreNoneAreNotTaken() async throws {
        let served = try served()
        let mirrored = Fixture()
        let (registry, keys) = try await mirror(of: served, in: mirrored.home) { path, bytes in
            path.hasPrefix("keys/") ? bytes + [0] : bytes
        }
        #expect(keys.copied == 0 && keys.notServed == [1, 2, 3].map(RecordingID.init))
        #expect(try found(registry) == [])
    }

    @Test(arguments: Copying.Place.allCases) func aFingerprintIsFetchedOnceAndKept(in place: Copying.Place) async throws
    {
        let served = try served()
        let mirrored = try place.home()
        _ = try await mirror(of: served, in: mirrored.home)
        let server = Server()
        let registry = try OnDemandRegistry(
            of: mirrored.home, postings: Copying.postings, fetch: server.fetch(from: served.folder.path))
        let lookup = registry.forOneLookup()
        for _ in 0..<2 {
            #expect(try lookup.fingerprintBytes(of: Self.first) == Recordings.fingerprint(1))
        }
        let hash = SHA256Digest(of: Recordings.fingerprint(1))
        #expect(server.asked == [LogFolder.path(ofFingerprint: hash)])
        #expect(lookup.outcomes.map(\.recording) == [Self.first] && lookup.outcomes.map(\.outcome) == [.fetched])
        // The next finds it here, and has nothing to tell.
        let next = registry.forOneLookup()
        #expect(try next.fingerprintBytes(of: Self.first) == Recordings.fingerprint(1))
        #expect(server.asked.count == 1 && next.outcomes.isEmpty)
        #expect(try mirrored.home.registryForReading().recordingsWithoutFingerprint().count == 2)
        #expect(try LogFolder(path: mirrored.home.logFolder).fingerprint(hash) == Recordings.fingerprint(1))
    }

    /// Another's fingerprint, nothing, nobody: the record is there, its fingerprint is not, and the look-up tells why.
    @Test func whatIsNotTheFingerprintIsNotUsed() async throws {
        let served = try served()
        let mirrored = Fixture()
        _ = try await mirror(of: served, in: mirrored.home)
        let alterations: [(@Sendable ([UInt8]) throws(MirrorError) -> [UInt8]?, OnDemandRegistry.Outcome)] = [
            ({ _ throws(MirrorError) in Recordings.fingerprint(2) }, .altered),
            ({ _ throws(MirrorError) in nil }, .notServed),
            (
                { _ throws(MirrorError) in throw .unreachable(path: "", reason: "nobody answers") },
                .failed(reason: "nobody answers")
            ),
            (
                { _ throws(MirrorError) in throw .refused(path: "", status: 500) },
                .failed(reason: "it answered with status 500")
            ),
        ]
        for (alteration, outcome) in alterations {
            let server = Server()
            let lookup = try OnDemandRegistry(
                of: mirrored.home, postings: Copying.postings,
                fetch: server.fetch(from: served.folder.path, alter: alteration))
            for _ in 0..<2 { #expect(try lookup.fingerprintBytes(of: Self.first) == nil) }
            #expect(server.asked.count == 1 && lookup.outcomes.map(\.outcome) == [outcome])
        }
        #expect(try SQLiteRegistry(reading: mirrored.home.registryFile).recordingsWithoutFingerprint().count == 3)
    }

    /// What no record of the log names, and what its publisher keeps back, is not asked for.
    @Test func onlyWhatIsHandedOutIsAskedFor() async throws {
        let served = try ServedLog()
        let key = try served.fixture.home.publisherKey()
        let submission = try served.registry.submission(
            of: Recordings.statement(1, publication: .keys), fingerprint: nil, by: key, at: 1_790_000_001,
            postings: { _ in [] })
        _ = try served.registry.append(
            [submission], signer: try served.fixture.home.logSigner(for: served.registry.log))
        try served.publish()
        let mirrored = Fixture()
        _ = try await mirror(of: served, in: mirrored.home)
        let server = Server()
        let lookup = try OnDemandRegistry(
            of: mirrored.home, postings: Copying.postings, fetch: server.fetch(from: served.folder.path))
        #expect(try lookup.fingerprintBytes(of: Self.first) == nil)
        #expect(try lookup.storedFingerprint(SHA256Digest(of: [1, 2, 3])) == nil)
        #expect(server.asked.isEmpty && lookup.outcomes.isEmpty)
    }
}

extension RecordingID {
    fileprivate init(_ number: Int) { self.init(rawValue: UInt32(number)) }
}
