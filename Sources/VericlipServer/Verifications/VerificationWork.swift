public import RegistryStorage
public import Reporting
internal import Verification

/// How a clip is verified: what the server does with each.
public struct VerificationWork: Sendable {
    /// - Parameters:
    ///   - path: of the clip.
    ///   - name: what the asker calls it.
    ///   - tell: called with how far it is.
    public typealias Verify =
        @Sendable (
            _ path: String, _ name: String, _ tell: @escaping @Sendable (VerificationProgress) -> Void
        ) async -> Report

    /// Has it done by others.
    /// - Parameter path: of the clip.
    public typealias HandOut =
        @Sendable (
            _ verification: RequestedVerification, _ path: String,
            _ tell: @escaping @Sendable (VerificationProgress) -> Void
        ) async throws(VerificationFailure) -> VerificationOutcome

    /// Clips at a time.
    let atOnce: Int
    let outcome: HandOut
    /// What was handed out is not wanted any more.
    let forget: @Sendable (_ id: String) -> Void

    /// Here, one clip after the other.
    public init(verify: @escaping Verify) {
        atOnce = 1
        outcome = { verification, path, tell throws(VerificationFailure) in
            VerificationOutcome(
                of: await verify(path, verification.name, tell), id: verification.id,
                hasClip: !ClipFingerprint.isDocument(at: path))
        }
        forget = { _ in }
    }

    /// Elsewhere. Where the server is stopped meanwhile, it asks again for the same after the next start.
    public init(
        atOnce: Int, handOut: @escaping HandOut, forget: @escaping @Sendable (_ id: String) -> Void
    ) {
        self.atOnce = atOnce
        outcome = handOut
        self.forget = forget
    }
}

/// Why a clip could not be verified at all, which says nothing of the clip.
public struct VerificationFailure: Error, Hashable {
    /// In a sentence or two.
    public let why: String

    public init(_ why: String) { self.why = why }
}
