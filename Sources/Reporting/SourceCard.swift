import Matching
import Verification

/// Who signed a recording, what it is, and whether its record holds, in lines.
enum SourceCard {
    static func title(of source: SourceRecord, in words: Words = .english) -> String {
        title(source, source.recording, in: words)
    }

    /// - Parameter source: nothing where no more than the number is known.
    static func title(_ source: SourceRecord?, _ recording: RecordingID, in words: Words) -> String {
        source?.title.map { words(.quoted, ["text": $0.printable]) }
            ?? words(.recordInline, ["number": String(recording.rawValue)])
    }

    /// Who signed it.
    static func name(of publisher: SourceRecord.Publisher, in words: Words = .english) -> String {
        publisher.name?.printable ?? words(.unnamedPublisher)
    }

    static func lines(of source: SourceRecord) -> [String] {
        var lines: [String] = []
        let circumstances = [source.event, source.place, source.recordedAt].compactMap { $0?.printable }
        if !circumstances.isEmpty { lines.append(circumstances.joined(separator: ", ")) }
        if !source.people.isEmpty {
            lines.append("With: \(source.people.map(\.printable).joined(separator: ", ")).")
        }
        if let url = source.url { lines.append(url.printable) }
        if let publisher = source.publisher {
            lines.append("Signed by \(name(of: publisher)); \(trust(source.trust, in: publisher)).")
            if let identity = publisher.identity { lines.append("Identity: \(identity.printable).") }
            lines += StandingLines.attestations(of: source)
            if let key = StandingLines.key(of: source) { lines.append(key) }
        }
        lines += source.lookalikes.map {
            "Caution: this publisher looks like \($0.name.printable), which is another key (\($0.why))."
        }
        if let parent = source.parent { lines.append("Made from \(describe(parent)).") }
        let logged = source.loggedAt.map { ", \($0.printable)" } ?? ""
        lines.append("Record \(source.recording.rawValue), log entry \(source.logIndex)\(logged).")
        lines.append(checks(source))
        if source.state == .withheld { lines.append(Words.english(.isWithheld)) }
        if source.state == .canceled, source.standing.withdrawal == nil {
            lines.append(Words.english(.isWithdrawn))
        }
        return lines + StandingLines.remarks(on: source)
    }

    static func describe(_ parent: SourceRecord.Parent, in words: Words = .english) -> String {
        var values = ["number": String(parent.recording.rawValue)]
        values["title"] = parent.title.map { words(.quoted, ["text": $0.printable]) }
        values["signer"] =
            parent.publisher.map { words(.signedByName, ["name": $0.printable]) } ?? words(.signedBySameKey)
        return words(parent.title == nil ? .parentUntitled : .parentTitled, values)
    }

    static func trust(
        _ trust: SourceRecord.Trust, in publisher: SourceRecord.Publisher, _ words: Words = .english
    ) -> String {
        let message: Message =
            switch trust {
            case .trusted: publisher.trustIsInherited ? .keyOfTrusted : .keyTrusted
            case .unknown: .keyStranger
            case .revoked: .keyDidNotSpeak
            case .expired: .keyHasExpired
            }
        return words(message, ["key": String(publisher.keyID.prefix(16))])
    }

    static func checks(_ source: SourceRecord, in words: Words = .english) -> String {
        words(
            source.witnessing == .holds ? .checksOf : .checksWithWitnesses,
            [
                "signature": words(source.signature == .holds ? .signatureHolds : .storedIsNotSigned),
                "inclusion": words(source.inclusion == .holds ? .logContainsIt : .notProvedInLog),
                "witnessing": words(.tooFewWitnesses),
            ])
    }
}
