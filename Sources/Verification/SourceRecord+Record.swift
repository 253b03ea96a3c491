import Matching
import Registry
import Signing

extension SourceRecord {
    /// A record of the registry, as a report shows it.
    /// - Parameter defect: found when the recording's fingerprint was read.
    init(_ record: Record, defect: RecordDefect?, standing: RecordStanding) {
        let content = record.signed
        let included = if case .proved = record.inclusion { true } else { false }
        let isVoid = record.defects.contains { if case .key = $0 { true } else { false } }
        let witnessed = !record.defects.contains { if case .policy = $0 { true } else { false } }
        self.init(
            recording: record.id, title: content?.media.title, event: content?.media.event?.name,
            recordedAt: content?.media.capturedAt ?? content?.media.event?.date, place: content?.media.event?.place,
            url: content?.media.canonicalURL, width: content?.media.media.width, height: content?.media.media.height,
            publisher: content.map { Publisher($0, trust: record.trust, standing: standing) },
            signature: content != nil && defect == nil ? .holds : .fails,
            trust: isVoid ? .revoked : record.trust == .unknown ? .unknown : .trusted,
            state: standing.withdrawal == nil ? .usable : .canceled, loggedAt: record.loggedAt.iso8601,
            logIndex: Int(record.id.rawValue), inclusion: included ? .holds : .fails,
            witnessing: witnessed ? .holds : .fails, standing: standing)
        duration = content?.media.media.milliseconds
        people = content?.media.people ?? []
        fingerprint = content?.media.fingerprint.sha256.hex
        file = content?.media.media.sha256.hex
    }
}

extension SourceRecord.Publisher {
    fileprivate init(_ content: Record.SignedContent, trust: Record.Trust, standing: RecordStanding) {
        let attestation = standing.attestations.last { !$0.isOwn && $0.by.isTrusted }
        let identity =
            switch trust {
            case .trusted(let name): "you trust this key as “\(name)”"
            case .inherited(let name):
                "you trust another key of this publisher as “\(name)”, and the log leads from one to the other"
            case .unknown:
                attestation.map {
                    "\($0.domain), checked by \($0.by.name ?? "a publisher you trust") on \($0.checkedAt)"
                }
                    ?? "self-asserted"
            }
        let isInherited = if case .inherited = trust { true } else { false }
        self.init(
            name: content.publisher.name, keyID: content.keyID.hex, identity: identity, trustIsInherited: isInherited)
    }
}
