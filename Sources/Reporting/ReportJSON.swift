import Comparison
import Detection
import Matching
import Media
public import Verification

extension Report {
    /// The report as the one contract of command line, API and web page.
    public var json: JSONValue {
        .object([
            "schema": .string(Self.schema),
            "tool": .object(["name": .string("vericlip"), "version": .string(toolVersion)]),
            "checkedAt": .string(checkedAt),
            "clip": verdict.clip.json,
            "registry": verdict.registry?.json,
            "relation": .string(verdict.relation.code),
            "confidence": verdict.confidenceCode.map(JSONValue.string),
            "reason": verdict.reasonCode.map(JSONValue.string) ?? .null,
            "headline": .string(Wording.headline(of: verdict)),
            "findings": .array(Wording.findings(of: verdict).map(JSONValue.string)),
            "adjustments": .array(verdict.adjustments.map { .string($0.rawValue) }),
            "segments": .array(verdict.segments.map(\.json)),
            "differences": .array(verdict.differences.map(\.json)),
            "sources": .array(verdict.sources.map(\.json)),
            "contentCredentials": verdict.contentCredentials?.json,
            "fileFacts": verdict.facts.isEmpty ? nil : .array(verdict.facts.map(\.json)),
            "detectors": verdict.detectors.isEmpty ? nil : .array(verdict.detectors.map(\.json)),
            "people": verdict.people.isEmpty ? nil : .array(verdict.people.map(\.json)),
            "limits": .array(Wording.limits(of: verdict).map(JSONValue.string)),
        ])
    }
}

extension Verdict {
    /// Why the verdict is only possible, or why there is none. Absent where it stands.
    public var reasonCode: String? {
        if case .cannotAssess(let obstacle) = relation { return obstacle.code.rawValue }
        if case .possible(let doubt) = confidence { return doubt.rawValue }
        return nil
    }
}

extension Verdict {
    /// As in report v1; absent where there is no match that it could be said of.
    var confidenceCode: String? {
        switch relation {
        case .same, .edited, .changed, .mixed: confidence == .match ? "match" : "possible"
        case .noSource, .cannotAssess: nil
        }
    }
}

extension Relation {
    /// As in report v1.
    public var code: String {
        switch self {
        case .same: "same"
        case .edited: "edited"
        case .changed: "changed"
        case .mixed: "mixed"
        case .noSource: "no-source"
        case .cannotAssess: "cannot-assess"
        }
    }
}

extension ClipFacts {
    fileprivate var json: JSONValue {
        .object([
            "name": .string(name),
            "sha256": sha256.map(JSONValue.string),
            "duration": duration.map(JSONValue.thousandths),
            "video": description?.video?.json,
            "audio": description?.audio?.json,
        ])
    }
}

extension MediaDescription.Video {
    fileprivate var json: JSONValue {
        .object([
            "width": .integer(width), "height": .integer(height), "frameRate": frameRate.map(JSONValue.rounded),
            "codec": .string(codec),
        ])
    }
}

extension MediaDescription.Audio {
    fileprivate var json: JSONValue {
        .object(["sampleRate": .integer(sampleRate), "channels": .integer(channels), "codec": .string(codec)])
    }
}

extension RegistryState {
    fileprivate var json: JSONValue {
        .object([
            "origin": .string(origin), "size": size.map(JSONValue.integer),
            "rootHash": rootHash.map(JSONValue.string),
            "recordings": .integer(recordings),
            "coverage": coverage.isEmpty ? nil : .array(coverage.map(\.json)),
        ])
    }
}

extension TimeRange {
    var json: JSONValue {
        .object(["start": .thousandths(start.milliseconds), "end": .thousandths(end.milliseconds)])
    }
}

extension VerifiedSegment {
    fileprivate var json: JSONValue {
        .object([
            "clip": clip.json, "record": recording.json, "source": source.json, "speed": .rounded(speed),
            "mirrored": .bool(mirrored), "picture": .string(picture.rawValue), "sound": .string(sound.rawValue),
            "pictureReasons": pictureReasons.isEmpty
                ? nil : .array(pictureReasons.map { .string($0.rawValue) }),
        ])
    }
}

extension Difference {
    fileprivate var json: JSONValue {
        .object([
            "track": .string(track.rawValue), "kind": .string(kind.rawValue), "clip": clip.json,
            "source": source?.json, "record": recording?.json, "box": box?.json,
            "subject": subject.map { .string($0.rawValue) },
            "strength": .string(strength.rawValue),
        ])
    }
}

extension FrameBox {
    fileprivate var json: JSONValue {
        .object(["x": .rounded(x), "y": .rounded(y), "width": .rounded(width), "height": .rounded(height)])
    }
}

extension SourceRecord {
    /// As one of `sources`.
    public var json: JSONValue {
        .object([
            "record": recording.json,
            "title": title.map(JSONValue.string),
            "event": event.map(JSONValue.string),
            "recordedAt": recordedAt.map(JSONValue.string),
            "place": place.map(JSONValue.string),
            "url": url.map(JSONValue.string),
            "duration": duration.map(JSONValue.thousandths),
            "publisher": publisher.map {
                .object([
                    "name": $0.name.map(JSONValue.string), "keyId": .string($0.keyID),
                    "identity": $0.identity.map(JSONValue.string), "key": standing.key.json,
                    "attestations": standing.attestations.isEmpty
                        ? nil : .array(standing.attestations.map(\.json)),
                    "lookalikes": lookalikes.isEmpty
                        ? nil
                        : .array(lookalikes.map { .object(["name": .string($0.name), "why": .string($0.why)]) }),
                ])
            },
            "parent": parent.map {
                .object([
                    "record": $0.recording.json, "title": $0.title.map(JSONValue.string),
                    "publisher": $0.publisher.map(JSONValue.string),
                ])
            },
            "people": people.isEmpty ? nil : .array(people.map(JSONValue.string)),
            "excluded": excluded.isEmpty
                ? nil : .array(excluded.map { .object(["range": $0.range.json, "why": .string($0.why)]) }),
            "signature": .string(signature == .holds ? "valid" : "invalid"),
            "trust": .string(trust.rawValue),
            "state": .string(state.rawValue),
            "loggedAt": loggedAt.map(JSONValue.string),
            "logIndex": .integer(logIndex),
            "inclusion": .string(inclusion == .holds ? "proved" : "failed"),
            "withdrawal": standing.withdrawal?.json,
            "supersededBy": standing.supersededBy?.json,
            "supersession": standing.supersession?.json,
            "disputes": standing.disputes.isEmpty ? nil : .array(standing.disputes.map(\.json)),
        ])
    }
}

extension RecordingID {
    fileprivate var json: JSONValue { .string(String(rawValue)) }
}
