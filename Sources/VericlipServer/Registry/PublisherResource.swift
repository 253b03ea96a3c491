internal import Registry
internal import Reporting
internal import Signing

/// A publisher of the log as the API shows it.
struct PublisherResource {
    /// ID of the key with which it registered: what stays when keys change.
    let founder: SHA256Digest
    let publisher: PublisherRegister
    let history: PublisherHistory

    /// Nothing where no publisher has registered with the key.
    init?(_ founder: SHA256Digest, _ history: PublisherHistory) {
        guard let publisher = history.publisher(founder) else { return nil }
        self.founder = founder
        self.publisher = publisher
        self.history = history
    }

    /// As it describes itself.
    var summary: [JSONValue.Member] {
        let value: JSONValue = .object([
            "id": .string(founder.hex), "name": .string(publisher.name),
            "kind": publisher.kind.map { .string($0.rawValue) }, "country": publisher.country.map(JSONValue.string),
            "domains": publisher.domains.map { .array($0.map(JSONValue.string)) },
            "contact": publisher.contact.map(JSONValue.string),
        ])
        guard case .object(let members) = value else { return [] }
        return members
    }

    /// With every key that it ever had, and what the log says of them.
    func whole(attestations: [Remark<IdentityAttest>]) -> JSONValue {
        let value: JSONValue = .object([
            "keys": .array(history.keys(of: founder).map(Self.json)),
            "recoveryKeyId": history.recoveryKey(of: founder).map { .string($0.hex) },
            "attestations": .array(attestations.map(attestation)),
            // Those that had no effect included: whoever tries to take a key over is seen.
            "entries": .array(history.entries(about: founder).map(entry)),
        ])
        guard case .object(let members) = value else { return value }
        return .object(summary + members)
    }

    private static func json(_ key: PublisherHistory.PublisherKey) -> JSONValue {
        .object([
            "keyId": .string(key.key.keyID.hex), "algorithm": .string(key.key.algorithm.name),
            "spki": .string(key.key.derBytes.base64), "addedAt": .integer(key.addedAt), "from": .integer(key.start),
            "end": key.end.map(json),
        ])
    }

    private static func json(_ end: KeyEnd<SHA256Digest>) -> JSONValue {
        var successor: String?
        let cause: String
        switch end.cause {
        case .replaced(let key): (cause, successor) = ("replaced", key.hex)
        case .superseded: cause = "superseded"
        case .compromised: cause = "compromised"
        }
        return .object([
            "cause": .string(cause), "invalidFrom": .integer(end.start), "statedAt": .integer(end.statedAt),
            "replacedBy": successor.map(JSONValue.string),
        ])
    }

    private func attestation(_ remark: Remark<IdentityAttest>) -> JSONValue {
        .object([
            "domain": .string(remark.content.domain), "keyId": .string(remark.content.subject.hex),
            "method": .string(remark.content.method.rawValue), "checkedAt": .string(remark.content.checkedAt),
            "by": .object(["id": .string(remark.signer.founder.hex), "name": .string(remark.signer.publisher.name)]),
            "own": .bool(remark.signer.founder == founder), "logIndex": .integer(remark.index),
        ])
    }

    private func entry(_ index: Int) -> JSONValue {
        .object([
            "logIndex": .integer(index), "defect": history.defect(at: index).map { .string($0.sentence) },
        ])
    }
}
