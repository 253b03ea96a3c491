import Matching
import Verification

/// What became of a record and its key since, in lines: who says what, and in which entry of the log.
enum StandingLines {
    /// Withdrawals, replacements and disputes: what a reader must see before relying on the record.
    static func remarks(on source: SourceRecord, in words: Words = .english) -> [String] {
        let standing = source.standing
        var lines: [String] = []
        if let note = standing.withdrawal { lines.append(words(.hasWithdrawn, values(of: note, in: words))) }
        if let note = standing.supersession, let other = standing.supersededBy {
            let values = values(of: note, in: words).merging(["number": String(other.rawValue)]) { $1 }
            lines.append(words(.hasReplaced, values))
        }
        lines += standing.disputes.map { dispute in
            words(
                .disputedBy,
                [
                    "who": speaker(dispute.by, in: words),
                    "place": place(dispute.logIndex, dispute.loggedAt, in: words),
                    "claim": words(.quoted, ["text": dispute.claim.printable]), "url": dispute.url.printable,
                ])
        }
        return lines
    }

    /// The same for the list of findings, where the record must be named.
    static func findings(on source: SourceRecord, in words: Words = .english) -> [String] {
        remarks(on: source, in: words).map {
            words(.titled, ["title": SourceCard.title(of: source, in: words), "text": $0])
        }
    }

    /// Who checked the publisher's domains.
    static func attestations(of source: SourceRecord, in words: Words = .english) -> [String] {
        source.standing.attestations.map { attestation in
            words(
                .attestedBy,
                [
                    "domain": attestation.domain.printable, "time": attestation.checkedAt.printable,
                    "who": attestation.isOwn ? words(.publisherItself) : speaker(attestation.by, in: words),
                    "method": attestation.method.printable, "index": String(attestation.logIndex),
                ])
        }
    }

    /// What became of the key; nothing for one that stands.
    static func key(of source: SourceRecord, in words: Words = .english) -> String? {
        switch source.standing.key {
        case .stands: nil
        case .notYetAdded(let index): words(.keyNotYet, ["index": String(index)])
        case .ended(let cause, let start, let statedAt):
            words(
                source.logIndex < start ? .keyEndedLater : .keyEndedBefore,
                ["end": end(cause, statedAt, in: words), "start": String(start)])
        }
    }

    /// Why the key does not speak for its publisher in the record's entry.
    static func failure(of source: SourceRecord, in words: Words = .english) -> String {
        switch source.standing.key {
        case .stands: words(.failRevoked)
        case .notYetAdded(let index): words(.failNotYet, ["index": String(index)])
        case .ended(.compromised, let start, _): words(.failCompromised, ["index": String(start)])
        case .ended(_, _, let statedAt): words(.failEnded, ["index": String(statedAt)])
        }
    }

    private static func end(
        _ cause: RecordStanding.KeyState.Cause, _ statedAt: Int, in words: Words
    ) -> String {
        var values = ["index": String(statedAt)]
        switch cause {
        case .replaced(let key):
            values["key"] = String(key.prefix(16))
            return words(.wasReplaced, values)
        case .superseded: return words(.wasRetired, values)
        case .compromised: return words(.wasCompromised, values)
        }
    }

    static func speaker(_ speaker: RecordStanding.Speaker, in words: Words = .english) -> String {
        words(
            .speaker,
            [
                "name": speaker.name?.printable ?? words(.unnamedPublisher),
                "trust": speaker.isTrusted
                    ? words(.whomYouTrust) : words(.strangerKey, ["key": String(speaker.keyID.prefix(16))]),
            ])
    }

    private static func values(of note: RecordStanding.Note, in words: Words) -> [String: String] {
        [
            "place": place(note.logIndex, note.loggedAt, in: words),
            "reason": words(.quoted, ["text": note.reason.printable]),
        ]
    }

    private static func place(_ index: Int, _ time: String, in words: Words) -> String {
        words(.logPlace, ["index": String(index), "time": time.printable])
    }

    /// What a publisher says it registers completely.
    static func coverage(_ coverage: StatedCoverage, in words: Words = .english) -> String {
        words(
            coverage.until == nil ? .coversSince : .coversFrom,
            [
                "name": coverage.by.name?.printable ?? words(.aPublisherYouTrust),
                "series": words(.quoted, ["text": coverage.series.printable]), "from": coverage.from.printable,
                "until": coverage.until?.printable ?? "", "index": String(coverage.logIndex),
            ])
    }
}
