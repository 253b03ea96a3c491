public import Signing

/// `dispute`: somebody contests a record, and says where the grounds can be read. Any publisher of the log may; it is shown
/// beside the record with who said it, and changes nothing else.
public struct Dispute: Sendable, Hashable, Codable {
    /// Leaf hash of the `media.register` entry.
    public let target: SHA256Digest
    public let claim: String
    public let url: String

    public init(target: SHA256Digest, claim: String, url: String) {
        self.target = target
        self.claim = claim
        self.url = url
    }
}

extension Dispute: StatementContent {
    static let type = "dispute"

    func subject(signedBy keyID: SHA256Digest) -> SHA256Digest { target }

    func defect(signedBy keyID: SHA256Digest) -> String? {
        if claim.isBlank { return "claim is empty" }
        return url.isWebAddress ? nil : "url is not a web address"
    }
}
