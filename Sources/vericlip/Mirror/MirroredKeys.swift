import Fingerprinting
import Matching
import Registry

/// The keys that recordings are found by, derived from their fingerprints.
enum MirroredKeys {
    /// None for a fingerprint that this version cannot read: it is kept all the same.
    static func postings(of recording: RecordingID, _ bytes: [UInt8]) -> [KeyedPosting] {
        guard let fingerprint = try? Fingerprint(decoding: bytes) else { return [] }
        return (try? KeyDeriver().postings(of: fingerprint, as: recording)) ?? []
    }

    /// As their statement wants them found; nothing where this version cannot read the fingerprint.
    static func file(of bytes: [UInt8], _ media: MediaRegister) -> RetrievalKeyFile? {
        guard let fingerprint = try? Fingerprint(decoding: bytes),
            let postings = try? KeyDeriver().postings(
                of: fingerprint, as: RecordingID(rawValue: 0), excluding: (media.excluded ?? []).map(\.milliseconds))
        else { return nil }
        return RetrievalKeyFile(postings)
    }
}
