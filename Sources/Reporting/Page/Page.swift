import Comparison
import Matching
import Media
import Verification

/// What the page of a report says, answer first.
struct Page {
    let report: Report
    let exhibits: [ExhibitPictures]
    let measurements: Measurements
    /// Where it is served; nothing for a file that stands by itself.
    var place: ServedPlace?
    var words = Words(.english)

    init(_ report: Report) {
        self.report = report
        exhibits = ExhibitPictures.all(of: report)
        measurements = Measurements(report.verdict)
    }

    private var verdict: Verdict { report.verdict }

    var text: String {
        let limits = Wording.limits(of: verdict)
        var main = [answer]
        main += verdict.sources.isEmpty ? [] : [sources]
        let player = place.flatMap { PlayerSection(verdict, at: $0, in: words) }
        if let player { main.append(player.html) }
        if !verdict.segments.isEmpty { main += [differences, timeline] }
        if !measurements.measurements.isEmpty { main.append(plots) }
        let credentials = verdict.contentCredentials.map(CredentialLines.lines) ?? []
        if !credentials.isEmpty {
            main.append(
                HTML.section(
                    words(.contentCredentials), id: "credentials",
                    HTML.english([HTML.list(credentials, kind: "findings")], in: words)))
        }
        if !verdict.facts.isEmpty {
            main.append(
                besides(
                    words(.aboutTheFile), id: "file",
                    HTML.english([HTML.list(FactLines.allLines(of: verdict), kind: "findings")], in: words)))
        }
        if !verdict.detectors.isEmpty { main.append(detectors) }
        if !limits.isEmpty {
            main.append(
                HTML.section(
                    words(.doesNotSay), id: "limits", HTML.english([HTML.list(limits, kind: "limits")], in: words)))
        }
        main.append(checklist)
        return HTML.document(
            title: "Vericlip: \(verdict.clip.name)",
            header: "<p><strong>Vericlip</strong> \(HTML.escaped(words(.report)))</p>"
                + "<p>\(words.html(.checkedAt, ["time": report.checkedAt]))</p>"
                + HTML.navigation(place?.links ?? [], label: words(.thisReport))
                + (place == nil ? "" : LanguageChoice.html(in: words)),
            main: main,
            footer: HTML.english([about], in: words).joined(separator: "\n"),
            scripts: [CopyScript.text] + (hasPairs ? [PageScript.text] : [])
                + (player == nil ? [] : [PlayerScript.text]),
            style: PageStyle.text + (place == nil ? "" : PageStyle.navigation + PlayerStyle.text),
            isServed: place != nil, words: words, data: hasPairs ? ["compare": compareWords] : [:])
    }

    /// What the script says that lays pictures over each other.
    private var compareWords: JSONValue {
        .object([
            "view": .string(words(.view)), "side": .string(words(.sideBySide)), "split": .string(words(.split)),
            "blink": .string(words(.blink)), "edge": .string(words(.edge)),
            "showOriginal": .string(words(.showOriginal)), "showClip": .string(words(.showClip)),
        ])
    }

    /// Every picture in the page, under its name.
    var pictures: [String: [UInt8]] {
        let shown = exhibits.flatMap(\.moments).flatMap { [$0.clip, $0.original].compactMap(\.self) }
        let all = shown + DriverPictures.all(of: report).map(\.picture)
        return Dictionary(all.map { ($0.name, $0.png) }) { first, _ in first }
    }

    /// Whether there are pictures that can be laid over each other.
    private var hasPairs: Bool { exhibits.contains { $0.moments.contains(where: \.isAligned) } }

    /// The clip, the verdict and how far it goes.
    var headline: [String] {
        var clip = [verdict.clip.name]
        if let duration = verdict.clip.duration { clip.append(Clock.text(MediaTime(milliseconds: duration))) }
        if let video = verdict.clip.description?.video { clip.append("\(video.width) × \(video.height)") }
        var content = [
            "<p class=\"eyebrow\">\(HTML.escaped(words(.clip))): <bdi>\(HTML.escaped(clip.joined(separator: ", ")))</bdi></p>",
            HTML.element("h1", words.headline(of: verdict)),
        ]
        if let caution = words.caution(of: verdict) { content.append(HTML.element("p", caution, kind: "caution")) }
        return content
    }

    private var answer: String {
        var content = headline
        if words.language != .english { content.append(HTML.element("p", words(.inEnglish), kind: "note")) }
        content += HTML.english([HTML.list(Wording.findings(of: verdict), kind: "findings")], in: words)
        let english = words.language == .english ? "" : " lang=\"en\" dir=\"ltr\""
        content.append(
            "<div class=\"copy\" role=\"group\" aria-label=\"\(HTML.escaped(words(.copyParagraph)))\">"
                + "<p\(english)>\(HTML.escaped(summary))</p></div>")
        content.append(
            "<p class=\"note\" data-copy=\"\(HTML.escaped(words(.copyAnswer)))\" data-copied=\"\(HTML.escaped(words(.copied)))\" "
                + "data-cannot=\"\(HTML.escaped(words(.cannotCopy)))\">\(HTML.escaped(words(.clickSelects)))</p>")
        return "<section aria-label=\"\(HTML.escaped(words(.answer)))\">\n" + content.joined(separator: "\n")
            + "\n</section>"
    }

    /// The answer in one paragraph that stands on its own.
    private var summary: String {
        var sentences = ["“\(verdict.clip.name.printable)”: \(Wording.headline(of: verdict))"]
        if let caution = Wording.caution(of: verdict) { sentences.append(caution) }
        sentences += Wording.findings(of: verdict)
        for source in verdict.sources.prefix(1) {
            guard let publisher = source.publisher else { continue }
            sentences.append(
                "Source: \(SourceCard.title(of: source)), signed by \(publisher.name?.printable ?? "an unnamed publisher")."
            )
        }
        sentences.append("Checked \(report.checkedAt) with Vericlip \(report.toolVersion).")
        if let digest = verdict.clip.sha256 { sentences.append("SHA-256 of the clip: \(digest).") }
        return sentences.joined(separator: " ")
    }

    private var sources: String {
        HTML.section(
            words(verdict.sources.count == 1 ? .signedSource : .signedSources), id: "sources",
            verdict.sources.map(card))
    }

    func card(_ source: SourceRecord) -> String {
        let segments = verdict.segments.filter { $0.recording == source.recording }
        var passage: [(String, String)] = []
        if !segments.isEmpty {
            let window = SourceWindow(of: source.recording, in: verdict, around: PlayerData.around)
            passage = [
                (words(.inTheOriginal), HTML.escaped(segments.map { Clock.text($0.source) }.joined(separator: ", "))),
                (
                    words(.watch),
                    HTML.escaped(
                        "\(Clock.text(window.range)) of the original: 30 s before and after, as far as it goes")
                ),
            ]
        }
        return RecordCard(source: source, words: words).html(passage: passage)
    }

    private var timeline: String {
        let drawings = measurements.timelines.map(\.inline)
        return HTML.section(
            words(.whereItLies), id: "timeline",
            HTML.english(drawings + [Legend.timeline, SegmentTable.html(verdict)], in: words))
    }

    private var plots: String {
        HTML.section(
            words(.measurements), id: "measurements",
            HTML.english(
                [
                    HTML.element(
                        "p",
                        "What was measured, against the clip’s clock. Dotted lines are the thresholds that decide; "
                            + "shaded stretches bear the numbers of the differences above.", kind: "note")
                ]
                    + measurements.measurements.map { measurement in
                        "<div class=\"measurement\">\n\(HTML.element("h3", measurement.heading))\n"
                            + "\(HTML.element("p", measurement.explanation, kind: "note"))\n\(measurement.drawing.inline)\n"
                            + "\(HTML.element("p", measurement.drawing.description, kind: "note"))\n"
                            + "\(Legend.lines(measurement.legend))</div>"
                    }, in: words))
    }

    private var detectors: String {
        let plots = DetectorPlot.all(of: verdict).map {
            "<div class=\"measurement\">\n\($0.inline)\n\(HTML.element("p", $0.description, kind: "note"))</div>"
        }
        return besides(
            words(.detectors), id: "detectors",
            HTML.english(
                [HTML.list(DetectorLines.allLines(of: verdict), kind: "findings")] + plots
                    + DriverPictures.all(of: report).map { $0.figure(at: place) }, in: words))
    }

    /// A section that is closed where a signed source covers the clip.
    private func besides(_ title: String, id: String, _ content: [String]) -> String {
        verdict.isCoveredBySource
            ? HTML.section(title, id: id, [HTML.details(words(.show), content)]) : HTML.section(title, id: id, content)
    }

    private var checklist: String {
        HTML.section(
            words(.beforePublishing), id: "checklist",
            [
                HTML.element("p", words(.yoursToCheck)),
                "<ul class=\"checks\">\n"
                    + Checklist.items(for: verdict, in: words).map {
                        "<li><label><input type=\"checkbox\"><span>\(HTML.element("strong", $0.heading)) "
                            + "\(HTML.escaped($0.question))</span></label></li>\n"
                    }.joined() + "</ul>",
            ])
    }

    var about: String {
        var rows: [(String, String)] = [
            ("Checked", HTML.escaped("\(report.checkedAt), Vericlip \(report.toolVersion)"))
        ]
        if let digest = verdict.clip.sha256 { rows.append(("SHA-256 of the clip", HTML.escaped(digest))) }
        if !verdict.adjustments.isEmpty {
            rows.append(
                (
                    "Processing that was recognised",
                    HTML.escaped(verdict.adjustments.map(\.rawValue).joined(separator: ", "))
                ))
        }
        if let registry = verdict.registry {
            rows.append(
                ("Registry", HTML.escaped("\(registry.origin), \(Wording.count(registry.recordings, "recording"))")))
            if let root = registry.rootHash, let size = registry.size {
                rows.append(("Log", HTML.escaped("\(size) entries, root \(root)")))
            }
        }
        return HTML.definitions(rows, kind: "about")
            + HTML.element("p", "This page loads nothing and sends nothing. It is not signed.", kind: "note")
    }
}
