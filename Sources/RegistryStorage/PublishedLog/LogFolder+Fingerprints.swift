internal import Foundation
internal import Matching
public import Registry
public import Signing

/// The fingerprints beside the tiles: each a file under its own SHA-256, for mirrors.
extension LogFolder {
    /// Below the log's address: `fingerprint/ab/abcd…`, with all 64 digits.
    public static func path(ofFingerprint sha256: SHA256Digest) -> String {
        "fingerprint/\(sha256.hex.prefix(2))/\(sha256.hex)"
    }

    /// More than the fingerprint of 24 hours takes, 3.7 kB a second.
    public static let fingerprintByteLimit = 1 << 29

    /// The fingerprint's bytes as they lie there, unchecked; nothing where it is not served.
    public func fingerprint(_ sha256: SHA256Digest) throws(RegistryError) -> [UInt8]? {
        try contents(of: Self.path(ofFingerprint: sha256), limit: Self.fingerprintByteLimit)
    }

    /// Writes the fingerprints of the first `size` entries that the registry holds, where they are not served yet.
    /// - Returns: how many are served, and how many of them were written now.
    public func writeFingerprints(
        from registry: any StoredRegistry, upTo size: Int
    ) throws(RegistryError) -> (served: Int, written: Int) {
        var (served, written) = (0, 0)
        for index in try registry.indices(of: .recordings) where index < size {
            guard let reference = try registry.fingerprintReference(at: index) else { continue }
            let file = Self.path(ofFingerprint: reference.sha256)
            if FileManager.default.fileExists(atPath: "\(path)/\(file)") {
                served += 1
                continue
            }
            guard let bytes = try registry.storedFingerprint(reference.sha256) else { continue }
            guard reference.isOf(bytes) else {
                throw .recordFails(.init(rawValue: UInt32(index)), .fingerprint)
            }
            try write(fingerprint: bytes, under: reference.sha256)
            (served, written) = (served + 1, written + 1)
        }
        return (served, written)
    }

    func write(fingerprint bytes: [UInt8], under sha256: SHA256Digest) throws(RegistryError) {
        try DurableFile.write(bytes, to: "\(path)/\(Self.path(ofFingerprint: sha256))")
    }
}
