import Comparison
import Matching
import Media
import Verification

/// Each difference with its pictures; or, where there is none, what was compared.
extension Page {
    var differences: String {
        let verdict = report.verdict
        if verdict.differences.isEmpty {
            return HTML.section(
                words(.whatWasCompared), id: "differences",
                HTML.english(
                    [HTML.element("p", "No difference was found in what was compared.")] + exhibits.flatMap(pictures)
                        + remarks, in: words))
        }
        let articles = verdict.differences.enumerated().map { index, difference in
            let exhibit = exhibits.first { $0.exhibit.difference == index }
            return "<article>\n<h3><span class=\"badge-number\">\(index + 1)</span>"
                + "\(HTML.escaped(Wording.sentence(of: difference, in: verdict)))</h3>\n"
                + ([HTML.element("p", facts(difference), kind: "facts")] + (exhibit.map(pictures) ?? []))
                .joined(separator: "\n") + "\n</article>"
        }
        return HTML.section(
            words(.whatDiffers), id: "differences", HTML.english(articles + remarks, in: words))
    }

    private func facts(_ difference: Difference) -> String {
        var facts = ["Evidence: \(difference.strength.rawValue)"]
        if let source = difference.source { facts.append("original \(Clock.text(source))") }
        if let recording = difference.recording { facts.append("record \(recording.rawValue)") }
        return facts.joined(separator: " · ")
    }

    private var remarks: [String] {
        guard let evidence = report.evidence else { return [] }
        return evidence.remarks.map { HTML.element("p", $0, kind: "note") }
    }

    private func pictures(_ exhibit: ExhibitPictures) -> [String] {
        guard exhibit.moments.contains(where: { $0.clip != nil || $0.original != nil }) else { return [] }
        let level = exhibit.exhibit.difference == nil ? "h3" : "h4"
        return exhibit.moments.map { pictures in
            "<div class=\"pair\"\(pictures.isAligned ? " data-aligned" : "")>\n"
                + "\(HTML.element(level, Self.heading(pictures.moment.place)))\n\(views(pictures))\n</div>"
        }
    }

    /// Clip and original at one moment, side by side.
    func views(_ pictures: MomentPictures) -> String {
        "<div class=\"views\">\n\(clip(pictures))\n\(original(pictures))\n</div>"
    }

    private static func heading(_ place: Evidence.Place) -> String {
        switch place {
        case .start: "Start"
        case .middle: "Middle"
        case .end: "End"
        case .before: "Before the cut"
        case .leftOut: "What is left out"
        case .after: "After the cut"
        }
    }

    private func clip(_ pictures: MomentPictures) -> String {
        guard let time = pictures.moment.time else { return blank("This passage of the original is not in the clip.") }
        guard let picture = pictures.clip else { return blank("The clip at \(Clock.text(time)): no picture.") }
        let outline =
            pictures.outlined.map { "; the part in question is outlined, at the \(Wording.place(of: $0))" } ?? ""
        let alternative = "Frame of the clip at \(Clock.text(time))\(outline)."
        return "<figure>\(HTML.image(picture, alternative: alternative, at: place))"
            + "\(HTML.element("figcaption", "Clip at \(Clock.text(time))"))</figure>"
    }

    private func original(_ pictures: MomentPictures) -> String {
        guard let time = pictures.moment.sourceTime else { return blank("No signed source at this moment.") }
        guard let picture = pictures.original, let original = pictures.moment.original else {
            return blank("The original at \(Clock.text(time)): the registry holds no picture of it.")
        }
        let origin: String
        if original.isFromFile {
            origin =
                report.evidence?.originalFile?.isTheRegisteredFile == true
                ? "from your file, which is the one that was registered (same SHA-256)"
                : "from your file, which is not byte for byte the one that was registered"
        } else {
            origin = "from the signed fingerprint: no finer picture of it is in the registry"
        }
        let laid = pictures.isAligned ? ", laid on the clip’s frame" : ""
        let alternative =
            original.isFromFile
            ? "Frame of the original at \(Clock.text(time))\(laid)."
            : "A coarse grey picture of the original at \(Clock.text(time)), made from its fingerprint\(laid)."
        return "<figure>\(HTML.image(picture, alternative: alternative, at: place))"
            + "\(HTML.element("figcaption", "Original at \(Clock.text(time)), \(origin)"))</figure>"
    }

    private func blank(_ words: String) -> String {
        "<figure><p class=\"blank sans\">\(HTML.escaped(words))</p></figure>"
    }
}
