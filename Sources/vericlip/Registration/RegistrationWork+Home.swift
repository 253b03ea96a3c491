import ClipAnalysis
import Fingerprinting
import Foundation
import Matching
import Media
import Registry
import RegistryStorage
import Reporting
import Signing
import VericlipServer

extension RegistrationWork {
    /// Registers in a home's own log under its publisher's key, as `vericlip register` does.
    /// - Parameters:
    ///   - desk: where recordings are handed out to be read; nothing where they are read here.
    ///   - atOnce: recordings that are handed out at a time.
    init(home: Home, threads: Int, desk: JobDesk? = nil, atOnce: Int = 1) {
        self.init(atOnce: desk == nil ? 1 : atOnce) { draft, path, progress throws(RegistrationRefusal) in
            try await Self.refusing {
                let recording =
                    if let desk {
                        try await desk.scan(draft, at: path, progress: progress)
                    } else {
                        try ScannedRecording(
                            path, sha256: nil,
                            await Registrar.scan(path, threads: threads, findsFaces: draft.findsFaces) {
                                progress($0.fraction ?? 0)
                            })
                    }
                return try Registrar(home: home).analysis(of: recording, named: draft.name)
            }
        } check: { details throws(RegistrationRefusal) in
            do throws(Failure) { _ = try Self.order(details) } catch { throw RegistrationRefusal(error.sentence) }
        } register: { draft, analysis, bytes throws(RegistrationRefusal) in
            try await Self.refusing {
                guard let sha256 = SHA256Digest(hex: analysis.sha256) else { throw CocoaError(.coderInvalidValue) }
                let recording = ScannedRecording(
                    file: draft.name, sha256: sha256,
                    container: analysis.container, width: analysis.width, height: analysis.height,
                    fingerprint: try Fingerprint(decoding: bytes), obstacle: analysis.obstacle)
                let outcome = try await Registrar(home: home).log(recording, Self.order(draft.details))
                return outcome.receipt.logIndex
            }
        } forget: { id in
            desk?.forget(id)
        }
    }

    /// What a form says, as the command's flags and sidecars say it.
    private static func order(_ said: [String: String]) throws(Failure) -> RegistrationOrder {
        var members = said
        let publish = members.removeValue(forKey: "publish") ?? "all"
        let details = try RecordingDetails(members, from: "the form")
        try details.validate()
        let publication: MediaRegister.Publication?
        switch publish {
        case "all": publication = nil
        case "keys": publication = .keys
        case "embargo": publication = .embargoed
        default:
            throw Failure(
                "“\(publish)” is nothing that can be published.", next: "all, keys or embargo.", status: .usage)
        }
        return RegistrationOrder(details: details, publication: publication, threads: 1, findsFaces: true)
    }

    private static func refusing<Value>(
        _ body: () async throws -> Value
    ) async throws(RegistrationRefusal) -> Value {
        do {
            return try await body()
        } catch let error as RegistrationRefusal {
            throw error
        } catch let error as UnreadRecording {
            throw RegistrationRefusal(error.sentence)
        } catch let failure as Failure {
            throw RegistrationRefusal(failure.sentence)
        } catch let error as ClipAnalysisError {
            throw RegistrationRefusal(Failure(error, path: "The recording").sentence)
        } catch let error as RegistryError {
            throw RegistrationRefusal(Failure(error).sentence)
        } catch let error as SigningError {
            throw RegistrationRefusal(Failure(error).sentence)
        } catch {
            throw RegistrationRefusal("The recording could not be registered: \(error)")
        }
    }
}

extension Registrar {
    /// What a recording holds, and who has registered footage of it; nothing is signed.
    func analysis(
        of recording: ScannedRecording, named name: String
    ) throws -> (analysis: RecordingAnalysis, fingerprint: [UInt8]) {
        let fingerprint = recording.fingerprint
        let keyed = try KeyDeriver().postings(of: fingerprint, as: RecordingID(rawValue: 0), excluding: [])
        guard KeyFloor.isReached(by: keyed) else { throw Failure.nothingToFindBy(name) }
        let overlaps = try overlaps(of: fingerprint).map { overlap in
            RecordingAnalysis.Overlap(
                record: overlap.record, title: overlap.title, publisher: overlap.publisher, isOwn: overlap.isOwn,
                here: overlap.here.milliseconds, source: overlap.source.milliseconds)
        }
        let analysis = RecordingAnalysis(
            sha256: recording.sha256.hex, container: recording.container, width: recording.width,
            height: recording.height, duration: fingerprint.duration, faces: try fingerprint.faces()?.faces.count,
            obstacle: recording.obstacle,
            bare: KeyFloor.bareStretches(of: keyed, duration: fingerprint.duration, excluding: []),
            overlaps: overlaps, searched: try recordingCount())
        return (analysis, fingerprint.bytes)
    }
}

extension JobDesk {
    /// Somebody sits before the page and waits.
    fileprivate func scan(
        _ draft: RegistrationDraft, at path: String, progress: @Sendable (Double) -> Void
    ) async throws(UnreadRecording) -> ScannedRecording {
        let order = JobOrder(
            kind: .scan, id: draft.id, asker: asker, tenant: "\(asker)/\(draft.owner)", isBatch: false,
            request: Self.encoded(ScanRequest(file: nil, findsFaces: draft.findsFaces)))
        let recording = try await scan(order, named: draft.name, input: path, progress: progress)
        return recording
    }
}

extension TimeRange {
    fileprivate var milliseconds: Range<Int> { start.milliseconds..<max(start.milliseconds, end.milliseconds) }
}
