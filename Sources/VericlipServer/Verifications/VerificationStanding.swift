internal import Foundation
internal import Media
internal import Reporting
internal import Verification

/// How far a verification is that runs; as JSON between a worker and the server that asks it.
public struct VerificationStanding: Sendable, Hashable, Codable {
    /// Raw values as in the API.
    public enum Stage: String, Sendable, Codable {
        case reading, comparing, examining
    }

    public private(set) var stage = Stage.reading
    /// Of the clip, read so far.
    public private(set) var percent = 0
    /// Where the clip lies, as soon as that is known: no verdict. A JSON array, as the API has it.
    public private(set) var found: String?
    /// What the relation is, as soon as it stands.
    public private(set) var headline: String?

    public init() {}

    /// From a worker; nothing where it is not one, or where the server could not hand it on.
    public init?(json: [UInt8]) {
        guard let standing = try? JSONDecoder().decode(Self.self, from: Data(json)),
            (0...100).contains(standing.percent),
            standing.found.map(Self.isArray) ?? true
        else { return nil }
        self = standing
    }

    private static func isArray(_ text: String) -> Bool {
        !text.contains { $0.isNewline } && (try? JSONSerialization.jsonObject(with: Data(text.utf8))) is [Any]
    }

    public mutating func take(_ news: VerificationProgress) {
        switch news {
        case .reading(let share):
            percent = min(max(Int(share * 100), 0), 100)
            stage = percent < 100 ? .reading : .comparing
        case .comparing(let found):
            self.found = found.isEmpty ? nil : JSONValue.array(found.map(\.json)).compact
            (stage, percent) = (.comparing, 100)
        case .examining(let headline):
            self.headline = headline
            (stage, percent) = (.examining, 100)
        case .elsewhere(let standing): self = standing
        }
    }
}

extension FoundSource {
    /// The record as report v1 has it, and where the clip lies in it.
    fileprivate var json: JSONValue {
        func json(_ range: TimeRange) -> JSONValue {
            .object([
                "start": .thousandths(range.start.milliseconds), "end": .thousandths(range.end.milliseconds),
            ])
        }
        return .object([
            "source": record.json,
            "segments": .array(passages.map { .object(["clip": json($0.clip), "source": json($0.source)]) }),
        ])
    }
}
