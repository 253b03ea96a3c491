/// A question to a time stamp authority (RFC 3161): to state that these bytes were there. The authority's certificates are asked for,
/// so that the answer can be checked by itself, and long after they have expired.
public struct TimeStampRequest: Sendable, Hashable {
    public static let contentType = "application/timestamp-query"

    /// The DER of a TimeStampReq, 59 bytes. Without a nonce: an answer that was given before is as good, and states an
    /// earlier time.
    public let derBytes: [UInt8]

    public init(over message: [UInt8]) {
        derBytes = Self.beforeImprint + SHA256Digest(of: message).bytes + Self.certificatesWanted
    }

    /// SEQUENCE { version 1, SEQUENCE { SEQUENCE { id-sha256, NULL }, OCTET STRING of 32 bytes
    private static let beforeImprint: [UInt8] = [
        0x30, 0x39, 0x02, 0x01, 0x01, 0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04,
        0x02, 0x01, 0x05, 0x00, 0x04, 0x20,
    ]
    /// }, certReq TRUE }
    private static let certificatesWanted: [UInt8] = [0x01, 0x01, 0xFF]
}
