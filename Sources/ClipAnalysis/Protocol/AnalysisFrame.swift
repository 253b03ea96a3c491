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
    }

    package init(_ kind: Kind, _ payload: [UInt8] = []) {
        self.kind = kind
        self.payload = payload
    }

    package init(_ kind: Kind, json value: some Encodable) throws {
        self.init(kind, [UInt8](try JSONEncoder().encode(value)))
    }

    package static func progress(milliseconds: Int) -> AnalysisFrame {
        let bits = UInt64(bitPattern: Int64(milliseconds))
        return AnalysisFrame(.progress, (0..<8).map { UInt8(truncatingIfNeeded: bits >> ($0 * 8)) })
    }

    package var bytes: [UInt8] {
        let length = UInt32(payload.count)
        return [kind.rawValue] + (0..<4).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) } + payload
    }

    func decodeJSON<Value: Decodable>(_: Value.Type) -> Value? {
        try? JSONDecoder().decode(Value.self, from: Data(payload))
    }
}

/// The end of a scan, as the child tells it.
package struct ScanOutcome: Codable, Sendable {
    package var duration: Int
    package var completeness: ClipScan.Completeness

    package init(duration: Int, completeness: ClipScan.Completeness) {
        self.duration = duration
        self.completeness = completeness
    }
}

/// Cuts the child's output, which is not trusted, into frames.
struct FrameDecoder {
    /// Most bytes of a JSON frame.
    private static let maximumText = 64 << 10
    private static let headerLength = 5

    let maximumFingerprint: Int
    private var buffer: [UInt8] = []

    init(maximumFingerprint: Int) {
        self.maximumFingerprint = maximumFingerprint
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
        case .progress:
            guard length == 8 else { throw .analyzerFailed(reason: "it answered with a malformed progress") }
        case .confinement, .description, .outcome, .failure:
            guard length <= Self.maximumText else {
                throw .analyzerFailed(reason: "it answered with \(length) bytes where at most 65536 are allowed")
            }
        }
    }
}
