import Foundation
import Matching
import Registry
import RegistryStorage
import Signing
import TransparencyLog

/// A registry that is published into its folder, as a web server would serve it.
final class ServedLog {
    let fixture: Fixture
    let registry: SQLiteRegistry
    let folder: LogFolder

    init() throws {
        fixture = Fixture()
        registry = try fixture.initialise()
        folder = LogFolder(path: fixture.home.logFolder)
    }

    func grow(_ numbers: ClosedRange<Int>, in registry: SQLiteRegistry? = nil) throws {
        let registry = registry ?? self.registry
        let key = try fixture.home.publisherKey()
        let batch = try numbers.map { number in
            try registry.submission(
                of: Recordings.statement(number), fingerprint: Recordings.fingerprint(number), by: key,
                at: 1_790_000_001, postings: { _ in [] })
        }
        _ = try registry.append(batch, signer: try fixture.home.logSigner(for: registry.log))
    }

    func publish(fingerprints: Bool = true) throws {
        try registry.publish(try UnverifiedNote(decoding: try registry.checkpointNote()))
        let (checkpoint, _) = try folder.update(from: registry)
        if fingerprints { _ = try folder.writeFingerprints(from: registry, upTo: checkpoint.size) }
    }

    /// A copy of the registry that goes its own way.
    func copy() throws -> SQLiteRegistry {
        let path = fixture.home.path + "/copy-\(UUID().uuidString).db"
        try registry.withConnection { connection throws(RegistryError) in
            try connection.execute("VACUUM INTO '\(path)'")
        }
        return try SQLiteRegistry(writing: path)
    }
}

/// A mirror of what lies in a folder.
enum Copying {
    /// Where a mirror is kept.
    enum Place: CaseIterable {
        case file, database

        /// Those that there is something for on this machine.
        static let allCases: [Place] = [.file] + (PostgreSQLServer.shared == nil ? [] : [.database])

        /// A home without a registry, whose own will be there.
        func home() throws -> Fixture {
            let fixture = Fixture()
            if self == .database { try fixture.home.keepRegistry(in: PostgreSQLServer.emptyDatabase()) }
            return fixture
        }
    }

    static func mirror(
        of folder: String, in home: Home, policy: LogPolicy, isOnDemand: Bool? = nil,
        alter: @escaping @Sendable (_ path: String, _ bytes: [UInt8]) -> [UInt8]? = { $1 }
    ) -> RegistryMirror {
        RegistryMirror(home: home, policy: policy, address: folder, isOnDemand: isOnDemand) { path, limit in
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(path)"), data.count <= limit else {
                return nil
            }
            return alter(path, Array(data))
        }
    }

    static func run(_ mirror: RegistryMirror) async throws -> any StoredRegistry {
        _ = try await mirror.copyLog()
        let registry = try mirror.copyStatements(at: 1_790_000_009)
        _ = try await mirror.copyFingerprints(into: registry, postings: postings)
        return registry
    }

    static func postings(of recording: RecordingID, _ bytes: [UInt8]) -> [KeyedPosting] {
        [KeyedPosting(key: .init(rawValue: UInt32(bytes.count)), posting: .init(recording: recording, time: 0))]
    }

    static func files(_ folder: String) throws -> [String: Data] {
        let root = URL(filePath: folder).standardizedFileURL
        let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.isRegularFileKey])
        var files: [String: Data] = [:]
        for case let url as URL in found! where try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile! {
            files[String(url.standardizedFileURL.path.dropFirst(root.path.count + 1))] = try Data(contentsOf: url)
        }
        return files
    }
}
