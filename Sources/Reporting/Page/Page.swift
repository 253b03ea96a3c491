import Comparison
import Matching
import Media
import Verification

/// What the page of a report says, answer first.
struct Page {
    let report: Report
    let exhibits: [ExhibitPictures]
    private(set) var measurements: Measurements
    /// Where it is served; nothing for a file that stands by itself.
    var place: ServedPlace?
    var words = Words(.english) {
        didSet { measurements = Measurements(report.verdict, in: words) }
    }

    init(_ report: Report) {
        self.report = report
        exhibits = ExhibitPictures.all(of: report)
        measurements = Measurements(report.verdict)
    }

    private var verdict: Verdict { report.verdict }

    var text: String {
        let limits = Wording.limits(of: verdict, in: words)
        var main = [answer]
        main += verdict.sources.isEmpty ? [] : [sources]
        let player = place.flatMap { PlayerSection(verdict, at: $0, in: words) }
        if let player { main.append(player.html) }
        if !verdict.segments.isEmpty { main += [differences, timeline] }
        if !measurements.measurements.isEmpty { main.append(plots) }
        let credentials = verdict.contentCredentials.map { CredentialLines.lines(of: $0, in: words) } ?? []
        if !credentials.isEmpty {
            main.append(
                HTML.section(
                    words(.contentCredentials), id: "credentials",
                    [HTML.list(credentials, kind: "findings")]))
        }
        if !verdict.facts.isEmpty {
            main.append(
                besides(
                    words(.aboutTheFile), id: "file",
                    [HTML.list(FactLines.allLines(of: verdict, in: words), kind: "findings")]))
        }
        if !verdict.detectors.isEmpty { main.append(detectors) }
        if !verdict.people.isEmpty {
            main.append(
                HTML.section(
                    words(.people), id: "people",
                    [HTML.list(PersonLines.lines(of: verdict, in: words), kind: "findings")]))
        }
        if !limits.isEmpty {
            main.append(
                HTML.section(words(.doesNotSay), id: "limits", [HTML.list(limits, kind: "limits")]))
        }
        main.append(checklist)
        return HTML.document(
            title: "Vericlip: \(verdict.clip.name)",
            header: "<p><strong>Vericlip</strong> \(HTML.escaped(words(.report)))</p>"
                + "<p>\(words.html(.checkedAt, ["time": report.checkedAt]))</p>"
                + HTML.navigation(place?.links ?? [], label: words(.thisReport))
                + (place == nil ? "" : LanguageChoice.html(in: words)),
            main: main,
            footer: about,
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
        content.append(HTML.list(Wording.findings(of: verdict, in: words), kind: "findings"))
        if case .cannotAssess(let obstacle) = verdict.relation, words.language != .english {
            content += HTML.english([HTML.element("p", obstacle.detail, kind: "note")], in: words)
        }
        content.append(
            "<div class=\"copy\" role=\"group\" aria-label=\"\(HTML.escaped(words(.copyParagraph)))\">"
                + "<p>\(HTML.escaped(summary))</p></div>")
        content.append(
            "<p class=\"note\" data-copy=\"\(HTML.escaped(words(.copyAnswer)))\" data-copied=\"\(HTML.escaped(words(.copied)))\" "
                + "data-cannot=\"\(HTML.escaped(words(.cannotCopy)))\">\(HTML.escaped(words(.clickSelects)))</p>")
        return "<section aria-label=\"\(HTML.escaped(words(.answer)))\">\n" + content.joined(separator: "\n")
            + "\n</section>"
    }

    /// The answer in one paragraph that stands on its own.
    private var summary: String {
        var sentences = [
            words(.clipNamed, ["name": verdict.clip.name.printable, "headline": words.headline(of: verdict)])
        ]
        if let caution = words.caution(of: verdict) { sentences.append(caution) }
        sentences += Wording.findings(of: verdict, in: words)
        for source in verdict.sources.prefix(1) {
            guard let publisher = source.publisher else { continue }
            sentences.append(
                words(
                    .sourceIs,
                    [
                        "title": SourceCard.title(of: source, in: words),
                        "name": SourceCard.name(of: publisher, in: words),
                    ]))
        }
        sentences.append(words(.checkedWith, ["time": report.checkedAt, "version": report.toolVersion]))
        if let digest = verdict.clip.sha256 { sentences.append(words(.clipHashIs, ["hash": digest])) }
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
                    HTML.escaped(words(.watchRange, ["range": Clock.text(window.range)]))
                ),
            ]
        }
        return RecordCard(source: source, words: words).html(passage: passage)
    }

    private var timeline: String {
        let drawings = measurements.timelines.map(inline)
        return HTML.section(
            words(.whereItLies), id: "timeline",
            drawings + [Legend.timeline(in: words), SegmentTable.html(verdict, in: words)])
    }

    /// Time runs from the left in every language.
    private func inline(_ drawing: Drawing) -> String {
        words.language.direction == .leftToRight ? drawing.inline : "<div dir=\"ltr\">\(drawing.inline)</div>"
    }

    private var plots: String {
        HTML.section(
            words(.measurements), id: "measurements",
            [HTML.element("p", words(.measuredIntro), kind: "note")]
                + measurements.measurements.map { measurement in
                    "<div class=\"measurement\">\n\(HTML.element("h3", measurement.heading))\n"
                        + "\(HTML.element("p", measurement.explanation, kind: "note"))\n"
                        + "\(inline(measurement.drawing))\n"
                        + "\(HTML.element("p", measurement.drawing.description, kind: "note"))\n"
                        + "\(Legend.lines(measurement.legend))</div>"
                })
    }

    private var detectors: String {
        let plots = DetectorPlot.all(of: verdict, in: words).map {
            "<div class=\"measurement\">\n\(HTML.element("h3", $0.title))\n\(inline($0))\n"
                + "\(HTML.element("p", $0.description, kind: "note"))</div>"
        }
        return besides(
            words(.detectors), id: "detectors",
            [HTML.list(DetectorLines.allLines(of: verdict, in: words), kind: "findings")] + plots
                + DriverPictures.all(of: report).map { $0.figure(at: place, in: words) })
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
            (
                words(.aboutChecked),
                HTML.escaped(words(.aboutTool, ["time": report.checkedAt, "version": report.toolVersion]))
            )
        ]
        if let digest = verdict.clip.sha256 { rows.append((words(.aboutHash), HTML.escaped(digest))) }
        if !verdict.adjustments.isEmpty {
            let names = verdict.adjustments.map { words(Self.name(of: $0)) }.joined(separator: ", ")
            rows.append((words(.aboutProcessing), HTML.escaped(names)))
        }
        if let registry = verdict.registry {
            let count = words(.recordingsIn, registry.recordings)
            rows.append((words(.aboutRegistry), HTML.escaped("\(registry.origin), \(count)")))
            if let root = registry.rootHash, let size = registry.size {
                rows.append((words(.aboutLog), HTML.escaped(words(.logEntries, size, ["hash": root]))))
            }
        }
        return HTML.definitions(rows, kind: "about", in: words)
            + HTML.element("p", words(.notSignedPage), kind: "note")
    }

    private static func name(of adjustment: Adjustment) -> Message {
        switch adjustment {
        case .recompressed: .adjRecompressed
        case .rescaled: .adjRescaled
        case .letterboxed: .adjLetterboxed
        case .recoloured: .adjRecoloured
        case .frameRateConverted: .adjFrameRate
        case .filmedOffScreen: .adjFilmed
        case .cropped: .adjCropped
        case .captioned: .adjCaptioned
        case .logo: .adjLogo
        case .mirrored: .adjMirrored
        case .muted: .adjMuted
        case .soundRemoved: .adjSoundRemoved
        case .soundAdded: .adjSoundAdded
        }
    }
}
