internal import RegistryStorage
internal import Reporting

/// The batches, and a page for each: every clip with its stage, its verdict and the way to its report.
struct BatchPages {
    let page: ServerPage

    private var words: Words { page.words }

    /// - Parameters:
    ///   - found: the latest first.
    ///   - older: where older ones go on; nothing where there are none.
    func list(_ found: [RequestedBatch], older: String?) -> String {
        let items = found.map { batch in
            """
            <li><a href="/batches/\(batch.id)"><bdi>\(HTML.escaped(batch.name))</bdi></a> \(HTML.escaped(summary(of: batch)))
            <span class="note">\(words.html(.handedIn, ["time": batch.askedAt]))</span></li>
            """
        }
        return page.document(
            title: "Vericlip: \(words(.batches))",
            [
                """
                <section aria-labelledby="list"><h1 id="list">\(page.text(.batches))</h1>
                <p>\(page.text(.batchesIntro))</p>
                \(items.isEmpty ? "" : "<ul class=\"done-list\">\n\(items.joined(separator: "\n"))\n</ul>")
                \(older.map { "<p><a href=\"\(HTML.escaped($0))\" rel=\"next\">\(page.text(.older))</a></p>" } ?? "")
                </section>
                """
            ])
    }

    /// - Parameters:
    ///   - clips: in the order in which they were asked for.
    ///   - next: where further ones are; nothing where there are none.
    func batch(_ batch: RequestedBatch, _ clips: [RequestedVerification], next: String?) -> String {
        let over = (batch.counts[.done] ?? 0) + (batch.counts[.failed] ?? 0)
        let isOver = over == batch.count
        let refresh = isOver ? "" : "<noscript><meta http-equiv=\"refresh\" content=\"3\"></noscript>"
        return page.document(
            title: "Vericlip: \(batch.name)", head: refresh,
            [
                """
                <section aria-labelledby="name" id="batch"\(isOver ? "" : " data-look=\"/batches\"")>
                <p class="eyebrow">\(page.text(.batchHandedIn, ["time": batch.askedAt]))</p>
                <h1 id="name" dir="auto">\(HTML.escaped(batch.name))</h1>
                <div id="bar-place" data-live><progress max="\(max(batch.count, 1))" value="\(over)" \
                aria-label="\(page.text(.clipsDone))"></progress></div>
                <p id="told" role="status" data-live>\(HTML.escaped(summary(of: batch)))</p>
                <p id="problem" class="problem" role="alert" hidden></p>
                <p class="row"><a href="/v1/batches/\(batch.id)/reports" download="vericlip-batch-\(batch.id.prefix(8)).ndjson">\(page.text(.batchReports))</a>
                <button type="button" id="erase-batch" data-batch="\(batch.id)">\(page.text(.eraseBatch))</button></p>
                \(isOver ? "" : "<noscript><p>\(page.text(.looksAgain))</p></noscript>")
                \(table(clips))
                \(next.map { "<p><a href=\"\(HTML.escaped($0))\" rel=\"next\">\(page.text(.more))</a></p>" } ?? "")
                </section>
                """
            ])
    }

    /// What changes while one looks on bears `data-live`, and a name: the script takes it from a fresh copy of the page.
    private func table(_ clips: [RequestedVerification]) -> String {
        let columns: [Message] = [.clip, .stage, .verdict]
        let head = columns.map { "<th scope=\"col\">\(page.text($0))</th>" }.joined()
        let rows = clips.map { clip in
            """
            <tr><th scope="row" data-label="\(page.text(.clip))"><a href="/verifications/\(clip.id)"><bdi>\(HTML.escaped(clip.name))</bdi></a></th>\
            <td data-label="\(page.text(.stage))" id="stage-\(clip.id)" data-live>\(page.text(stage(of: clip)))</td>\
            <td data-label="\(page.text(.verdict))" id="verdict-\(clip.id)" data-live>\(verdict(of: clip))</td></tr>
            """
        }
        return "<table class=\"stack\">\n<thead><tr>\(head)</tr></thead>\n<tbody>\n"
            + "\(rows.joined(separator: "\n"))\n</tbody>\n</table>"
    }

    private func summary(of batch: RequestedBatch) -> String {
        words(
            .batchProgress,
            [
                "done": String(batch.counts[.done] ?? 0), "failed": String(batch.counts[.failed] ?? 0),
                "count": String(batch.count),
            ])
    }

    private func stage(of clip: RequestedVerification) -> Message {
        switch clip.state {
        case .queued: clip.hasArrived ? .waits : .isFetched
        case .running: .isVerified
        case .done: .isDone
        case .failed: .hasFailed
        }
    }

    private func verdict(of clip: RequestedVerification) -> String {
        if let failure = clip.failure { return "<span\(page.english)>\(HTML.escaped(failure))</span>" }
        return clip.headline.map { HTML.escaped(words.headline($0)) } ?? "–"
    }
}
