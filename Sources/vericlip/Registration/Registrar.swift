import ClipAnalysis
import Fingerprinting
import Foundation
import Matching
import Media
import Registry
import RegistryStorage
import Reporting
import Signing
import TransparencyLog

/// Scans, signs and logs recordings under one publisher's key.
struct Registrar: ~Copyable, RecordingRegistrar {
    private let registry: any StoredRegistry
    private let publisherKey: PrivateKey
    private let writer: LogWriter
    private let domain: String?
    private let trusted: TrustedKeys
    private let withheld: WithheldFingerprints

    /// - Parameter place: where the registry is, where it is not the home's own.
    init(home: Home, place: RegistryPlace? = nil) throws(RegistryError) {
        let registry = if let place { try place.writing() } else { try home.registryForWriting() }
        let publisherKey = try home.publisherKey()
        let logSigner = try home.logSigner(for: registry.log)
        let trusted = try home.trustedKeys()
        let publisher = try registry.publisherHistory().current(publisherKey.publicKey.keyID, in: home).publisher
        self.registry = registry
        self.publisherKey = publisherKey
        writer = LogWriter(registry, signer: logSigner)
        self.trusted = trusted
        withheld = WithheldFingerprints(of: home)
        domain = publisher.domains?.first
    }

    func register(
        _ file: String, _ order: RegistrationOrder, progress: @escaping @Sendable (ScanProgress) -> Void
    ) async throws -> RegistrationOutcome {
        let sha256 = try? SHA256Digest(ofRegularFile: file)
        if let sha256, let known = try registry.registered(sha256, by: publisherKey.publicKey, trusting: trusted) {
            return known
        }
        // What cannot be registered is said before hours are decoded.
        _ = try registry.parent(order.details)
        let scan = try await Self.scan(
            file, threads: order.threads, findsFaces: order.findsFaces, progress: progress)
        return try await log(ScannedRecording(file, sha256: sha256, scan), order)
    }

    static func scan(
        _ file: String, threads: Int, findsFaces: Bool, progress: @escaping @Sendable (ScanProgress) -> Void
    ) async throws -> ClipScan {
        try await ClipAnalyzer().scan(
            path: file, profile: .registered, threads: threads, findsFaces: findsFaces, progress: progress)
    }

    /// Waits until the index is merged: everything is registered by then, and nothing is lost where somebody does not wait.
    func settle() async { await writer.settle() }

    func recordingCount() throws -> Int { try registry.recordingCount() }

    /// Who has registered the same footage.
    /// - Parameter parent: what it was made from: of course it overlaps.
    func overlaps(
        of fingerprint: Fingerprint, except parent: RecordingID? = nil
    ) throws -> [RegistrationReceipt.Overlap] {
        try OverlapNotices(registry, trusting: trusted).notices(
            of: fingerprint, except: parent, by: publisherKey.publicKey.keyID)
    }

    /// Signs what was scanned, and logs it.
    /// - Parameter noticesOverlaps: whether it is looked up who has registered the same footage.
    func log(
        _ recording: ScannedRecording, _ order: RegistrationOrder, noticesOverlaps: Bool = true
    ) async throws -> RegistrationOutcome {
        let parent = try registry.parent(order.details)
        let excluded = try order.details.excludedPassages()
        let fingerprint = recording.fingerprint
        let media = MediaRegister(recording, order, excluded: excluded, parent: parent?.identity)
        if let known = try registry.registration(of: media, by: publisherKey.publicKey) {
            let receipt = try RegistrationReceipt(media, fingerprint, without: nil, at: known.index, known.checkpoint)
            return RegistrationOutcome(receipt: receipt, isNew: false)
        }
        // The keys are derived before the registry is locked; only the recording's number is filled in under the lock.
        let passages = excluded.map(\.milliseconds)
        let keyed = try KeyDeriver().postings(of: fingerprint, as: RecordingID(rawValue: 0), excluding: passages)
        guard KeyFloor.isReached(by: keyed) else { throw Failure.nothingToFindBy(recording.file) }
        let overlaps = noticesOverlaps ? try overlaps(of: fingerprint, except: parent?.recording) : []
        if order.publication != nil { try withheld.keep(fingerprint.bytes) }
        let isFound = order.publication != .embargoed
        let submission = try registry.submission(
            of: media, fingerprint: order.publication == nil ? fingerprint.bytes : nil, by: publisherKey,
            domain: domain, at: Int64(Date().timeIntervalSince1970)
        ) { recording in isFound ? keyed.map { $0.moved(to: recording) } : [] }
        let appended = try await writer.append(submission)
        var receipt = try RegistrationReceipt(
            media, fingerprint, without: recording.obstacle, at: appended.index, appended.checkpoint)
        receipt.bare = KeyFloor.bareStretches(of: keyed, duration: fingerprint.duration, excluding: passages)
            .map { TimeRange(milliseconds: $0) }
        receipt.overlaps = overlaps
        return RegistrationOutcome(receipt: receipt, isNew: appended.isNew)
    }
}

extension RegistryStore {
    /// The record that a recording was made from, which must hold.
    func parent(_ details: RecordingDetails) throws -> (recording: RecordingID, identity: SHA256Digest)? {
        guard let number = try details.parentRecord() else { return nil }
        let recording = RecordingID(rawValue: number)
        guard let signed = try signedStatement(of: recording) else { throw Failure.noParent(number) }
        return (recording, signed.statement.identity)
    }

    /// The record of a file with the same bytes that the key's publisher has signed already: nothing needs to be decoded again.
    func registered(
        _ sha256: SHA256Digest, by key: PublicKey, trusting trusted: TrustedKeys
    ) throws -> RegistrationOutcome? {
        let founder = try publisherHistory().founder(of: key.keyID)
        for index in try indices(of: .recordingsOf(file: sha256)) {
            guard let record = try record(RecordingID(rawValue: UInt32(index)), trusting: trusted),
                record.defects.isEmpty, let signed = record.signed, signed.founder == founder,
                signed.media.fingerprint.algorithm == Fingerprint.algorithm,
                try remarks(on: record.id).retractions.isEmpty, let checkpoint = try checkpoint()
            else { continue }
            let fingerprint = try fingerprint(of: RecordingID(rawValue: UInt32(index)))
            return RegistrationOutcome(
                receipt: try RegistrationReceipt(signed.media, fingerprint, without: nil, at: index, checkpoint),
                isNew: false)
        }
        return nil
    }
}

extension KeyedPosting {
    fileprivate func moved(to recording: RecordingID) -> KeyedPosting {
        KeyedPosting(key: key, posting: Posting(recording: recording, time: posting.time))
    }
}
