public import Media

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
    /// What is withheld of the fingerprint, as in the statement; absent where nothing is.
    public var publication: String?
    /// Absent, as `faces`, where the registry holds only the fingerprint's hash.
    public var tracks: Tracks?
    public var faces: Faces?
    /// The log after the statement was taken.
    public var checkpointSize: Int
    public var checkpointRootHash: String
    /// Stretches that hold nothing to be found by.
    public var bare: [TimeRange] = []
    /// What the recording shares with others that are registered.
    public var overlaps: [Overlap] = []

    public init(
        record: String, title: String?, logIndex: Int, duration: Int, fingerprintSHA256: String,
        fingerprintBytes: Int, publication: String? = nil, tracks: Tracks?, faces: Faces?, checkpointSize: Int,
        checkpointRootHash: String
    ) {
        self.record = record
        self.title = title
        self.logIndex = logIndex
        self.duration = duration
        self.fingerprintSHA256 = fingerprintSHA256
        self.fingerprintBytes = fingerprintBytes
        self.publication = publication
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

    /// Footage that is in another record too.
    public struct Overlap: Sendable, Hashable {
        public var record: String
        public var title: String?
        public var publisher: String?
        /// Signed by the key that registers.
        public var isOwn: Bool
        public var here: TimeRange
        public var source: TimeRange

        public init(
            record: String, title: String?, publisher: String?, isOwn: Bool, here: TimeRange, source: TimeRange
        ) {
            self.record = record
            self.title = title
            self.publisher = publisher
            self.isOwn = isOwn
            self.here = here
            self.source = source
        }

        fileprivate var sentence: String {
            let whose = isOwn ? "you" : publisher?.printable ?? "a publisher that could not be read"
            let name = title.map { "“\($0.printable)”, " } ?? ""
            return "Notice: \(Clock.text(here)) is also in record \(record), \(name)signed by \(whose), "
                + "at \(Clock.text(source)). Both will be shown."
        }
    }

    /// What the publisher should know, one line each.
    public var notices: [String] {
        var lines: [String] = []
        if !bare.isEmpty {
            let stretches = bare.map { Clock.text($0) }.joined(separator: ", ")
            lines.append(
                "Nothing to be found by at \(stretches): plain or still picture and no sound that changes. "
                    + "A clip of that alone will not be found.")
        }
        switch publication {
        case "embargoed":
            lines.append(
                "Under embargo: nobody can find it before you run: vericlip reveal \(record). "
                    + "Its title and the file's hash are in the log now, for everybody to read.")
        case "keys":
            lines.append(
                "Only its keys and its fingerprint's hash are published: clips of it are found, but neither picture nor sound "
                    + "can be compared by whoever lacks the fingerprint, so that no clip certifies.")
        default: break
        }
        return lines + overlaps.map(\.sentence)
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
                "publication": publication.map(JSONValue.string),
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
            "bare": bare.isEmpty ? nil : .array(bare.map(\.json)),
            "overlaps": overlaps.isEmpty
                ? nil
                : .array(
                    overlaps.map {
                        .object([
                            "record": .string($0.record), "title": $0.title.map(JSONValue.string),
                            "publisher": $0.publisher.map(JSONValue.string), "own": .bool($0.isOwn),
                            "here": $0.here.json, "source": $0.source.json,
                        ])
                    }),
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
