public import Matching
public import Registry
internal import Signing

/// Copies fingerprints: each fetched under its hash, and kept where it has it.
extension RegistryMirror {
    /// What became of the fingerprints that were not here.
    public struct Fingerprints: Sendable, Hashable {
        public var copied = 0
        /// Recordings whose fingerprint is not served: they are not found by look-ups here.
        public var notServed: [RecordingID] = []
        /// Recordings under whose fingerprint's hash other bytes are served.
        public var altered: [RecordingID] = []
    }

    /// Recordings after which the runs of the index are merged.
    static let mergeInterval = 64

    /// - Parameters:
    ///   - chosen: the recordings whose fingerprints are wanted; nothing for all.
    ///   - postings: the keys that a fingerprint is found by.
    public func copyFingerprints(
        into registry: any StoredRegistry, only chosen: Set<RecordingID>? = nil,
        postings: (RecordingID, [UInt8]) throws(RegistryError) -> [KeyedPosting],
        progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) async throws(MirrorError) -> Fingerprints {
        var outcome = Fingerprints()
        let missing = try storing { () throws(RegistryError) in try registry.recordingsWithoutFingerprint() }
            .filter { chosen?.contains($0) ?? true }
        for (number, recording) in missing.enumerated() {
            progress(number, missing.count)
            guard let reference = try reference(of: recording, in: registry) else { continue }
            var bytes = try storing { () throws(RegistryError) in try folder.fingerprint(reference.sha256) }
            if bytes.map({ reference.isOf($0) }) != true {
                let limit = min(reference.byteCount, LogFolder.fingerprintByteLimit)
                bytes = try await fetch(LogFolder.path(ofFingerprint: reference.sha256), limit)
            }
            guard let bytes else {
                outcome.notServed.append(recording)
                continue
            }
            guard reference.isOf(bytes) else {
                outcome.altered.append(recording)
                continue
            }
            try storing { () throws(RegistryError) in
                try folder.write(fingerprint: bytes, under: reference.sha256)
                try registry.keep(fingerprint: bytes, of: recording, postings: try postings(recording, bytes))
            }
            outcome.copied += 1
            if outcome.copied % Self.mergeInterval == 0 { registry.tidyIndex() }
        }
        if outcome.copied > 0 { registry.tidyIndex() }
        progress(missing.count, missing.count)
        return outcome
    }

    /// Of a record that holds: what nobody signed is not fetched.
    func reference(
        of recording: RecordingID, in registry: any StoredRegistry
    ) throws(MirrorError) -> MediaRegister.FingerprintReference? {
        try storing { () throws(RegistryError) -> MediaRegister.FingerprintReference? in
            do throws(RegistryError) {
                guard try registry.signedStatement(of: recording) != nil else { return nil }
            } catch .recordFails {
                return nil
            }
            return try registry.fingerprintReference(at: Int(recording.rawValue))
        }
    }
}
