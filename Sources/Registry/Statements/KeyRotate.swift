public import Signing

/// `key.rotate`: a new key for a publisher in place of one that it has or had. Signed by a current key of the publisher (the
/// replaced one, as a rule) or by its recovery key.
///
/// What the replaced key signed before stays valid; what it signs later is not.
public struct KeyRotate: Sendable, Hashable, Codable {
    /// ID of the key with which the publisher registered.
    public let publisher: SHA256Digest
    public let replaces: SHA256Digest
    public let key: PublisherRegister.Key
    public let proof: KeyPossession
    /// Where the recovery key signed: the key itself, which was known by its hash alone.
    public let recoveryKey: PublisherRegister.Key?

    public init(
        publisher: SHA256Digest, replaces: SHA256Digest, key: PublicKey, proof: KeyPossession,
        recoveryKey: PublicKey? = nil
    ) {
        self.publisher = publisher
        self.replaces = replaces
        self.key = PublisherRegister.Key(key)
        self.proof = proof
        self.recoveryKey = recoveryKey.map(PublisherRegister.Key.init)
    }

    private enum CodingKeys: String, CodingKey {
        case publisher, replaces, key, proof
        case recoveryKey = "recovery_key"
    }
}

extension KeyRotate: StatementContent {
    static let type = "key.rotate"

    func subject(signedBy keyID: SHA256Digest) -> SHA256Digest { key.publicKey.keyID }

    func defect(signedBy keyID: SHA256Digest) -> String? {
        recoveryKey.defect(signedBy: keyID) ?? key.defect(proof: proof, publisher: publisher, recoveryKey: recoveryKey)
    }
}
