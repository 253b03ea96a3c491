public import Signing

/// `key.revoke`: a key is no longer the publisher's. Signed by a current key of the publisher or by its recovery key.
///
/// Without `invalidAfter` the key's later entries are void. With it, those from that entry of the log on: the key was in other
/// hands since. Only the recovery key may reach back, or whoever steals one key could void what the others signed.
public struct KeyRevoke: Sendable, Hashable, Codable {
    /// ID of the key with which the publisher registered.
    public let publisher: SHA256Digest
    public let keyID: SHA256Digest
    public let reason: Reason
    /// Number of the first entry of the log that does not count if this key signed it.
    public let invalidAfter: Int?
    /// Where the recovery key signed: the key itself, which was known by its hash alone.
    public let recoveryKey: PublisherRegister.Key?

    public init(
        publisher: SHA256Digest, keyID: SHA256Digest, reason: Reason, invalidAfter: Int? = nil,
        recoveryKey: PublicKey? = nil
    ) {
        self.publisher = publisher
        self.keyID = keyID
        self.reason = reason
        self.invalidAfter = invalidAfter
        self.recoveryKey = recoveryKey.map(PublisherRegister.Key.init)
    }

    public enum Reason: String, Sendable, Codable, CaseIterable { case superseded, compromised }

    private enum CodingKeys: String, CodingKey {
        case publisher, reason
        case keyID = "kid"
        case invalidAfter = "invalid_after"
        case recoveryKey = "recovery_key"
    }
}

extension KeyRevoke: StatementContent {
    static let type = "key.revoke"

    func subject(signedBy keyID: SHA256Digest) -> SHA256Digest { self.keyID }

    func defect(signedBy keyID: SHA256Digest) -> String? {
        if let defect = recoveryKey.defect(signedBy: keyID) { return defect }
        guard let invalidAfter else { return nil }
        if invalidAfter < 0 { return "invalid_after is out of range" }
        if reason != .compromised { return "invalid_after is for compromised keys" }
        return recoveryKey == nil ? "only the recovery key can say invalid_after" : nil
    }
}
