public import Signing

/// `media.supersede`: a publisher puts another recording of its own in the place of one. Both records stay in the log.
public struct MediaSupersede: Sendable, Hashable, Codable {
    /// Leaf hash of the `media.register` entry that is replaced.
    public let target: SHA256Digest
    /// Leaf hash of the `media.register` entry that takes its place.
    public let replacement: SHA256Digest
    public let reason: String

    public init(target: SHA256Digest, replacement: SHA256Digest, reason: String) {
        self.target = target
        self.replacement = replacement
        self.reason = reason
    }
}

extension MediaSupersede: StatementContent {
    static let type = "media.supersede"

    func subject(signedBy keyID: SHA256Digest) -> SHA256Digest { target }

    func defect(signedBy keyID: SHA256Digest) -> String? {
        if target == replacement { return "replacement is the target itself" }
        return reason.isBlank ? "reason is empty" : nil
    }
}
