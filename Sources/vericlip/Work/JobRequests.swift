import Foundation
import Registry
import RegistryStorage
import Signing

/// What a worker is told of a clip that is to be verified. The clip, or its fingerprint, goes with the job.
struct VerifyRequest: Codable {
    /// Of the verification: its pages name their own addresses.
    var id: String
    /// What the asker calls the clip.
    var name: String
    var keys: KeysFolder
    var detectors: String
    /// Of processor time that reading the clip may take.
    var processorSeconds: Int

    /// Names of what comes out: the verdict in one sentence, and before the name of a report's format.
    static let headline = "headline"
    static let report = "report/"
}

/// What a worker is told of a recording that is to be read.
struct ScanRequest: Codable {
    /// Its place in the workers' archive, where it is there.
    var file: String?
    var findsFaces: Bool

    /// Names of what comes out: either the first two, or why it cannot be registered, in a sentence.
    static let recording = "recording"
    static let fingerprint = "fingerprint"
    static let refusal = "refusal"
}

/// What a worker says of a recording that it has read.
struct ReadRecording: Codable {
    var sha256: String
    var container: String
    var width: Int?
    var height: Int?
    var obstacle: String?
}

/// Whom the asker trusts, as the files of its `keys/`: a worker judges by these and by nothing of its own.
struct KeysFolder: Codable, Hashable {
    private var files: [String: Data]

    /// More than any folder of keys, less than what fills a database.
    private static let byteLimit = 4 << 20

    init(of home: Home) throws(Failure) {
        files = [:]
        // Each is read as what it should be first: a private key that was put there by mistake is refused, and goes nowhere.
        do {
            _ = (try home.trustedKeys(), try home.trustAnchors(), try home.timeAnchors())
        } catch {
            throw Failure(error)
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: home.keysFolder)) ?? []
        for name in names where Self.isPlain(name) {
            let path = "\(home.keysFolder)/\(name)"
            guard !InputFiles.isFolder(path) else { continue }
            guard let bytes = FileManager.default.contents(atPath: path) else {
                throw Failure("\(path) cannot be read.", next: "make it readable, or move it away.", status: .registry)
            }
            files[name] = bytes
        }
        guard files.values.reduce(0, { $0 + $1.count }) <= Self.byteLimit else {
            throw Failure(
                "\(home.keysFolder) holds more than 4 MB, and every job would take that along.",
                next: "move away what is no key, policy or list of certificates.", status: .registry)
        }
    }

    /// Names the same keys.
    var digest: SHA256Digest {
        SHA256Digest(of: Array(files.sorted { $0.key < $1.key }.flatMap { Array($0.key.utf8) + [0] + $0.value + [0] }))
    }

    /// Makes a home of it, to verify by and for nothing else.
    func write(to home: Home) throws {
        try FileManager.default.createDirectory(atPath: home.keysFolder, withIntermediateDirectories: true)
        for (name, bytes) in files where Self.isPlain(name) {
            try bytes.write(to: URL(fileURLWithPath: "\(home.keysFolder)/\(name)"))
        }
    }

    /// What a folder of keys is read for, and no path.
    private static func isPlain(_ name: String) -> Bool {
        (name.hasSuffix(".pem") || name == TrustedKeys.policyFileName) && !name.hasPrefix(".") && !name.contains("/")
    }
}
