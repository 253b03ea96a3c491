import Foundation
import Registry
import Signing

/// The fingerprints that a publisher keeps back, in its private folder: without them nothing can be revealed.
struct WithheldFingerprints {
    private let folder: String

    init(of home: Home) { folder = home.withheldFolder }

    func path(of sha256: SHA256Digest) -> String { "\(folder)/\(sha256.hex).fingerprint" }

    /// On the disk when this returns, for its owner only.
    func keep(_ bytes: [UInt8]) throws(Failure) {
        let path = path(of: SHA256Digest(of: bytes))
        let draft = path + ".draft"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            guard
                FileManager.default.createFile(
                    atPath: draft, contents: nil, attributes: [.posixPermissions: 0o600])
            else { throw CocoaError(.fileWriteUnknown) }
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: draft))
            try file.write(contentsOf: Data(bytes))
            try file.synchronize()
            try file.close()
            if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
            try FileManager.default.moveItem(atPath: draft, toPath: path)
        } catch {
            throw Failure("The fingerprint cannot be kept at \(path): \(error.localizedDescription)")
        }
    }

    func read(_ sha256: SHA256Digest) throws(Failure) -> [UInt8] {
        try Self.read(path(of: sha256))
    }

    static func read(_ path: String) throws(Failure) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw Failure(
                "The fingerprint cannot be read from \(path): \(error.localizedDescription)",
                next: "--fingerprint FILE with a copy of it, such as one that the publisher has sent.", status: .usage)
        }
    }
}
