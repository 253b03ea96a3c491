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
struct Registrar: ~Copyable {
    private let registry: SQLiteRegistry
    private let publisherKey: PrivateKey
    private let writer: LogWriter
    private let domain: String?
    private let trusted: TrustedKeys
    private let analyzer = ClipAnalyzer()

    init(home: Home) throws(RegistryError) {
        let registry = try SQLiteRegistry(writing: home.registryFile)
        let publisherKey = try home.publisherKey()
        let logSigner = try home.logSigner(for: registry.log)
        let trusted = try home.trustedKeys()
        let publisher = try registry.publisherHistory().current(publisherKey.publicKey.keyID, in: home).publisher
        self.registry = registry
        self.publisherKey = publisherKey
        writer = LogWriter(registry, signer: logSigner)
        self.trusted = trusted
        domain = publisher.domains?.first
    }

    /// What became of a file.
    struct Outcome {
        var receipt: RegistrationReceipt
        var isNew: Bool
    }

    func register(
        _ file: String, details: RecordingDetails, threads: Int, findsFaces: Bool,
        progress: @escaping @Sendable (ScanProgress) -> Void
    ) async throws -> Outcome {
        let sha256 = try? SHA256Digest(ofRegularFile: file)
        if let sha256, let known = try registered(sha256) { return known }
        let scan = try await analyzer.scan(
            path: file, profile: .registered, threads: threads, findsFaces: findsFaces, progress: progress)
        let fingerprint = scan.fingerprint
        let reference = MediaRegister.FingerprintReference(
            algorithm: Fingerprint.algorithm, bytes: fingerprint.bytes)
        let video = scan.description.video
        let media = MediaRegister(
            media: .init(
                sha256: try sha256 ?? SHA256Digest(ofFile: file), milliseconds: fingerprint.duration,
                container: scan.description.container, width: video?.width, height: video?.height),
            fingerprint: reference,
            title: details.title ?? URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent,
            event: details.eventStatement, language: details.language, canonicalURL: details.url,
            capturedAt: details.recordedAt, publishedAt: details.publishedAt, rights: details.rights)
        // The keys are derived before the registry is locked; only the recording's number is filled in under the lock.
        let keyed = try KeyDeriver().postings(of: fingerprint, as: RecordingID(rawValue: 0))
        let appended: Appended
        if let known = try registry.registration(of: media, by: publisherKey.publicKey) {
            appended = known
        } else {
            let submission = try registry.submission(
                of: media, fingerprint: fingerprint.bytes, by: publisherKey, domain: domain,
                at: Int64(Date().timeIntervalSince1970)
            ) { recording in
                keyed.map { KeyedPosting(key: $0.key, posting: Posting(recording: recording, time: $0.posting.time)) }
            }
            appended = try await writer.append(submission)
        }
        return Outcome(
            receipt: try Self.receipt(
                media, fingerprint, without: scan.faceSearch.obstacle, at: appended.index, appended.checkpoint),
            isNew: appended.isNew)
    }

    /// The record of a file with the same bytes that this publisher has signed already: nothing needs to be decoded again.
    private func registered(_ sha256: SHA256Digest) throws -> Outcome? {
        let founder = try registry.publisherHistory().founder(of: publisherKey.publicKey.keyID)
        for index in try registry.indices(of: .recordingsOf(file: sha256)) {
            guard let record = try registry.record(RecordingID(rawValue: UInt32(index)), trusting: trusted),
                record.defects.isEmpty, let signed = record.signed, signed.founder == founder,
                signed.media.fingerprint.algorithm == Fingerprint.algorithm,
                try registry.remarks(on: record.id).retractions.isEmpty, let checkpoint = try registry.checkpoint()
            else { continue }
            let fingerprint = try registry.fingerprint(of: RecordingID(rawValue: UInt32(index)))
            return Outcome(
                receipt: try Self.receipt(signed.media, fingerprint, without: nil, at: index, checkpoint), isNew: false)
        }
        return nil
    }

    /// - Parameter obstacle: why faces were not looked for, where that is known.
    private static func receipt(
        _ media: MediaRegister, _ fingerprint: Fingerprint?, without obstacle: String?, at index: Int,
        _ checkpoint: Checkpoint
    ) throws -> RegistrationReceipt {
        let faces: RegistrationReceipt.Faces? = try fingerprint.map {
            guard let track = try $0.faces() else { return .notScanned(reason: obstacle) }
            return .scanned(detector: track.scan.detector, count: track.faces.count)
        }
        return RegistrationReceipt(
            record: String(index), title: media.title, logIndex: index, duration: media.media.milliseconds,
            fingerprintSHA256: media.fingerprint.sha256.hex, fingerprintBytes: media.fingerprint.byteCount,
            tracks: (fingerprint?.trackSizes).map {
                .init(picture: $0.picture, sound: $0.sound, faces: $0.faces, detail: $0.detail)
            },
            faces: faces,
            checkpointSize: checkpoint.size, checkpointRootHash: checkpoint.root.hex)
    }
}

extension SHA256Digest {
    /// The digest of a file; fails at once for a pipe or a device, which might never end.
    init(ofRegularFile path: String) throws {
        let values = try URL(fileURLWithPath: path).resolvingSymlinksInPath().resourceValues(forKeys: [
            .isRegularFileKey
        ])
        guard values.isRegularFile == true else { throw CocoaError(.fileReadUnknown) }
        try self.init(ofFile: path)
    }
}
