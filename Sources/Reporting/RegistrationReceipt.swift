/// What `register` prints for a file: `vericlip.registration/1`.
public struct RegistrationReceipt: Sendable, Hashable {
    public static let schema = "vericlip.registration/1"

    public var record: String
    public var title: String?
    public var logIndex: Int
    /// In milliseconds.
    public var duration: Int
    /// SHA-256 of the fingerprint in lower-case hexadecimal, and its length.
    public var fingerprintSHA256: String
    public var fingerprintBytes: Int
    /// The log after the statement was taken.
    public var checkpointSize: Int
    public var checkpointRootHash: String

    public init(
        record: String, title: String?, logIndex: Int, duration: Int, fingerprintSHA256: String,
        fingerprintBytes: Int, checkpointSize: Int, checkpointRootHash: String
    ) {
        self.record = record
        self.title = title
        self.logIndex = logIndex
        self.duration = duration
        self.fingerprintSHA256 = fingerprintSHA256
        self.fingerprintBytes = fingerprintBytes
        self.checkpointSize = checkpointSize
        self.checkpointRootHash = checkpointRootHash
    }

    public var json: JSONValue {
        .object([
            "schema": .string(Self.schema),
            "record": .string(record),
            "title": title.map(JSONValue.string),
            "logIndex": .integer(logIndex),
            "duration": .thousandths(duration),
            "fingerprint": .object(["sha256": .string(fingerprintSHA256), "bytes": .integer(fingerprintBytes)]),
            "checkpoint": .object([
                "size": .integer(checkpointSize), "rootHash": .string(checkpointRootHash),
            ]),
        ])
    }
}
