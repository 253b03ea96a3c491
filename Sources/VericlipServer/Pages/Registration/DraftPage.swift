internal import Media
internal import RegistryStorage
internal import Reporting
internal import Signing

/// One draft: how far it is, what was found in the recording, who else has registered it, what is said of it, and the signature.
struct DraftPage {
    let page: ServerPage
    let draft: RegistrationDraft
    let publisher: HomePublisher?
    /// Whether who asks may have the home's key sign.
    let maySign: Bool
    let origin: WebOrigin?
    /// Of the recording, read so far.
    let percent: Int?
    /// Why what was asked for was not done.
    var problem: Problem?

    private var words: Words { page.words }
    private var isWorkedOn: Bool { [.queued, .running].contains(draft.state) }
    private var analysis: RecordingAnalysis? { draft.analysis.flatMap(RecordingAnalysis.init(json:)) }

    var html: String {
        var main = [head]
        if let analysis { main += [found(analysis), overlaps(analysis)] }
        if draft.state == .ready { main.append(form) }
        main.append(erase)
        return page.document(
            title: "Vericlip: \(draft.details["title"] ?? draft.name)",
            head: isWorkedOn ? "<noscript><meta http-equiv=\"refresh\" content=\"3\"></noscript>" : "", main)
    }

    private var head: String {
        let look = isWorkedOn ? " data-look=\"/register\" data-then=\"reload\"" : ""
        let bar = """
            <div id="bar-place" data-live><progress max="100"\(percent.map { " value=\"\($0)\"" } ?? "") \
            aria-label="\(page.text(.clipRead))"></progress></div>
            """
        let record = draft.record.map {
            "<p><a href=\"/records/\($0)\">\(page.text(.toTheRecord))</a></p>"
        }
        return """
            <section aria-labelledby="name"\(look)>
            <p class="eyebrow">\(page.text(.draft)) · \(page.text(.draftMade, ["time": draft.madeAt]))</p>
            <h1 id="name" dir="auto">\(HTML.escaped(draft.details["title"] ?? draft.name))</h1>
            \(isWorkedOn ? bar : "")
            <p id="told" role="status" data-live>\(page.text(RegistrationPage.state(of: draft)))</p>
            \(draft.failure.map { "<p class=\"problem\"\(page.english)>\(HTML.escaped($0))</p>" } ?? "")
            \(problem.map { "<p class=\"problem\" role=\"alert\"\(page.english)>\(HTML.escaped("\($0.title) \($0.detail)"))</p>" } ?? "")
            \(record ?? "")
            </section>
            """
    }

    private func found(_ analysis: RecordingAnalysis) -> String {
        var rows: [(term: String, html: String)] = [
            (words(.length), HTML.escaped(Clock.text(MediaTime(milliseconds: analysis.duration))))
        ]
        if let width = analysis.width, let height = analysis.height {
            rows.append((words(.picture), "<bdi>\(width) × \(height)</bdi>"))
        }
        let faces =
            analysis.faces.map { HTML.escaped(words(.facesFollowed, $0)) }
            ?? page.text(.facesLeftOut)
            + (analysis.obstacle.map { " <span\(page.english)>(\(HTML.escaped($0)))</span>" } ?? "")
        rows.append((words(.faces), faces))
        if !analysis.bare.isEmpty {
            let stretches = analysis.bare.map { Clock.text(TimeRange(milliseconds: $0)) }.joined(separator: ", ")
            rows.append((words(.notFoundBy), "<bdi>\(HTML.escaped(stretches))</bdi>"))
        }
        rows.append((words(.fileHash), "<bdi>\(HTML.escaped(analysis.sha256))</bdi>"))
        return HTML.section(
            words(.whatWasRead), id: "found", ["<div class=\"card\">\(HTML.definitions(rows))</div>"])
    }

    private func overlaps(_ analysis: RecordingAnalysis) -> String {
        let searched = words(.recordingsSearched, analysis.searched)
        guard !analysis.overlaps.isEmpty else {
            return HTML.section(
                words(.whoElse), id: "overlaps",
                [
                    HTML.element("p", "\(words(.nobodyElse)) \(searched)"),
                    HTML.element("p", words(.overlapLimits), kind: "note"),
                ])
        }
        let columns: [Message] = [.here, .inTheOther, .recordOf, .signedBy]
        let head = columns.map { "<th scope=\"col\">\(page.text($0))</th>" }.joined()
        let rows = analysis.overlaps.map { overlap in
            let title = overlap.title ?? words(.record, ["number": overlap.record])
            let cells = [
                "<bdi>\(HTML.escaped(Clock.text(TimeRange(milliseconds: overlap.here))))</bdi>",
                "<bdi>\(HTML.escaped(Clock.text(TimeRange(milliseconds: overlap.source))))</bdi>",
                "<a href=\"/records/\(HTML.escaped(overlap.record))\"><bdi>\(HTML.escaped(title))</bdi></a>",
                overlap.isOwn
                    ? page.text(.yourself) : "<bdi>\(HTML.escaped(overlap.publisher ?? words(.unreadable)))</bdi>",
            ]
            let html = zip(columns, cells).map { "<td data-label=\"\(page.text($0))\">\($1)</td>" }.joined()
            return "<tr>\(html)</tr>"
        }
        return HTML.section(
            words(.whoElse), id: "overlaps",
            [
                HTML.element("p", "\(words(.othersToo)) \(searched)"),
                "<table class=\"stack\"><thead><tr>\(head)</tr></thead>\n<tbody>\(rows.joined(separator: "\n"))</tbody></table>",
                HTML.element("p", words(.overlapLimits), kind: "note"),
            ])
    }

    private var form: String {
        let fields = DraftForm(page: page, details: draft.details)
        return HTML.section(
            words(.whatYouSay), id: "details",
            [
                HTML.element("p", words(.cannotBeUnsaid)),
                "<form method=\"post\" action=\"/register/\(draft.id)\" class=\"fields\">", fields.fields,
                "<p class=\"row\"><button type=\"submit\" formnovalidate>\(page.text(.saveDraft))</button></p>",
                maySign ? publisher.map { signature($0, fields) } ?? elsewhere : elsewhere, "</form>",
            ])
    }

    private func signature(_ publisher: HomePublisher, _ fields: DraftForm) -> String {
        """
        \(fields.publication)
        <p><label><input type="checkbox" name="sure" required> \(page.text(.confirmSigning, ["name": publisher.name]))</label></p>
        <p class="row"><button type="submit" formaction="/register/\(draft.id)/sign">\(page.text(.signAndRegister))</button></p>
        <p class="note">\(page.text(.keyUsed)) <code dir="ltr">\(publisher.keyID.hex)</code></p>
        """
    }

    /// For whoever has the key: on their own machine.
    private var elsewhere: String {
        let command =
            "vericlip register FILE --metadata details.json" + (draft.findsFaces ? "" : " --no-faces")
            + (origin.map { " --registry \($0.text)" } ?? "")
        return """
            <p>\(page.text(.signElsewhere)) <a href="/register/\(draft.id)/details.json">details.json</a></p>
            <p dir="ltr"><code>\(HTML.escaped(command))</code></p>
            """
    }

    private var erase: String {
        """
        <form method="post" action="/register/\(draft.id)/erase" data-confirm="\(page.text(.confirmEraseDraft))">\
        <p><button type="submit">\(page.text(.eraseDraft))</button></p></form>
        """
    }
}
