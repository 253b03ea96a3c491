/// 32 bytes of SHA-256. Its text is 64 lowercase hexadecimal digits, and only that is read back.
public struct SHA256Digest: Sendable, Hashable {
    public static let byteCount = 32

    public let bytes: [UInt8]

    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = Array(bytes)
    }

    /// The digest of these bytes.
    public init(of bytes: [UInt8]) {
        var hash = SHA256()
        hash.update(bytes)
        self = hash.finish()
    }

    public init?(hex: String) {
        guard let bytes = [UInt8](lowercaseHex: hex) else { return nil }
        self.init(bytes: bytes)
    }

    init(checked bytes: [UInt8]) { self.bytes = bytes }

    public var hex: String { bytes.lowercaseHex }
}

extension SHA256Digest: Comparable {
    public static func < (a: SHA256Digest, b: SHA256Digest) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
}

extension SHA256Digest: CustomStringConvertible {
    public var description: String { hex }
}

extension SHA256Digest: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let digest = Self(hex: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not 64 lowercase hexadecimal digits")
        }
        self = digest
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}
