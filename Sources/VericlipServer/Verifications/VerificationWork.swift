public import Reporting

/// How a clip is verified: what the server does with each.
public struct VerificationWork: Sendable {
    /// - Parameters:
    ///   - path: of the clip.
    ///   - name: what the asker calls it.
    ///   - progress: called with the share of the clip that was read, 0 to 1.
    public typealias Verify =
        @Sendable (_ path: String, _ name: String, _ progress: @escaping @Sendable (Double) -> Void) async -> Report

    let verify: Verify

    public init(verify: @escaping Verify) { self.verify = verify }
}
