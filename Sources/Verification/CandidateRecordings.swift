import Fingerprinting
import Matching
import Registry
import Signing
import Synchronization

/// The fingerprints of candidate recordings, and what was found wrong with their records on the way.
///
/// A recording whose record does not hold is compared all the same where its fingerprint can be read: the report then says
/// what the clip looks like, and that nobody vouches for it.
final class CandidateRecordings: RecordingSource {
    private let registry: any RegistryStore
    private let found = Mutex<[RecordingID: RecordDefect]>([:])

    init(of registry: any RegistryStore) { self.registry = registry }

    /// What does not hold, of the recordings that were asked for.
    var defects: [RecordingID: RecordDefect] { found.withLock { $0 } }

    func fingerprint(of recording: RecordingID) throws -> Fingerprint? {
        do {
            return try registry.fingerprintBytes(of: recording).map(Fingerprint.init(decoding:))
        } catch RegistryError.recordFails(_, let defect) {
            found.withLock { $0[recording] = defect }
            return unchecked(recording)
        }
    }

    /// The stored fingerprint that the statement names, though nobody vouches for either.
    private func unchecked(_ recording: RecordingID) -> Fingerprint? {
        guard let entry = try? registry.entry(at: Int(recording.rawValue)),
            let statement = try? UnverifiedSignedStatement(decoding: entry.statement),
            case .mediaRegister(let media)? = try? Statement(of: statement),
            let bytes = try? registry.storedFingerprint(media.fingerprint.sha256)
        else { return nil }
        return try? Fingerprint(decoding: bytes)
    }
}
