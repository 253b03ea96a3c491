internal import Fingerprinting
internal import FoundationEssentials

/// One message of the child: a kind (1 byte), the length of what follows (4 bytes, little-endian), and that.
package struct AnalysisFrame: Sendable, Hashable {
    package var kind: Kind
    package var payload: [UInt8]

    /// In the order in which a child sends them; `progress` any number of times, `failure` instead of what would follow.
    package enum Kind: UInt8, Sendable {
        /// `Confinement` as JSON: the first frame of every child.
        case confinement = 1
        /// `MediaDescription` as JSON.
        case description = 2
        /// Media time decoded so far in milliseconds: 8 bytes, little-endian.
        case progress = 3
        /// A fingerprint in its canonical encoding.
        case fingerprint = 4
        /// `ScanOutcome` as JSON: the last frame.
        case outcome = 5
        /// `ClipAnalysisError` as JSON: the last frame.
        case failure = 6
        /// A small picture of a `PictureSequence` (`ImagePayload`); any number of times, before the fingerprint.
        case picture = 7
        /// A frame in colour (`ImagePayload`).
        case still = 8
        /// `PartStates` as JSON, after the confinement, where a face detector or a network was named.
        case parts = 9
        /// `ContentCredentials` as JSON, before the description of a query; the last frame where they alone were asked for.
        case credentials = 10
        /// Bytes hashed so far for the Content Credentials, ascending: 8 bytes, little-endian; any number of times before them.
        case hashed = 11
        /// `FaceExamination` as JSON, before the outcome: one for each network that can be run, in the order of the request.
        case faces = 12
        /// `FileFact`s as JSON, before the fingerprint of a query.
        case facts = 13
        /// `LipExamination` as JSON, before the outcome.
        case lips = 14
        /// `VoiceExamination` as JSON, before the outcome.
        case voice = 15
    }

    package init(_ kind: Kind, _ payload: [UInt8] = []) {
        self.kind = kind
        self.payload = payload
    }

    package init(_ kind: Kind, json value: some Encodable) throws {
        self.init(kind, [UInt8](try JSONEncoder().encode(value)))
    }

    package static func progress(milliseconds: Int) -> AnalysisFrame { number(.progress, milliseconds) }

    package static func hashed(bytes: UInt64) -> AnalysisFrame { number(.hashed, Int(clamping: bytes)) }

    private static func number(_ kind: Kind, _ number: Int) -> AnalysisFrame {
        let bits = UInt64(bitPattern: Int64(number))
        return AnalysisFrame(kind, (0..<8).map { UInt8(truncatingIfNeeded: bits >> ($0 * 8)) })
    }

    /// The number of a `progress` or `hashed` frame.
    var number: Int? { Int(exactly: payload.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) }

    package var bytes: [UInt8] {
        let length = UInt32(payload.count)
        return [kind.rawValue] + (0..<4).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) } + payload
    }

    func decodeJSON<Value: Decodable>(_: Value.Type) -> Value? {
        try? JSONDecoder().decode(Value.self, from: Data(payload))
    }
}

/// The end of a job, as the child tells it.
package struct ScanOutcome: Codable, Sendable {
    package var duration: Int
    package var completeness: ClipScan.Completeness
    /// How many pictures or stills were sent; none where those that were sent are not all that were asked for.
    package var images: Int?

    package init(duration: Int, completeness: ClipScan.Completeness, images: Int? = nil) {
        self.duration = duration
        self.completeness = completeness
        self.images = images
    }
}

/// What became of the parts that the child was to load.
package struct PartStates: Codable, Sendable, Hashable {
    /// The face detector; nil where none was named.
    package var detector: DetectorState?
    /// The networks that are given faces, in the order of the request; none without the detector.
    package var faceNetworks: [DetectorState] = []
    /// The network that is given voices; nil where none was named.
    package var voices: DetectorState?

    package init() {}

    var all: [DetectorState] { [detector, voices].compactMap(\.self) + faceNetworks }
}

/// What became of one of them.
package enum DetectorState: Codable, Sendable, Hashable {
    case ready(name: String)
    case altered
    case unusable(reason: String)

    var isReady: Bool { if case .ready = self { true } else { false } }
}

/// A picture as it is sent: its time in milliseconds (8 bytes), width and height (2 bytes each), all little-endian; its values.
package struct ImagePayload: Sendable, Hashable {
    package static let headerLength = 12

    package var time: Int
    package var width: Int
    package var height: Int
    package var values: ArraySlice<UInt8>

    package init(time: Int, width: Int, height: Int, values: ArraySlice<UInt8>) {
        self.time = time
        self.width = width
        self.height = height
        self.values = values
    }

    /// Nil where the bytes are too few for a header.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= Self.headerLength else { return nil }
        func number(_ range: Range<Int>) -> Int {
            range.reversed().reduce(0) { $0 << 8 | Int(bytes[$1]) }
        }
        self.init(
            time: number(0..<8), width: number(8..<10), height: number(10..<12), values: bytes[Self.headerLength...])
    }

    package func frame(_ kind: AnalysisFrame.Kind) -> AnalysisFrame {
        var bytes = (0..<8).map { UInt8(truncatingIfNeeded: time >> ($0 * 8)) }
        bytes += [width, height].flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        return AnalysisFrame(kind, bytes + values)
    }
}

/// Cuts the child's output, which is not trusted, into frames.
struct FrameDecoder {
    /// Most bytes of a JSON frame.
    private static let maximumText = 64 << 10
    /// Most bytes of what was seen of lips: three faces and the sound of a minute take about 100 kB.
    private static let maximumLips = 512 << 10
    /// Most bytes of Content Credentials, within whose own limits they take about 2 MiB.
    private static let maximumCredentials = 4 << 20
    private static let headerLength = 5

    /// The rounding of a grid's sides may give it up to half as many cells again.
    private static let maximumPicture = ImagePayload.headerLength + 2 * PictureSequence.area

    let maximumFingerprint: Int
    /// Bytes of all pictures together, and so of any.
    let maximumImages: Int
    private var buffer: [UInt8] = []

    init(maximumFingerprint: Int, maximumImages: Int) {
        self.maximumFingerprint = maximumFingerprint
        self.maximumImages = maximumImages
    }

    /// Whether the output ended inside a frame.
    var isInsideFrame: Bool { !buffer.isEmpty }

    /// The frames that these bytes complete.
    mutating func add(_ bytes: ArraySlice<UInt8>) throws(ClipAnalysisError) -> [AnalysisFrame] {
        buffer += bytes
        var frames: [AnalysisFrame] = []
        var start = 0
        while buffer.count - start >= Self.headerLength {
            guard let kind = AnalysisFrame.Kind(rawValue: buffer[start]) else {
                throw .analyzerFailed(reason: "it answered with a frame of unknown kind \(buffer[start])")
            }
            let length = (1...4).reduce(0) { $0 | Int(buffer[start + $1]) << (($1 - 1) * 8) }
            try check(kind, length)
            let end = start + Self.headerLength + length
            guard buffer.count >= end else { break }
            frames.append(AnalysisFrame(kind, Array(buffer[start + Self.headerLength..<end])))
            start = end
        }
        if start > 0 { buffer.removeFirst(start) }
        return frames
    }

    private func check(_ kind: AnalysisFrame.Kind, _ length: Int) throws(ClipAnalysisError) {
        switch kind {
        case .fingerprint:
            guard length <= maximumFingerprint else {
                throw .limitExceeded(.fingerprint(allowed: maximumFingerprint))
            }
        case .progress, .hashed:
            guard length == 8 else { throw .analyzerFailed(reason: "it answered with a malformed progress") }
        case .picture: try check(length, atMost: Self.maximumPicture)
        case .still: try check(length, atMost: maximumImages)
        case .credentials: try check(length, atMost: Self.maximumCredentials)
        case .lips: try check(length, atMost: Self.maximumLips)
        case .confinement, .parts, .description, .outcome, .failure, .faces, .facts, .voice:
            try check(length, atMost: Self.maximumText)
        }
    }

    private func check(_ length: Int, atMost allowed: Int) throws(ClipAnalysisError) {
        guard length <= allowed else {
            throw .analyzerFailed(reason: "it answered with \(length) bytes where at most \(allowed) are allowed")
        }
    }
}
