import Fingerprinting
import Foundation
import Registry
import RegistryStorage
import Signing

/// A registry in a folder of its own that goes with it, unless it is to be kept.
final class TemporaryRegistry {
    let registry: SQLiteRegistry
    let keys: TrustedKeys
    private let home: Home
    private let isKept: Bool
    /// Bytes of the file without any postings.
    private let emptySize: Int

    /// Signed and logged records 1...count, without postings yet; the fingerprints are theirs in turn.
    /// - Parameter kept: where the registry stays, or was left by an earlier run with the same records; nothing for one that goes.
    init(records count: Int, fingerprints: [Fingerprint], in kept: String?) throws {
        let temporary = FileManager.default.temporaryDirectory
        home = Home(path: kept ?? temporary.appending(path: "scale-benchmark-\(UUID().uuidString)").path)
        isKept = kept != nil
        if isKept, FileManager.default.fileExists(atPath: home.registryFile) {
            registry = try SQLiteRegistry(writing: home.registryFile)
            keys = try home.trustedKeys()
            emptySize = try Int(String(contentsOfFile: home.path + "/empty-size", encoding: .utf8)) ?? 0
            guard try registry.recordingCount() == count else {
                throw CocoaError(.fileReadCorruptFile, userInfo: [NSFilePathErrorKey: home.path])
            }
            return
        }
        do {
            let registry = try home.initialise(at: 0) { PublisherRegister(name: "Benchmark", keys: [$0]) }
            let key = try home.publisherKey()
            let signer = try home.logSigner(for: registry.log)
            let references = fingerprints.map { fingerprint in
                MediaRegister.FingerprintReference(algorithm: Fingerprint.algorithm, bytes: fingerprint.bytes)
            }
            for start in stride(from: 1, through: count, by: LogWriter.batchLimit) {
                let batch = try (start..<min(start + LogWriter.batchLimit, count + 1)).map { record in
                    let index = (record - 1) % fingerprints.count
                    let media = MediaRegister(
                        media: .init(
                            sha256: SHA256Digest(of: Array("\(record)".utf8)),
                            milliseconds: fingerprints[index].duration, width: 1280, height: 720),
                        fingerprint: references[index], title: "Recording \(record)")
                    return try registry.submission(
                        of: media, fingerprint: fingerprints[index].bytes, by: key, at: 0, postings: { _ in [] })
                }
                let appended = try registry.append(batch, signer: signer)
                precondition(
                    appended.map(\.index) == Array(start..<start + batch.count), "records are numbered in turn")
            }
        }
        // SQLite's journal is merged where the last connection closes.
        emptySize = try Self.size(of: home.registryFile)
        try "\(emptySize)".write(toFile: home.path + "/empty-size", atomically: true, encoding: .utf8)
        registry = try SQLiteRegistry(writing: home.registryFile)
        keys = try home.trustedKeys()
    }

    deinit { if !isKept { try? FileManager.default.removeItem(atPath: home.path) } }

    /// The first record that has no postings yet; nothing was inserted where there is none.
    var nextRecord: UInt32? {
        get { (try? String(contentsOfFile: home.path + "/next-record", encoding: .utf8)).flatMap { UInt32($0) } }
        set {
            try? "\(newValue ?? 0)".write(toFile: home.path + "/next-record", atomically: true, encoding: .utf8)
        }
    }

    /// Bytes that the retrieval index takes, SQLite's journal included.
    func indexSize() throws -> Int {
        try Self.size(of: home.registryFile) + Self.size(of: home.registryFile + "-wal") - emptySize
    }

    private static func size(of file: String) throws -> Int {
        guard FileManager.default.fileExists(atPath: file) else { return 0 }
        return try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
    }
}
