import Fingerprinting
import Matching
import Registry
import Signing

/// The keys that recordings are found by, derived from their fingerprints, without the passages that their publishers excluded.
enum DerivedKeys {
    /// None for a fingerprint that this version cannot read: it is kept all the same.
    /// - Parameter registry: that holds the record, which names the passages.
    static func postings(
        of recording: RecordingID, _ bytes: [UInt8], in registry: some RegistryStore
    ) throws(RegistryError) -> [KeyedPosting] {
        guard let fingerprint = try? Fingerprint(decoding: bytes) else { return [] }
        let passages = try excludedPassages(of: recording, in: registry)
        return (try? KeyDeriver().postings(of: fingerprint, as: recording, excluding: passages)) ?? []
    }

    /// In milliseconds; none of a record that does not hold.
    private static func excludedPassages(
        of recording: RecordingID, in registry: some RegistryStore
    ) throws(RegistryError) -> [Range<Int>] {
        do throws(RegistryError) {
            guard let signed = try registry.signedStatement(of: recording),
                case .mediaRegister(let media)? = try? Statement(of: signed.statement)
            else { return [] }
            return media.excludedMilliseconds
        } catch .recordFails {
            return []
        }
    }

    /// As their statement wants them found; nothing where this version cannot read the fingerprint.
    static func file(of bytes: [UInt8], _ media: MediaRegister) -> RetrievalKeyFile? {
        guard let fingerprint = try? Fingerprint(decoding: bytes),
            let postings = try? KeyDeriver().postings(
                of: fingerprint, as: RecordingID(rawValue: 0), excluding: media.excludedMilliseconds)
        else { return nil }
        return RetrievalKeyFile(postings)
    }
}
