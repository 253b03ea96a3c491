public import Signing

/// `media.retract`: a publisher withdraws a recording of its own. The record stays in the log, and is shown as withdrawn.
public struct MediaRetract: Sendable, Hashable, Codable {
    /// Leaf hash of the `media.register` entry.
    public let target: SHA256Digest
    public let reason: String

    public init(target: SHA256Digest, reason: String) {
        self.target = target
        self.reason = reason
    }
}

extension MediaRetract: StatementContent {
    static let type = "media.retract"

    func subject(signedBy keyID: SHA256Digest) -> SHA256Digest { target }

    func defect(signedBy keyID: SHA256Digest) -> String? { reason.isBlank ? "reason is empty" : nil }
}
