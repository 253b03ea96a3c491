import Fingerprinting
import Foundation
import Registry
import RegistryStorage
import Signing

/// A registry in a folder of its own that goes with it, unless it is to be kept.
final class TemporaryRegistry {
    let registry: any StoredRegistry
    let keys: TrustedKeys
    private let home: Home
    private let isKept: Bool

    /// Signed and logged records 1...count, without postings yet; the fingerprints are theirs in turn.
    /// - Parameter kept: a home that stays. It may be there already, with a registry in a file or in a database: one of an earlier run
    ///   with the same records, or one without any.
    init(records count: Int, fingerprints: [Fingerprint], in kept: String?) throws {
        let temporary = FileManager.default.temporaryDirectory
        home = Home(path: kept ?? temporary.appending(path: "scale-benchmark-\(UUID().uuidString)").path)
        isKept = kept != nil
        registry = try Self.registry(of: home)
        keys = try home.trustedKeys()
        switch try registry.recordingCount() {
        case 0: try fill(records: count, fingerprints)
        case count: break
        default: throw CocoaError(.fileReadCorruptFile, userInfo: [NSFilePathErrorKey: home.path])
        }
    }

    private static func registry(of home: Home) throws -> any StoredRegistry {
        do {
            return try home.registryForWriting()
        } catch RegistryError.notInitialised {
            return try home.initialise(at: 0) { PublisherRegister(name: "Benchmark", keys: [$0]) }
        }
    }

    private func fill(records count: Int, _ fingerprints: [Fingerprint]) throws {
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
            precondition(appended.map(\.index) == Array(start..<start + batch.count), "records are numbered in turn")
        }
    }

    deinit { if !isKept { try? FileManager.default.removeItem(atPath: home.path) } }

    /// The first record that has no postings yet; nothing was inserted where there is none.
    var nextRecord: UInt32? {
        get { (try? String(contentsOfFile: home.path + "/next-record", encoding: .utf8)).flatMap { UInt32($0) } }
        set {
            try? "\(newValue ?? 0)".write(toFile: home.path + "/next-record", atomically: true, encoding: .utf8)
        }
    }
}
