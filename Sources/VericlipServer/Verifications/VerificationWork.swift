public import Reporting

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

    let verify: Verify

    public init(verify: @escaping Verify) { self.verify = verify }
}
