internal import Foundation
internal import Registry
internal import Reporting
internal import Signing
internal import Verification

/// A publisher as it describes itself in the log, and its keys.
struct ListedPublisher {
    /// ID of the key with which it registered.
    let founder: SHA256Digest
    let content: PublisherRegister
    let keys: [PublisherHistory.PublisherKey]

    /// Nothing where the key registered nobody.
    init?(_ founder: SHA256Digest, _ history: PublisherHistory) {
        guard let content = history.publisher(founder) else { return nil }
        self.founder = founder
        self.content = content
        keys = history.keys(of: founder)
    }
}

/// The publishers of the log, and a page for each: how it is vouched for, its keys over time, and what it has registered.
struct PublisherPages {
    let page: ServerPage

    private var words: Words { page.words }

    func list(_ found: [ListedPublisher], query: String?, next: String?) -> String {
        let items = found.map { publisher in
            let facts =
                [publisher.content.kind?.rawValue, publisher.content.country].compactMap { $0 }
                + (publisher.content.domains ?? [])
            return """
                <li><a href="/publishers/\(publisher.founder.hex)"><bdi>\(HTML.escaped(publisher.content.name))</bdi></a>
                <span class="note"><bdi>\(HTML.escaped(facts.joined(separator: " · ")))</bdi></span></li>
                """
        }
        return page.document(
            title: "Vericlip: \(words(.publishers))",
            [
                """
                <section aria-labelledby="list"><h1 id="list">\(page.text(.publishers))</h1>
                <p>\(page.text(.publishersIntro))</p>
                \(SearchForm(page: page, action: "/publishers", query: query, label: .searchPublishers).html)
                \(items.isEmpty ? HTML.element("p", words(.nothingFound)) : "<ul class=\"done-list\">\n\(items.joined(separator: "\n"))\n</ul>")
                \(next.map { "<p><a href=\"\(HTML.escaped($0))\" rel=\"next\">\(page.text(.more))</a></p>" } ?? "")
                </section>
                """
            ])
    }

    /// - Parameters:
    ///   - trust: the operator's, in the key that it registered with.
    ///   - attestations: who checked which of its domains.
    func publisher(
        _ publisher: ListedPublisher, trust: Record.Trust, attestations: [Remark<IdentityAttest>]
    ) -> String {
        let content = publisher.content
        var rows: [(term: String, html: String)] = []
        if let kind = content.kind { rows.append((words(.kind), HTML.escaped(kind.rawValue))) }
        if let country = content.country { rows.append((words(.country), HTML.escaped(country))) }
        if let domains = content.domains, !domains.isEmpty {
            rows.append((words(.domains), HTML.escaped(domains.joined(separator: ", "))))
        }
        if let contact = content.contact { rows.append((words(.contact), HTML.escaped(contact))) }
        let vouched = self.vouched(publisher, trust, attestations)
        return page.document(
            title: "Vericlip: \(content.name)",
            [
                """
                <section aria-labelledby="title"><p class="eyebrow">\(page.text(.publishers))</p>
                <h1 id="title" dir="auto">\(HTML.escaped(content.name))</h1>
                \(rows.isEmpty ? "" : "<div class=\"card\">\(HTML.definitions(rows, in: words))</div>")
                </section>
                """,
                HTML.section(
                    words(.vouchedFor), id: "vouched",
                    vouched.isEmpty ? [HTML.element("p", words(.selfAsserted))] : vouched),
                HTML.section(
                    words(.keyHistory), id: "keys",
                    ["<ol>\n\(publisher.keys.map(key).joined(separator: "\n"))\n</ol>"]),
                HTML.section(
                    words(.recordsOfPublisher), id: "records",
                    ["<p><a href=\"\(recordsAddress(content.name))\">\(page.text(.records))</a></p>"]),
            ])
    }

    private func recordsAddress(_ name: String) -> String {
        "/records?query=" + (name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
    }

    private func vouched(
        _ publisher: ListedPublisher, _ trust: Record.Trust, _ attestations: [Remark<IdentityAttest>]
    ) -> [String] {
        var lines: [String] = []
        switch trust {
        case .trusted(let name): lines.append(words.html(.operatorTrusts, ["name": "“\(name)”"]))
        case .inherited(let name): lines.append(words.html(.operatorTrustsOther, ["name": "“\(name)”"]))
        case .unknown: break
        }
        lines += attestations.map { remark in
            let isOwn = remark.signer.founder == publisher.founder
            return words.html(
                .domainNamedKey,
                [
                    "domain": remark.content.domain, "time": remark.content.checkedAt,
                    "who": isOwn ? words(.publisherItself) : remark.signer.publisher.name,
                    "index": String(remark.index),
                ])
        }
        return lines.map { "<p>\($0)</p>" }
    }

    private func key(_ key: PublisherHistory.PublisherKey) -> String {
        var facts = [words(.keyAdded, ["index": String(key.addedAt)])]
        if let end = key.end {
            facts.append(words(.keyEnded, ["index": String(end.statedAt), "start": String(end.start)]))
        } else {
            facts.append(words(.keyStands))
        }
        return "<li><code dir=\"ltr\">\(key.key.keyID.hex)</code> (\(HTML.escaped(key.key.algorithm.name))): "
            + "\(HTML.escaped(facts.joined(separator: "; ")))</li>"
    }
}
