import Foundation
import Matching
import Registry
import Signing

extension SourceRecord {
    /// A record of the registry, as a report shows it.
    /// - Parameter defect: found when the recording's fingerprint was read.
    init(_ record: Record, defect: RecordDefect?) {
        let content = record.signed
        let included = if case .proved = record.inclusion { true } else { false }
        let witnessed = !record.defects.contains { if case .policy = $0 { true } else { false } }
        self.init(
            recording: record.id, title: content?.media.title, event: content?.media.event?.name,
            recordedAt: content?.media.capturedAt ?? content?.media.event?.date, place: content?.media.event?.place,
            url: content?.media.canonicalURL, width: content?.media.media.width, height: content?.media.media.height,
            publisher: content.map { Publisher($0, trust: record.trust) },
            signature: content != nil && defect == nil ? .holds : .fails,
            trust: record.trust == .unknown ? .unknown : .trusted,
            loggedAt: Date(timeIntervalSince1970: TimeInterval(record.loggedAt)).formatted(.iso8601),
            logIndex: Int(record.id.rawValue), inclusion: included ? .holds : .fails,
            witnessing: witnessed ? .holds : .fails)
    }
}

extension SourceRecord.Publisher {
    fileprivate init(_ content: Record.SignedContent, trust: Record.Trust) {
        let identity =
            switch trust {
            case .trusted(let name): "you trust this key as “\(name)”"
            case .unknown: "self-asserted"
            }
        self.init(name: content.publisher.name, keyID: content.keyID.hex, identity: identity)
    }
}
