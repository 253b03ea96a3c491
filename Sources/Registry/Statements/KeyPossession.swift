public import Signing

/// A key's own word that it is to be one of a publisher's: without it anybody could list the key of somebody else.
///
/// A signature by the new key over a text that no other use of it signs, in Base64.
public struct KeyPossession: Sendable, Hashable {
    /// 64 bytes: Ed25519, or r and s of ES256.
    let signature: [UInt8]

    /// - Parameter publisher: ID of the key with which the publisher registered.
    public init(of key: borrowing PrivateKey, for publisher: SHA256Digest) throws(SigningError) {
        signature = try key.signature(over: Self.text(key.publicKey.keyID, publisher))
    }

    func holds(for key: PublicKey, of publisher: SHA256Digest) -> Bool {
        key.verifies(signature: signature, over: Self.text(key.keyID, publisher))
    }

    private static func text(_ keyID: SHA256Digest, _ publisher: SHA256Digest) -> [UInt8] {
        Array("vericlip key possession 1\npublisher \(publisher)\nkey \(keyID)\n".utf8)
    }
}

extension KeyPossession: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let bytes = [UInt8](strictBase64: try container.decode(String.self)), bytes.count == 64 else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not 64 bytes in Base64")
        }
        signature = bytes
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(signature.base64)
    }
}
