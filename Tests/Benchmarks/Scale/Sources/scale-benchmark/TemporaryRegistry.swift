import Fingerprinting
import Foundation
import Registry
import RegistryStorage
import Signing

/// A registry in a folder of its own that goes with it.
final class TemporaryRegistry {
    let registry: SQLiteRegistry
    let keys: TrustedKeys
    private let home: Home
    /// Bytes of the file without any postings.
    private let emptySize: Int

    /// Signed and logged records 1...count, without postings yet; the fingerprints are theirs in turn.
    init(records count: Int, fingerprints: [Fingerprint]) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "scale-benchmark-\(UUID().uuidString)").path
        home = Home(path: folder)
        do {
            let registry = try home.initialise(at: 0) { PublisherRegister(name: "Benchmark", keys: [$0]) }
            let key = try home.publisherKey()
            let signer = try home.logSigner(for: registry.log)
            let references = fingerprints.map { fingerprint in
                MediaRegister.FingerprintReference(algorithm: Fingerprint.algorithm, bytes: fingerprint.bytes)
            }
            for record in 1...count {
                let index = (record - 1) % fingerprints.count
                let media = MediaRegister(
                    media: .init(
                        sha256: SHA256Digest(of: Array("\(record)".utf8)), milliseconds: fingerprints[index].duration,
                        width: 1280, height: 720),
                    fingerprint: references[index], title: "Recording \(record)")
                let appended = try registry.register(
                    media, fingerprint: fingerprints[index].bytes, by: key, signer: signer, at: 0
                ) { _ in [] }
                precondition(appended.index == record, "records are numbered as they come")
            }
        }
        // SQLite's journal is merged where the last connection closes.
        emptySize = try Self.size(of: home.registryFile)
        registry = try SQLiteRegistry(writing: home.registryFile)
        keys = try home.trustedKeys()
    }

    deinit { try? FileManager.default.removeItem(atPath: home.path) }

    /// Bytes that the retrieval index takes, SQLite's journal included.
    func indexSize() throws -> Int {
        try Self.size(of: home.registryFile) + Self.size(of: home.registryFile + "-wal") - emptySize
    }

    private static func size(of file: String) throws -> Int {
        guard FileManager.default.fileExists(atPath: file) else { return 0 }
        return try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
    }
}
