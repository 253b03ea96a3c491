import Matching
import Verification

/// Who signed a recording, what it is, and whether its record holds, in lines.
enum SourceCard {
    static func title(of source: SourceRecord) -> String {
        source.title.map { "“\($0.printable)”" } ?? "record \(source.recording.rawValue)"
    }

    static func lines(of source: SourceRecord) -> [String] {
        var lines: [String] = []
        let circumstances = [source.event, source.place, source.recordedAt].compactMap { $0?.printable }
        if !circumstances.isEmpty { lines.append(circumstances.joined(separator: ", ")) }
        if let url = source.url { lines.append(url.printable) }
        if let publisher = source.publisher {
            let name = publisher.name?.printable ?? "an unnamed publisher"
            lines.append("Signed by \(name); \(trust(source.trust, in: publisher)).")
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
        if source.state == .withheld { lines.append("The publisher withholds this recording for now.") }
        if source.state == .canceled, source.standing.withdrawal == nil {
            lines.append("The publisher has withdrawn this recording.")
        }
        return lines + StandingLines.remarks(on: source)
    }

    static func describe(_ parent: SourceRecord.Parent) -> String {
        let title = parent.title.map { ", “\($0.printable)”" } ?? ""
        let signer = parent.publisher.map { "signed by \($0.printable)" } ?? "signed by the same key"
        return "record \(parent.recording.rawValue)\(title), \(signer)"
    }

    static func trust(_ trust: SourceRecord.Trust, in publisher: SourceRecord.Publisher) -> String {
        let key = "key \(publisher.keyID.prefix(16))"
        return switch trust {
        case .trusted:
            publisher.trustIsInherited ? "\(key) belongs to one you trust" : "\(key) is among the keys you trust"
        case .unknown: "\(key) is not among the keys you trust"
        case .revoked: "\(key) did not speak for it there"
        case .expired: "\(key) has expired"
        }
    }

    static func checks(_ source: SourceRecord) -> String {
        let signature = source.signature == .holds ? "The signature holds" : "What is stored is not what was signed"
        let inclusion = source.inclusion == .holds ? "the log contains it" : "it is not proved to be in the log"
        let witnessing =
            source.witnessing == .holds ? "" : "; too few of the witnesses that you ask for have cosigned it"
        return "\(signature); \(inclusion)\(witnessing)."
    }
}
