public import Signing

/// `key.add`: one more key for a publisher, beside those that it has. Signed by a current key of the publisher or by its
/// recovery key.
public struct KeyAdd: Sendable, Hashable, Codable {
    /// ID of the key with which the publisher registered.
    public let publisher: SHA256Digest
    public let key: PublisherRegister.Key
    public let proof: KeyPossession
    /// Where the recovery key signed: the key itself, which was known by its hash alone.
    public let recoveryKey: PublisherRegister.Key?

    public init(
        publisher: SHA256Digest, key: PublicKey, proof: KeyPossession, recoveryKey: PublicKey? = nil
    ) {
        self.publisher = publisher
        self.key = PublisherRegister.Key(key)
        self.proof = proof
        self.recoveryKey = recoveryKey.map(PublisherRegister.Key.init)
    }

    private enum CodingKeys: String, CodingKey {
        case publisher, key, proof
        case recoveryKey = "recovery_key"
    }
}

extension KeyAdd: StatementContent {
    static let type = "key.add"

    func subject(signedBy keyID: SHA256Digest) -> SHA256Digest { key.publicKey.keyID }

    func defect(signedBy keyID: SHA256Digest) -> String? {
        recoveryKey.defect(signedBy: keyID) ?? key.defect(proof: proof, publisher: publisher, recoveryKey: recoveryKey)
    }
}

extension PublisherRegister.Key? {
    /// A recovery key is shown where it signed, and only there.
    func defect(signedBy keyID: SHA256Digest) -> String? {
        guard let self, self.publicKey.keyID != keyID else { return nil }
        return "recovery_key is not the one that signed"
    }
}

extension PublisherRegister.Key {
    /// What is wrong with this as a new key.
    func defect(proof: KeyPossession, publisher: SHA256Digest, recoveryKey: Self?) -> String? {
        if self == recoveryKey { return "the recovery key cannot sign records" }
        return proof.holds(for: publicKey, of: publisher) ? nil : "proof does not show possession of the new key"
    }
}
