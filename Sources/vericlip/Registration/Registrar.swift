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
    private let withheld: WithheldFingerprints
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
        withheld = WithheldFingerprints(of: home)
        domain = publisher.domains?.first
    }

    /// What became of a file.
    struct Outcome {
        var receipt: RegistrationReceipt
        var isNew: Bool
    }

    /// How a file is to be registered.
    struct Request {
        var details: RecordingDetails
        var publication: MediaRegister.Publication?
        var threads: Int
        var findsFaces: Bool
    }

    func register(
        _ file: String, _ request: Request, progress: @escaping @Sendable (ScanProgress) -> Void
    ) async throws -> Outcome {
        let sha256 = try? SHA256Digest(ofRegularFile: file)
        if let sha256, let known = try registered(sha256) { return known }
        let parent = try parent(request.details)
        let excluded = try request.details.excludedPassages()
        let scan = try await analyzer.scan(
            path: file, profile: .registered, threads: request.threads, findsFaces: request.findsFaces,
            progress: progress)
        let fingerprint = scan.fingerprint
        let media = try media(
            file, sha256 ?? SHA256Digest(ofFile: file), scan, request, excluded: excluded, parent: parent?.identity)
        if let known = try registry.registration(of: media, by: publisherKey.publicKey) {
            let receipt = try Self.receipt(media, fingerprint, without: nil, at: known.index, known.checkpoint)
            return Outcome(receipt: receipt, isNew: false)
        }
        // The keys are derived before the registry is locked; only the recording's number is filled in under the lock.
        let passages = excluded.map(\.milliseconds)
        let keyed = try KeyDeriver().postings(of: fingerprint, as: RecordingID(rawValue: 0), excluding: passages)
        guard KeyFloor.isReached(by: keyed) else { throw Self.nothingToFindBy(file) }
        let overlaps = try OverlapNotices(registry, trusting: trusted).notices(
            of: fingerprint, except: parent?.recording, by: publisherKey.publicKey.keyID)
        if request.publication != nil { try withheld.keep(fingerprint.bytes) }
        let isFound = request.publication != .embargoed
        let submission = try registry.submission(
            of: media, fingerprint: request.publication == nil ? fingerprint.bytes : nil, by: publisherKey,
            domain: domain, at: Int64(Date().timeIntervalSince1970)
        ) { recording in isFound ? keyed.map { $0.moved(to: recording) } : [] }
        let appended = try await writer.append(submission)
        var receipt = try Self.receipt(
            media, fingerprint, without: scan.faceSearch.obstacle, at: appended.index, appended.checkpoint)
        receipt.bare = KeyFloor.bareStretches(of: keyed, duration: fingerprint.duration, excluding: passages)
            .map { TimeRange(milliseconds: $0) }
        receipt.overlaps = overlaps
        return Outcome(receipt: receipt, isNew: appended.isNew)
    }

    private func media(
        _ file: String, _ sha256: SHA256Digest, _ scan: ClipScan, _ request: Request,
        excluded: [MediaRegister.ExcludedPassage], parent: SHA256Digest?
    ) throws -> MediaRegister {
        let details = request.details
        let video = scan.description.video
        // The name of a file would say under an embargo what it is.
        let name =
            request.publication == .embargoed
            ? "Recording under embargo" : URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
        return MediaRegister(
            media: .init(
                sha256: sha256, milliseconds: scan.fingerprint.duration, container: scan.description.container,
                width: video?.width, height: video?.height),
            fingerprint: .init(algorithm: Fingerprint.algorithm, bytes: scan.fingerprint.bytes),
            title: details.title ?? name, event: details.eventStatement, language: details.language,
            canonicalURL: details.url, capturedAt: details.recordedAt, publishedAt: details.publishedAt,
            rights: details.rights, excluded: excluded.isEmpty ? nil : excluded, parent: parent,
            publication: request.publication)
    }

    /// The record that this one was made from, which must hold.
    private func parent(
        _ details: RecordingDetails
    ) throws -> (recording: RecordingID, identity: SHA256Digest)? {
        guard let number = try details.parentRecord() else { return nil }
        let recording = RecordingID(rawValue: number)
        guard let signed = try registry.signedStatement(of: recording) else {
            throw Failure(
                "There is no record \(number) that this recording could have been made from.",
                next: "vericlip register the original first.", status: .usage)
        }
        return (recording, signed.statement.identity)
    }

    private static func nothingToFindBy(_ file: String) -> Failure {
        Failure(
            "\(file) holds nothing that it could be found by: its picture is plain or stands still, and it has no sound that changes.",
            tried: "looked for keys in all of it, save in what you excluded.",
            next: "register a recording in which something moves or is said.")
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
            publication: media.publication?.rawValue,
            tracks: (fingerprint?.trackSizes).map {
                .init(picture: $0.picture, sound: $0.sound, faces: $0.faces, detail: $0.detail)
            },
            faces: faces,
            checkpointSize: checkpoint.size, checkpointRootHash: checkpoint.root.hex)
    }
}

extension KeyedPosting {
    fileprivate func moved(to recording: RecordingID) -> KeyedPosting {
        KeyedPosting(key: key, posting: Posting(recording: recording, time: posting.time))
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
