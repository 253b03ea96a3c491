import Fingerprinting
import Foundation
import RegistryStorage
import Signing
import VericlipServer

/// A recording that a worker could not read, in a sentence.
struct UnreadRecording: Error {
    let sentence: String
}

extension JobDesk {
    /// Has a clip verified.
    func verify(
        _ verification: RequestedVerification, at path: String, _ request: VerifyRequest,
        tell: @Sendable (VerificationProgress) -> Void
    ) async throws(VerificationFailure) -> VerificationOutcome {
        let order = JobOrder(
            kind: .verify, id: verification.id, asker: asker, tenant: "\(asker)/\(verification.owner)",
            isBatch: verification.batch != nil, request: Self.encoded(request))
        let parts: [String: [UInt8]]
        do throws(Loss) {
            parts = try await outcome(of: order, input: path) { said in
                if let standing = VerificationStanding(json: said) { tell(.elsewhere(standing)) }
            }
        } catch {
            throw VerificationFailure(Self.sentence(error))
        }
        guard let headline = parts[VerifyRequest.headline] else {
            throw VerificationFailure("A worker of another version verified it.")
        }
        let reports = parts.compactMap { name, bytes in
            name.hasPrefix(VerifyRequest.report) ? (String(name.dropFirst(VerifyRequest.report.count)), bytes) : nil
        }
        return VerificationOutcome(
            headline: String(decoding: headline, as: UTF8.self), reports: Dictionary(uniqueKeysWithValues: reports))
    }

    /// Has a recording read.
    /// - Parameters:
    ///   - name: what the recording is called.
    ///   - path: of the recording, where it goes with the job.
    ///   - progress: called with the share of it that was read.
    func scan(
        _ order: JobOrder, named name: String, input path: String?, progress: @Sendable (Double) -> Void = { _ in }
    ) async throws(UnreadRecording) -> ScannedRecording {
        let parts: [String: [UInt8]]
        do throws(Loss) {
            parts = try await outcome(of: order, input: path) { said in
                if let share = Double(String(decoding: said, as: UTF8.self)) { progress(share) }
            }
        } catch {
            throw UnreadRecording(sentence: Self.sentence(error))
        }
        if let refusal = parts[ScanRequest.refusal] {
            throw UnreadRecording(sentence: String(decoding: refusal, as: UTF8.self))
        }
        // What a worker says is signed by whoever asked: it is read as strictly as what comes from anywhere else.
        guard let said = parts[ScanRequest.recording],
            let read = try? JSONDecoder().decode(ReadRecording.self, from: Data(said)),
            let sha256 = SHA256Digest(hex: read.sha256),
            let fingerprint = try? Fingerprint(decoding: parts[ScanRequest.fingerprint] ?? []),
            fingerprint.profile == .registered
        else { throw UnreadRecording(sentence: "A worker gave something else than what a recording holds.") }
        return ScannedRecording(
            file: name, sha256: sha256, container: read.container, width: read.width, height: read.height,
            fingerprint: fingerprint, obstacle: read.obstacle)
    }

    static func encoded(_ request: some Encodable) -> [UInt8] {
        // Texts, numbers and bytes: these always encode.
        (try? JSONEncoder().encode(request)).map(Array.init) ?? []
    }

    private static func sentence(_ loss: Loss) -> String {
        switch loss {
        case .setAside(let why): "It was set aside: \(why)."
        case .unreadable(let error): Failure(error).sentence
        case .cancelled: "It was stopped."
        }
    }
}
