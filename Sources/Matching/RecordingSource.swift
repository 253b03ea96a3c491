public import Fingerprinting

/// Where the matcher reads the fingerprints of candidate recordings.
public protocol RecordingSource: Sendable {
    /// The fingerprint of a recording, or nothing if the registry holds only its keys and hash. `FingerprintError` where
    /// this version cannot decode it.
    func fingerprint(of recording: RecordingID) throws -> Fingerprint?
}
