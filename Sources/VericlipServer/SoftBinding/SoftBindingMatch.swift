internal import Foundation
internal import Matching
internal import Media
internal import Reporting
internal import Signing

/// A record that a clip comes from, and where in it: a match of the Soft Binding Resolution API.
struct SoftBindingMatch: Sendable, Hashable {
    /// Where a stretch of the clip lies in the recording, in milliseconds.
    struct Segment: Sendable, Hashable {
        let clip: Range<Int>
        let source: Range<Int>
    }

    let recording: RecordingID
    var segments: [Segment]
    /// How the clip relates to what it comes from, as in report v1; absent where only its place was looked for.
    var relation: String?
    var confidence: String?

    init(_ alignment: Alignment) {
        recording = alignment.recording
        segments = alignment.segments.map { segment in
            Segment(
                clip: segment.clip.start.milliseconds..<segment.clip.end.milliseconds,
                source: segment.source.start.milliseconds..<segment.source.end.milliseconds)
        }
    }

    private init(_ recording: RecordingID, _ report: ReportParts) {
        self.recording = recording
        segments = report.segments.filter { $0.record == String(recording.rawValue) }.compactMap(\.segment)
        relation = report.relation
        confidence = report.confidence
    }

    /// Of a report in JSON, in the order in which the records come.
    static func matches(inReport report: [UInt8]) -> [SoftBindingMatch] {
        guard let parts = try? JSONDecoder().decode(ReportParts.self, from: Data(report)) else { return [] }
        var recordings: [RecordingID] = []
        for segment in parts.segments {
            guard let number = UInt32(segment.record) else { continue }
            let recording = RecordingID(rawValue: number)
            if !recordings.contains(recording) { recordings.append(recording) }
        }
        return recordings.map { SoftBindingMatch($0, parts) }
    }

    /// The standard's members, and what it has none for. There is no manifest: its name is that of the signed statement. There is no
    /// score either, which would be no measure of anything.
    func json(_ record: RecordResource) -> JSONValue {
        .object([
            "manifestId": .string("urn:sha256:\(record.statement.identity.hex)"),
            "vericlip.match": .object([
                "record": .string(String(recording.rawValue)), "relation": relation.map(JSONValue.string),
                "confidence": confidence.map(JSONValue.string),
                "segments": .array(
                    segments.map { .object(["clip": Self.json($0.clip), "source": Self.json($0.source)]) }),
                "source": record.source.json,
            ]),
        ])
    }

    private static func json(_ range: Range<Int>) -> JSONValue {
        .object(["start": .thousandths(range.lowerBound), "end": .thousandths(range.upperBound)])
    }
}

/// What of a report says where a clip comes from.
private struct ReportParts: Decodable {
    let relation: String
    let confidence: String?
    let segments: [Segment]

    struct Segment: Decodable {
        let record: String
        let clip: Stretch
        let source: Stretch

        var segment: SoftBindingMatch.Segment? {
            guard let clip = clip.milliseconds, let source = source.milliseconds else { return nil }
            return SoftBindingMatch.Segment(clip: clip, source: source)
        }
    }

    struct Stretch: Decodable {
        let start: Double
        let end: Double

        var milliseconds: Range<Int>? {
            let bounds = [start, end].map { Int(($0 * 1000).rounded()) }
            return bounds[0] <= bounds[1] ? bounds[0]..<bounds[1] : nil
        }
    }
}
