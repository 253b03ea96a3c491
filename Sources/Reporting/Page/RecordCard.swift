import Matching
package import Verification

/// A signed recording on a page: who signed it, how they are vouched for, what it is, and whether its record holds.
package struct RecordCard {
    let source: SourceRecord
    let words: Words

    package init(source: SourceRecord, words: Words) {
        self.source = source
        self.words = words
    }

    /// - Parameter passage: rows about the part that a clip is from.
    func html(passage: [(String, String)]) -> String {
        let rows = signer + circumstances + passage + record
        return "<div class=\"card\">\n<h3 dir=\"auto\">\(HTML.escaped(SourceCard.title(of: source, in: words)))</h3>\n"
            + "\(HTML.definitions(rows, in: words))\n</div>"
    }

    /// All there is to say, as rows of a list.
    /// - Parameter name: the publisher's, as HTML.
    package func rows(publisher name: String? = nil) -> [(term: String, html: String)] {
        signer(name: name) + circumstances + record
    }

    private var signer: [(term: String, html: String)] { signer(name: nil) }

    private func signer(name: String?) -> [(term: String, html: String)] {
        guard let publisher = source.publisher else { return [] }
        let name = name ?? HTML.escaped(SourceCard.name(of: publisher, in: words))
        var rows = [
            (
                words(.signedBy),
                "<strong>\(name)</strong>; \(HTML.escaped(SourceCard.trust(source.trust, in: publisher, words)))"
            )
        ]
        if let identity = publisher.identity {
            let text = HTML.escaped(identity)
            rows.append(
                (words(.identity), words.language == .english ? text : "<span lang=\"en\">\(text)</span>"))
        }
        rows += StandingLines.attestations(of: source, in: words).map { (words(.domain), HTML.escaped($0)) }
        if let key = StandingLines.key(of: source, in: words) { rows.append((words(.key), HTML.escaped(key))) }
        rows += source.lookalikes.map {
            (
                words(.caution),
                HTML.escaped(words(.looksLike, ["name": $0.name.printable, "why": $0.why]))
            )
        }
        return rows
    }

    private var circumstances: [(term: String, html: String)] {
        var rows: [(String, String)] = []
        if let event = source.event { rows.append((words(.event), HTML.escaped(event))) }
        if let place = source.place { rows.append((words(.placeStated), HTML.escaped(place))) }
        if let time = source.recordedAt { rows.append((words(.recordedStated), HTML.escaped(time))) }
        if let url = source.url { rows.append((words(.original), HTML.link(url))) }
        if let parent = source.parent {
            rows.append((words(.madeFrom), HTML.escaped(SourceCard.describe(parent, in: words))))
        }
        return rows
    }

    private var record: [(term: String, html: String)] {
        var place = ["number": String(source.recording.rawValue), "index": String(source.logIndex)]
        place["time"] = source.loggedAt
        var rows = [
            (words(.recordOf), HTML.escaped(words(source.loggedAt == nil ? .recordPlace : .recordPlaceTime, place))),
            (words(.checks), HTML.escaped(SourceCard.checks(source, in: words))),
        ]
        if source.state == .withheld {
            rows.append((words(.state), HTML.escaped(words(.isWithheld))))
        }
        if source.state == .canceled, source.standing.withdrawal == nil {
            rows.append((words(.state), HTML.escaped(words(.isWithdrawn))))
        }
        rows += StandingLines.remarks(on: source, in: words).map { (words(.saidSince), HTML.escaped($0)) }
        return rows
    }
}
