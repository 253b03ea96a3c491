import ClipAnalysis
import Fingerprinting

/// Clips of which only the fingerprint is at hand.
extension Verifier {
    /// The verdict as far as the fingerprint tells: sound is compared as ever, the picture in time and place alone, and reads
    /// `not-checked`.
    public func verdict(
        on clip: ClipFingerprint, located: (@Sendable ([FoundSource]) -> Void)? = nil
    ) async throws -> Verdict {
        let scan = ClipScan(
            description: clip.description, fingerprint: clip.fingerprint, duration: clip.fingerprint.duration,
            confinement: Confinement(
                resourceLimits: false, systemCallFilter: false, reason: "no file was read"))
        var verdict = try await verdict(on: scan, clip: clip.clip, located: located)
        verdict.limits.append(.fingerprintOnly)
        return verdict
    }
}
