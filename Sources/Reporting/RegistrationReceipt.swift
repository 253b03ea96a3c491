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
    /// Absent, as `faces`, where the registry holds only the fingerprint's hash.
    public var tracks: Tracks?
    public var faces: Faces?
    /// The log after the statement was taken.
    public var checkpointSize: Int
    public var checkpointRootHash: String

    public init(
        record: String, title: String?, logIndex: Int, duration: Int, fingerprintSHA256: String,
        fingerprintBytes: Int, tracks: Tracks?, faces: Faces?, checkpointSize: Int, checkpointRootHash: String
    ) {
        self.record = record
        self.title = title
        self.logIndex = logIndex
        self.duration = duration
        self.fingerprintSHA256 = fingerprintSHA256
        self.fingerprintBytes = fingerprintBytes
        self.tracks = tracks
        self.faces = faces
        self.checkpointSize = checkpointSize
        self.checkpointRootHash = checkpointRootHash
    }

    /// Bytes that each track of the fingerprint takes, 0 where there is none.
    public struct Tracks: Sendable, Hashable {
        public var picture: Int
        public var sound: Int
        public var faces: Int
        public var detail: Int

        public init(picture: Int, sound: Int, faces: Int, detail: Int) {
            self.picture = picture
            self.sound = sound
            self.faces = faces
            self.detail = detail
        }
    }

    /// Whether the recording was searched for faces.
    public enum Faces: Sendable, Hashable {
        /// With this detector; how many were followed, one that was lost and found again counting anew.
        case scanned(detector: String, count: Int)
        /// Why not, as the end of a sentence, where that is known.
        case notScanned(reason: String?)
    }

    /// What the fingerprint holds, in words.
    public var holds: String? {
        guard let tracks, let faces else { return nil }
        let parts = [
            ("picture", tracks.picture), ("sound", tracks.sound), ("faces", tracks.faces), ("detail", tracks.detail),
        ]
        let sizes = parts.filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        return switch faces {
        case .scanned(_, 1): "\(sizes) bytes; 1 face followed"
        case .scanned(_, let count): "\(sizes) bytes; \(count) faces followed"
        case .notScanned(let reason): "\(sizes) bytes; without faces\(reason.map { ": \($0)" } ?? "")"
        }
    }

    public var json: JSONValue {
        .object([
            "schema": .string(Self.schema),
            "record": .string(record),
            "title": title.map(JSONValue.string),
            "logIndex": .integer(logIndex),
            "duration": .thousandths(duration),
            "fingerprint": .object([
                "sha256": .string(fingerprintSHA256), "bytes": .integer(fingerprintBytes),
                "tracks": tracks.map {
                    .object([
                        "picture": .integer($0.picture), "sound": .integer($0.sound), "faces": .integer($0.faces),
                        "detail": .integer($0.detail),
                    ])
                },
            ]),
            "faces": faces.map(Self.json),
            "checkpoint": .object([
                "size": .integer(checkpointSize), "rootHash": .string(checkpointRootHash),
            ]),
        ])
    }

    private static func json(_ faces: Faces) -> JSONValue {
        switch faces {
        case .scanned(let detector, let count):
            .object(["scanned": .bool(true), "detector": .string(detector), "count": .integer(count)])
        case .notScanned(let reason):
            .object(["scanned": .bool(false), "reason": reason.map(JSONValue.string)])
        }
    }
}
