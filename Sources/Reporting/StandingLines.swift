import Matching
import Verification

/// What became of a record and its key since, in lines: who says what, and in which entry of the log.
enum StandingLines {
    /// Withdrawals, replacements and disputes: what a reader must see before relying on the record.
    static func remarks(on source: SourceRecord) -> [String] {
        let standing = source.standing
        var lines: [String] = []
        if let note = standing.withdrawal {
            lines.append("The publisher has withdrawn this recording (\(place(note))): “\(note.reason.printable)”.")
        }
        if let note = standing.supersession, let other = standing.supersededBy {
            lines.append(
                "The publisher has put record \(other.rawValue) in its place (\(place(note))): “\(note.reason.printable)”."
            )
        }
        lines += standing.disputes.map { dispute in
            "Disputed by \(speaker(dispute.by)) (log entry \(dispute.logIndex), \(dispute.loggedAt.printable)): "
                + "“\(dispute.claim.printable)”, \(dispute.url.printable)."
        }
        return lines
    }

    /// The same for the list of findings, where the record must be named.
    static func findings(on source: SourceRecord) -> [String] {
        remarks(on: source).map { "\(SourceCard.title(of: source)): \($0)" }
    }

    /// Who checked the publisher's domains.
    static func attestations(of source: SourceRecord) -> [String] {
        source.standing.attestations.map { attestation in
            let by = attestation.isOwn ? "the publisher itself" : speaker(attestation.by)
            return
                "Domain \(attestation.domain.printable) named the publisher's key on \(attestation.checkedAt.printable), "
                + "says \(by) (\(attestation.method.printable), log entry \(attestation.logIndex))."
        }
    }

    /// What became of the key; nothing for one that stands.
    static func key(of source: SourceRecord) -> String? {
        switch source.standing.key {
        case .stands: nil
        case .notYetAdded(let index): "The key became the publisher's only in log entry \(index)."
        case .ended(let cause, let start, let statedAt):
            source.logIndex < start
                ? "The key \(end(cause, statedAt)); this record came before and stays valid."
                : "The key \(end(cause, statedAt)): nothing that it signed from entry \(start) on counts."
        }
    }

    /// Why the key does not speak for its publisher in the record's entry.
    static func failure(of source: SourceRecord) -> String {
        switch source.standing.key {
        case .stands: "the key that signed it was revoked"
        case .notYetAdded(let index): "the key that signed it became the publisher's only in log entry \(index)"
        case .ended(.compromised, let start, _):
            "the key that signed it was no longer in the publisher's hands alone from log entry \(start) on"
        case .ended(_, _, let statedAt):
            "the key that signed it was no longer the publisher's since log entry \(statedAt)"
        }
    }

    private static func end(_ cause: RecordStanding.KeyState.Cause, _ statedAt: Int) -> String {
        switch cause {
        case .replaced(let key): "was replaced by key \(key.prefix(16)) in log entry \(statedAt)"
        case .superseded: "was retired in log entry \(statedAt)"
        case .compromised: "was called compromised in log entry \(statedAt)"
        }
    }

    static func speaker(_ speaker: RecordStanding.Speaker) -> String {
        let trust =
            speaker.isTrusted ? "whom you trust" : "key \(speaker.keyID.prefix(16)), not among the keys you trust"
        return "\(speaker.name?.printable ?? "an unnamed publisher") (\(trust))"
    }

    private static func place(_ note: RecordStanding.Note) -> String {
        "log entry \(note.logIndex), \(note.loggedAt.printable)"
    }

    /// What a publisher says it registers completely.
    static func coverage(_ coverage: StatedCoverage) -> String {
        let period =
            coverage.until.map { "from \(coverage.from.printable) to \($0.printable)" }
            ?? "since \(coverage.from.printable)"
        return "\(coverage.by.name?.printable ?? "A publisher you trust") says that it registers all of "
            + "“\(coverage.series.printable)” \(period) (log entry \(coverage.logIndex))."
    }
}
