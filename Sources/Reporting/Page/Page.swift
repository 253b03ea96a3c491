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
    let place: ServedPlace?

    init(_ report: Report, at place: ServedPlace? = nil) {
        self.report = report
        self.place = place
        exhibits = ExhibitPictures.all(of: report)
        measurements = Measurements(report.verdict)
    }

    private var verdict: Verdict { report.verdict }

    var text: String {
        let limits = Wording.limits(of: verdict)
        var main = [answer]
        main += verdict.sources.isEmpty ? [] : [sources]
        let player = place.flatMap { PlayerSection(verdict, at: $0) }
        if let player { main.append(player.html) }
        if !verdict.segments.isEmpty { main += [differences, timeline] }
        if !measurements.measurements.isEmpty { main.append(plots) }
        let credentials = verdict.contentCredentials.map(CredentialLines.lines) ?? []
        if !credentials.isEmpty {
            main.append(
                HTML.section(CredentialLines.title, id: "credentials", [HTML.list(credentials, kind: "findings")]))
        }
        if !verdict.detectors.isEmpty { main.append(detectors) }
        if !limits.isEmpty {
            main.append(HTML.section("What this does not say", id: "limits", [HTML.list(limits, kind: "limits")]))
        }
        main.append(checklist)
        return HTML.document(
            title: "Vericlip: \(verdict.clip.name)",
            header: "<p><strong>Vericlip</strong> report</p><p>Checked \(HTML.escaped(report.checkedAt))</p>"
                + HTML.navigation(place?.links ?? []),
            main: main,
            footer: about,
            scripts: [CopyScript.text] + (hasPairs ? [PageScript.text] : [])
                + (player == nil ? [] : [PlayerScript.text]),
            style: PageStyle.text + (place == nil ? "" : PageStyle.navigation + PlayerStyle.text),
            isServed: place != nil)
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
            HTML.element("p", "Clip: " + clip.joined(separator: ", "), kind: "eyebrow"),
            HTML.element("h1", Wording.headline(of: verdict)),
        ]
        if let caution = Wording.caution(of: verdict) { content.append(HTML.element("p", caution, kind: "caution")) }
        return content
    }

    private var answer: String {
        var content = headline
        content.append(HTML.list(Wording.findings(of: verdict), kind: "findings"))
        content.append(
            "<div class=\"copy\" role=\"group\" aria-label=\"The answer in one paragraph, to copy\">"
                + "\(HTML.element("p", summary))</div>")
        content.append("<p class=\"note\" data-copy>One click selects the paragraph.</p>")
        return "<section aria-label=\"Answer\">\n" + content.joined(separator: "\n") + "\n</section>"
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
            verdict.sources.count == 1 ? "Signed source" : "Signed sources", id: "sources",
            verdict.sources.map(card))
    }

    func card(_ source: SourceRecord) -> String {
        var rows: [(String, String)] = []
        if let publisher = source.publisher {
            let name = publisher.name?.printable ?? "an unnamed publisher"
            rows.append(
                (
                    "Signed by",
                    "<strong>\(HTML.escaped(name))</strong>; \(HTML.escaped(SourceCard.trust(source.trust, in: publisher)))"
                ))
            if let identity = publisher.identity { rows.append(("Identity", HTML.escaped(identity))) }
            rows += StandingLines.attestations(of: source).map { ("Domain", HTML.escaped($0)) }
            if let key = StandingLines.key(of: source) { rows.append(("Key", HTML.escaped(key))) }
        }
        if let event = source.event { rows.append(("Event", HTML.escaped(event))) }
        if let place = source.place { rows.append(("Place, as stated", HTML.escaped(place))) }
        if let time = source.recordedAt { rows.append(("Recorded, as stated", HTML.escaped(time))) }
        if let url = source.url { rows.append(("Original", HTML.link(url))) }
        let segments = verdict.segments.filter { $0.recording == source.recording }
        if !segments.isEmpty {
            rows.append(
                ("In the original", HTML.escaped(segments.map { Clock.text($0.source) }.joined(separator: ", "))))
            let window = SourceWindow(of: source.recording, in: verdict, around: PlayerData.around)
            rows.append(
                (
                    "Watch",
                    HTML.escaped(
                        "\(Clock.text(window.range)) of the original: 30 s before and after, as far as it goes")
                ))
        }
        let logged = source.loggedAt.map { ", \($0)" } ?? ""
        rows.append(
            ("Record", HTML.escaped("\(source.recording.rawValue), log entry \(source.logIndex)\(logged)")))
        rows.append(("Checks", HTML.escaped(SourceCard.checks(source))))
        if source.state == .withheld { rows.append(("State", "The publisher withholds this recording for now.")) }
        if source.state == .canceled, source.standing.withdrawal == nil {
            rows.append(("State", "The publisher has withdrawn this recording."))
        }
        rows += StandingLines.remarks(on: source).map { ("Said since", HTML.escaped($0)) }
        return "<div class=\"card\">\n\(HTML.element("h3", SourceCard.title(of: source)))\n"
            + "\(HTML.definitions(rows))\n</div>"
    }

    private var timeline: String {
        let drawings = measurements.timelines.map(\.inline)
        return HTML.section(
            "Where the clip lies in the original", id: "timeline",
            drawings + [Legend.timeline, SegmentTable.html(verdict)])
    }

    private var plots: String {
        HTML.section(
            "Measurements", id: "measurements",
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
                })
    }

    private var detectors: String {
        let plots = DetectorPlot.all(of: verdict).map {
            "<div class=\"measurement\">\n\($0.inline)\n\(HTML.element("p", $0.description, kind: "note"))</div>"
        }
        return HTML.section(
            DetectorLines.title, id: "detectors",
            [HTML.list(DetectorLines.lines(of: verdict), kind: "findings")] + plots
                + DriverPictures.all(of: report).map { $0.figure(at: place) })
    }

    private var checklist: String {
        HTML.section(
            "Before you publish", id: "checklist",
            [
                HTML.element("p", "No comparison of footage answers these. They are for you to check."),
                "<ul class=\"checks\">\n"
                    + Checklist.items(for: verdict).map {
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
