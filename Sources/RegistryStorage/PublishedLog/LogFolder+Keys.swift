internal import Foundation
public import Matching
public import Registry
public import Signing

/// The retrieval keys beside the tiles: each a file under the hash of the fingerprint that they were derived from, for mirrors that
/// fetch fingerprints when they need them.
extension LogFolder {
    /// Below the log's address: `keys/ab/abcd…`, with all 64 digits.
    public static func path(ofKeys sha256: SHA256Digest) -> String { "keys/\(sha256.hex.prefix(2))/\(sha256.hex)" }

    /// The file's bytes as they lie there, unchecked; nothing where it is not served.
    public func keys(_ sha256: SHA256Digest) throws(RegistryError) -> [UInt8]? {
        try contents(of: Self.path(ofKeys: sha256), limit: RetrievalKeyFile.byteLimit)
    }

    /// Writes the keys of the recordings among the first `size` entries, where they are not served yet. None of a recording under
    /// embargo: its fingerprint is not here.
    /// - Parameters:
    ///   - withheld: the fingerprint with this hash of a recording whose publisher hands out the keys alone.
    ///   - keys: of a fingerprint, as its statement wants it found.
    /// - Returns: how many are served, and how many of them were written now.
    public func writeKeys(
        from registry: any StoredRegistry, upTo size: Int, withheld: (SHA256Digest) -> [UInt8]?,
        keys: (_ fingerprint: [UInt8], MediaRegister) -> RetrievalKeyFile?
    ) throws(RegistryError) -> (served: Int, written: Int) {
        var (served, written) = (0, 0)
        for index in try registry.indices(of: .recordings) where index < size {
            guard let entry = try registry.entry(at: index), let media = MediaRegister(namedBy: entry.statement) else {
                continue
            }
            let hash = media.fingerprint.sha256
            if FileManager.default.fileExists(atPath: "\(path)/\(Self.path(ofKeys: hash))") {
                served += 1
                continue
            }
            let stored = try registry.storedFingerprint(hash)
            let fingerprint = stored ?? (media.publication == .keys ? withheld(hash) : nil)
            guard let fingerprint, media.fingerprint.isOf(fingerprint), let file = keys(fingerprint, media) else {
                continue
            }
            try write(keys: file.bytes, under: hash)
            (served, written) = (served + 1, written + 1)
        }
        return (served, written)
    }

    func write(keys bytes: [UInt8], under sha256: SHA256Digest) throws(RegistryError) {
        try DurableFile.write(bytes, to: "\(path)/\(Self.path(ofKeys: sha256))")
    }
}
