internal import Hummingbird
internal import RegistryStorage
internal import Reporting

/// Everything that was handed in, and a form to find it by.
struct VerificationListPage {
    let page: ServerPage
    let query: Query
    let found: [RequestedVerification]
    /// Where older ones go on; nothing where there are none.
    let older: String?

    private var words: Words { page.words }

    var html: String {
        page.document(
            title: "Vericlip: \(words(.verifications))",
            [
                """
                <section aria-labelledby="list"><h1 id="list">\(page.text(.verifications))</h1>
                \(form)
                \(found.isEmpty ? HTML.element("p", words(.nothingFound)) : VerificationList(words: words, shown: found).html)
                \(older.map { "<p><a href=\"\(HTML.escaped($0))\" rel=\"next\">\(page.text(.older))</a></p>" } ?? "")
                <p id="status" role="status"></p>
                </section>
                """
            ])
    }

    /// What is looked for, as the form says it.
    struct Query {
        /// By the code of the relation, as in report v1.
        static let verdicts: [(code: String, headline: Message)] = [
            ("same", .relationSame), ("edited", .relationEdited), ("changed", .relationChanged),
            ("mixed", .relationMixed), ("no-source", .relationNoSource), ("cannot-assess", .relationCannotAssess),
            ("record-fails", .recordFails),
        ]

        let name: String?
        let verdict: String?
        let from: String?
        let until: String?

        init(_ request: Request) throws(Problem) {
            name = try request.text("query")
            verdict = try request.text("verdict")
            from = try request.text("from")
            until = try request.text("until")
        }

        var filter: VerificationFilter {
            // Headlines are kept in English.
            let headline = Self.verdicts.first { $0.code == verdict }.map { Words(.english)($0.headline) }
            return VerificationFilter(name: name, headline: headline, from: from, until: until)
        }
    }

    private var form: String {
        let options = Query.verdicts.map { code, headline in
            "<option value=\"\(code)\"\(query.verdict == code ? " selected" : "")>\(page.text(headline))</option>"
        }
        return SearchForm(
            page: page, action: "/verifications", query: query.name, label: .searchWords,
            more: """
                <p><label for="verdict">\(page.text(.verdict))</label><select id="verdict" name="verdict">
                <option value="">\(page.text(.anyVerdict))</option>
                \(options.joined(separator: "\n"))
                </select></p>
                <p><label for="from">\(page.text(.handedInFrom))</label>\
                <input type="date" id="from" name="from" value="\(HTML.escaped(query.from ?? ""))"></p>
                <p><label for="until">\(page.text(.handedInUntil))</label>\
                <input type="date" id="until" name="until" value="\(HTML.escaped(query.until ?? ""))"></p>
                """
        ).html
    }
}

/// A form that looks for something on the same page.
struct SearchForm {
    let page: ServerPage
    let action: String
    let query: String?
    let label: Message
    var more = ""

    var html: String {
        """
        <form class="search" role="search" method="get" action="\(action)">
        <p><label for="query">\(page.text(label))</label>\
        <input type="search" id="query" name="query" maxlength="255" value="\(HTML.escaped(query ?? ""))"></p>
        \(more)
        <p><button type="submit">\(page.text(.search))</button></p>
        </form>
        """
    }
}
