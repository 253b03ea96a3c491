import Fingerprinting
import Matching
import Registry
import RegistryStorage
import Reporting
import Signing

/// Says where footage that is about to be registered overlaps recordings that are there already: a notice, never a refusal.
struct OverlapNotices {
    private let registry: any StoredRegistry
    private let trusted: TrustedKeys

    init(_ registry: any StoredRegistry, trusting trusted: TrustedKeys) {
        self.registry = registry
        self.trusted = trusted
    }

    /// - Parameters:
    ///   - parent: what the footage was made from: of course it overlaps.
    ///   - key: of whoever registers.
    func notices(
        of fingerprint: Fingerprint, except parent: RecordingID?, by key: SHA256Digest
    ) throws -> [RegistrationReceipt.Overlap] {
        let overlaps = try OverlapSearch().overlaps(
            of: fingerprint, skipping: Set([parent].compactMap(\.self)), index: registry, recordings: registry)
        return try overlaps.map { overlap in
            let record = try registry.record(overlap.recording, trusting: trusted)
            return RegistrationReceipt.Overlap(
                record: String(overlap.recording.rawValue), title: record?.signed?.media.title,
                publisher: record?.signed?.publisher.name, isOwn: record?.signed?.keyID == key, here: overlap.here,
                source: overlap.source)
        }
    }
}
