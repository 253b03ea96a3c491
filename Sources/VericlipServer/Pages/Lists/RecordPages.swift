internal import Matching
internal import Media
internal import Registry
internal import Reporting
internal import Signing
internal import Verification

/// The registered recordings, and a page for each: its permanent address.
struct RecordPages {
    let page: ServerPage

    private var words: Words { page.words }

    /// - Parameters:
    ///   - found: the newest first.
    ///   - next: address of the page with older ones.
    func list(_ found: [SourceRecord], query: String?, next: String?) -> String {
        let items = found.map { source in
            let number = source.recording.rawValue
            let title = source.title ?? words(.record, ["number": String(number)])
            let facts = [source.publisher?.name, source.event, source.recordedAt].compactMap { $0 }
            let fails = source.holds ? "" : " <strong>\(page.text(.failingRecord))</strong>"
            return """
                <li><a href="/records/\(number)"><bdi>\(HTML.escaped(title))</bdi></a>\(fails)
                <span class="note"><bdi>\(HTML.escaped(facts.joined(separator: " · ")))</bdi></span></li>
                """
        }
        return page.document(
            title: "Vericlip: \(words(.records))",
            [
                """
                <section aria-labelledby="list"><h1 id="list">\(page.text(.records))</h1>
                <p>\(page.text(.recordsIntro))</p>
                \(SearchForm(page: page, action: "/records", query: query, label: .searchRecords).html)
                \(items.isEmpty ? HTML.element("p", words(.nothingFound)) : "<ul class=\"done-list\">\n\(items.joined(separator: "\n"))\n</ul>")
                \(next.map { "<p><a href=\"\(HTML.escaped($0))\" rel=\"next\">\(page.text(.more))</a></p>" } ?? "")
                </section>
                """
            ])
    }

    /// - Parameters:
    ///   - media: as it was signed; nothing where that cannot be read.
    ///   - publisher: ID of the key with which the signer registered.
    func record(_ source: SourceRecord, media: MediaRegister?, publisher: SHA256Digest?) -> String {
        let number = source.recording.rawValue
        let name = publisher.map {
            "<a href=\"/publishers/\($0.hex)\">\(HTML.escaped(source.publisher?.name ?? $0.hex))</a>"
        }
        var rows = RecordCard(source: source, words: words).rows(publisher: name)
        if let media {
            rows.append((words(.length), HTML.escaped(Clock.text(MediaTime(milliseconds: media.media.milliseconds)))))
            for passage in source.excluded {
                rows.append(
                    (words(.passagesExcluded), HTML.escaped("\(Clock.text(passage.range)): \(passage.why)")))
            }
            rows.append((words(.fileHash), HTML.escaped(media.media.sha256.hex)))
        }
        return page.document(
            title: "Vericlip: \(source.title ?? words(.record, ["number": String(number)]))",
            [
                """
                <section aria-labelledby="title">
                <p class="eyebrow">\(page.text(.record, ["number": String(number)]))</p>
                <h1 id="title" dir="auto">\(HTML.escaped(source.title ?? words(.record, ["number": String(number)])))</h1>
                <div class="card">\(HTML.definitions(rows, in: words))</div>
                </section>
                """,
                HTML.section(
                    words(.proof), id: "proof",
                    [
                        HTML.element("p", words(.checkYourself)),
                        "<p dir=\"ltr\"><code>vericlip export \(number)</code></p>",
                    ]),
            ])
    }
}
