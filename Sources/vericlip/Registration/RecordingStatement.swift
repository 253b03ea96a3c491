import ClipAnalysis
import Fingerprinting
import Foundation
import Media
import Registry
import Reporting
import Signing
import TransparencyLog

/// What the log takes of a recording: the hash of its file, and what the child made of it.
struct ScannedRecording {
    /// Path or name of the file.
    var file: String
    var sha256: SHA256Digest
    var container: String
    var width: Int?
    var height: Int?
    var fingerprint: Fingerprint
    /// Why faces were not looked for, where that is known.
    var obstacle: String?

    /// What it is called where nobody says: the file's name without its ending.
    var name: String { URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent }
}

extension ScannedRecording {
    init(_ file: String, sha256: SHA256Digest?, _ scan: ClipScan) throws {
        let video = scan.description.video
        self.init(
            file: file, sha256: try sha256 ?? SHA256Digest(ofFile: file), container: scan.description.container,
            width: video?.width, height: video?.height, fingerprint: scan.fingerprint,
            obstacle: scan.faceSearch.obstacle)
    }
}

extension MediaRegister {
    /// What a publisher signs of a recording that was scanned.
    /// - Parameter parent: the identity of the statement of what it was made from.
    init(
        _ recording: ScannedRecording, _ request: RegistrationOrder, excluded: [ExcludedPassage],
        parent: SHA256Digest?
    ) {
        let details = request.details
        // The name of a file would say under an embargo what it is.
        let name = request.publication == .embargoed ? "Recording under embargo" : recording.name
        self.init(
            media: .init(
                sha256: recording.sha256, milliseconds: recording.fingerprint.duration,
                container: recording.container, width: recording.width, height: recording.height),
            fingerprint: .init(algorithm: Fingerprint.algorithm, bytes: recording.fingerprint.bytes),
            title: details.title ?? name, event: details.eventStatement, language: details.language,
            canonicalURL: details.url, capturedAt: details.recordedAt, publishedAt: details.publishedAt,
            rights: details.rights, people: details.names, excluded: excluded.isEmpty ? nil : excluded, parent: parent,
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

    /// Waits for what goes on after a registration was acknowledged.
    func settle() async
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
