import ClipAnalysis
import Fingerprinting
import Foundation
import Media
import Registry
import Reporting
import Signing
import TransparencyLog

extension MediaRegister {
    /// What a publisher signs of a recording that was scanned.
    /// - Parameter parent: the identity of the statement of what it was made from.
    init(
        _ file: String, sha256: SHA256Digest, _ scan: ClipScan, _ request: RegistrationOrder,
        excluded: [ExcludedPassage], parent: SHA256Digest?
    ) {
        let details = request.details
        let video = scan.description.video
        // The name of a file would say under an embargo what it is.
        let name =
            request.publication == .embargoed
            ? "Recording under embargo" : URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
        self.init(
            media: .init(
                sha256: sha256, milliseconds: scan.fingerprint.duration, container: scan.description.container,
                width: video?.width, height: video?.height),
            fingerprint: .init(algorithm: Fingerprint.algorithm, bytes: scan.fingerprint.bytes),
            title: details.title ?? name, event: details.eventStatement, language: details.language,
            canonicalURL: details.url, capturedAt: details.recordedAt, publishedAt: details.publishedAt,
            rights: details.rights, excluded: excluded.isEmpty ? nil : excluded, parent: parent,
            publication: request.publication)
    }
}

/// How a file is to be registered.
struct RegistrationOrder {
    var details: RecordingDetails
    var publication: MediaRegister.Publication?
    var threads: Int
    var findsFaces: Bool
}

/// What became of a file.
struct RegistrationOutcome {
    var receipt: RegistrationReceipt
    var isNew: Bool
}

/// Registers recordings: in this home's registry, or in one on another machine.
protocol RecordingRegistrar: ~Copyable {
    func register(
        _ file: String, _ order: RegistrationOrder, progress: @escaping @Sendable (ScanProgress) -> Void
    ) async throws -> RegistrationOutcome
}

extension RegistrationReceipt {
    /// - Parameter obstacle: why faces were not looked for, where that is known.
    init(
        _ media: MediaRegister, _ fingerprint: Fingerprint?, without obstacle: String?, at index: Int,
        _ checkpoint: Checkpoint
    ) throws {
        let faces: Faces? = try fingerprint.map {
            guard let track = try $0.faces() else { return .notScanned(reason: obstacle) }
            return .scanned(detector: track.scan.detector, count: track.faces.count)
        }
        self.init(
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

extension Failure {
    static func nothingToFindBy(_ file: String) -> Failure {
        Failure(
            "\(file) holds nothing that it could be found by: its picture is plain or stands still, and it has no sound that changes.",
            tried: "looked for keys in all of it, save in what you excluded.",
            next: "register a recording in which something moves or is said.")
    }

    static func noParent(_ number: UInt32) -> Failure {
        Failure(
            "There is no record \(number) that this recording could have been made from.",
            next: "vericlip register the original first.", status: .usage)
    }
}
