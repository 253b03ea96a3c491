import Verification

// The members of report v1 for what later entries of the log say.

extension RecordStanding.KeyState {
    var json: JSONValue? {
        switch self {
        case .stands: return nil
        case .notYetAdded(let index): return .object(["state": .string("not-yet-added"), "statedAt": .integer(index)])
        case .ended(let cause, let start, let statedAt):
            var state = "superseded"
            var successor: String?
            switch cause {
            case .replaced(let key): (state, successor) = ("replaced", key)
            case .superseded: break
            case .compromised: state = "compromised"
            }
            return .object([
                "state": .string(state), "invalidFrom": .integer(start), "statedAt": .integer(statedAt),
                "replacedBy": successor.map(JSONValue.string),
            ])
        }
    }
}

extension RecordStanding.Speaker {
    var json: JSONValue {
        .object([
            "name": name.map(JSONValue.string), "keyId": .string(keyID),
            "trust": .string(isTrusted ? "trusted" : "unknown"),
        ])
    }
}

extension RecordStanding.Note {
    var json: JSONValue {
        .object(["reason": .string(reason), "loggedAt": .string(loggedAt), "logIndex": .integer(logIndex)])
    }
}

extension RecordStanding.Dispute {
    var json: JSONValue {
        .object([
            "by": by.json, "claim": .string(claim), "url": .string(url), "loggedAt": .string(loggedAt),
            "logIndex": .integer(logIndex),
        ])
    }
}

extension RecordStanding.Attestation {
    var json: JSONValue {
        .object([
            "domain": .string(domain), "method": .string(method), "checkedAt": .string(checkedAt), "by": by.json,
            "own": .bool(isOwn), "logIndex": .integer(logIndex),
        ])
    }
}

extension StatedCoverage {
    var json: JSONValue {
        .object([
            "by": by.json, "series": .string(series), "from": .string(from), "until": until.map(JSONValue.string),
            "url": url.map(JSONValue.string), "logIndex": .integer(logIndex),
        ])
    }
}
