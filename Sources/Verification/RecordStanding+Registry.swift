import Foundation
import Matching
import Registry
import Signing

extension RecordStanding {
    /// What the registry holds of the record beside itself.
    init(
        of record: Record, in registry: any RegistryStore, trusting keys: TrustedKeys
    ) throws(RegistryError) {
        self.init()
        guard let content = record.signed else { return }
        let history = try registry.publisherHistory()
        key = KeyState(record, content)
        attestations = try registry.attestations(of: content.founder).map { remark in
            Attestation(
                domain: remark.content.domain, method: remark.content.method.rawValue,
                checkedAt: remark.content.checkedAt, by: Speaker(remark.signer, history, keys),
                isOwn: remark.signer.founder == content.founder, logIndex: remark.index)
        }
        let remarks = try registry.remarks(on: record.id)
        withdrawal = remarks.retractions.last.map {
            Note(reason: $0.content.reason, logIndex: $0.index, loggedAt: $0.loggedAt.iso8601)
        }
        supersession = remarks.supersessions.last.map {
            Note(reason: $0.content.reason, logIndex: $0.index, loggedAt: $0.loggedAt.iso8601)
        }
        supersededBy = remarks.supersededBy
        disputes = remarks.disputes.map {
            Dispute(
                by: Speaker($0.signer, history, keys), claim: $0.content.claim, url: $0.content.url,
                logIndex: $0.index, loggedAt: $0.loggedAt.iso8601)
        }
    }
}

extension RecordStanding.KeyState {
    fileprivate init(_ record: Record, _ content: Record.SignedContent) {
        for case .key(.notYetAdded(let index)) in record.defects {
            self = .notYetAdded(at: index)
            return
        }
        self =
            content.keyEnd.map { end in
                let cause: Cause =
                    switch end.cause {
                    case .replaced(let key): .replaced(by: key.hex)
                    case .superseded: .superseded
                    case .compromised: .compromised
                    }
                return .ended(cause, from: end.start, statedAt: end.statedAt)
            } ?? .stands
    }
}

extension RecordStanding.Speaker {
    init(_ signer: PublisherHistory.Signer, _ history: PublisherHistory, _ keys: TrustedKeys) {
        let keyID = signer.key.keyID
        self.init(
            name: signer.publisher.name, keyID: keyID.hex, isTrusted: keys.trust(in: keyID, by: history) != .unknown)
    }
}

extension Int64 {
    /// Seconds since 1970 as ISO 8601 in UTC.
    var iso8601: String { Date(timeIntervalSince1970: TimeInterval(self)).formatted(.iso8601) }
}
