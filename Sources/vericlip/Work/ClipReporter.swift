import Fingerprinting
import Foundation
import Reporting
import VericlipServer
import Verification

/// Verifies a clip for the page and the API, with evidence and what is examined beside: in the server itself, or in a worker.
struct ClipReporter: Sendable {
    let check: ClipCheck
    let examination: AskedExamination
    let threads: Int

    func report(
        on path: String, name: String, tell: @escaping @Sendable (VerificationProgress) -> Void
    ) async -> Report {
        let fingerprint = KeptFingerprint()
        let found = await check.verdict(
            on: path, name: name, threads: threads, progress: { tell(.reading($0.fraction ?? 0)) },
            fingerprinted: fingerprint.take, located: { tell(.comparing($0)) })
        tell(.examining(headline: Self.report(found, nil).headline))
        let verdict = await examination.examine(found, clip: path)
        var made = Self.report(verdict, await check.evidence(for: verdict, clip: path, original: nil))
        made.clipFingerprint = fingerprint.value?.picture == nil ? nil : fingerprint.value?.bytes
        return made
    }

    private static func report(_ verdict: Verdict, _ evidence: Evidence?) -> Report {
        Report(
            verdict: verdict, checkedAt: Date().formatted(.iso8601), toolVersion: Vericlip.version, evidence: evidence)
    }
}
