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
                [HTML.element("p", words(.noDifferenceInCompared))] + exhibits.flatMap(pictures) + remarks)
        }
        let articles = verdict.differences.enumerated().map { index, difference in
            let exhibit = exhibits.first { $0.exhibit.difference == index }
            return "<article>\n<h3><span class=\"badge-number\">\(index + 1)</span>"
                + "\(HTML.escaped(Wording.sentence(of: difference, in: verdict, words)))</h3>\n"
                + ([HTML.element("p", facts(difference), kind: "facts")] + (exhibit.map(pictures) ?? []))
                .joined(separator: "\n") + "\n</article>"
        }
        return HTML.section(words(.whatDiffers), id: "differences", articles + remarks)
    }

    private func facts(_ difference: Difference) -> String {
        let strength: Message =
            switch difference.strength {
            case .weak: .strengthWeak
            case .moderate: .strengthModerate
            case .strong: .strengthStrong
            }
        var facts = [words(.evidenceIs, ["strength": words(strength)])]
        if let source = difference.source { facts.append(words(.originalAtInline, ["time": Clock.text(source)])) }
        if let recording = difference.recording {
            facts.append(words(.recordInline, ["number": String(recording.rawValue)]))
        }
        return facts.joined(separator: " · ")
    }

    private var remarks: [String] {
        guard let evidence = report.evidence else { return [] }
        return HTML.english(evidence.remarks.map { HTML.element("p", $0, kind: "note") }, in: words)
    }

    private func pictures(_ exhibit: ExhibitPictures) -> [String] {
        guard exhibit.moments.contains(where: { $0.clip != nil || $0.original != nil }) else { return [] }
        let level = exhibit.exhibit.difference == nil ? "h3" : "h4"
        return exhibit.moments.map { pictures in
            "<div class=\"pair\"\(pictures.isAligned ? " data-aligned" : "")>\n"
                + "\(HTML.element(level, words(Self.heading(pictures.moment.place))))\n\(views(pictures))\n</div>"
        }
    }

    /// Clip and original at one moment, side by side.
    func views(_ pictures: MomentPictures) -> String {
        "<div class=\"views\">\n\(clip(pictures))\n\(original(pictures))\n</div>"
    }

    private static func heading(_ place: Evidence.Place) -> Message {
        switch place {
        case .start: .momentStart
        case .middle: .momentMiddle
        case .end: .momentEnd
        case .before: .momentBefore
        case .leftOut: .momentLeftOut
        case .after: .momentAfter
        }
    }

    private func clip(_ pictures: MomentPictures) -> String {
        guard let time = pictures.moment.time.map(Clock.text) else { return blank(words(.passageNotInClip)) }
        guard let picture = pictures.clip else { return blank(words(.clipWithoutPicture, ["time": time])) }
        var values = ["time": time]
        values["place"] = pictures.outlined.map { Wording.place(of: $0, in: words) }
        let alternative = words(pictures.outlined == nil ? .frameOfClip : .frameOfClipOutlined, values)
        return "<figure>\(HTML.image(picture, alternative: alternative, at: place))"
            + "\(HTML.element("figcaption", words(.clipAt, values)))</figure>"
    }

    private func original(_ pictures: MomentPictures) -> String {
        guard let time = pictures.moment.sourceTime.map(Clock.text) else { return blank(words(.noSourceAtMoment)) }
        guard let picture = pictures.original, let original = pictures.moment.original else {
            return blank(words(.originalWithoutPicture, ["time": time]))
        }
        let isRegistered = report.evidence?.originalFile?.isTheRegisteredFile == true
        let caption: Message =
            !original.isFromFile
            ? .originalFromFingerprint : isRegistered ? .originalFromSameFile : .originalFromOtherFile
        let alternative: Message =
            switch (original.isFromFile, pictures.isAligned) {
            case (true, false): .frameOfOriginal
            case (true, true): .frameOfOriginalLaid
            case (false, false): .coarseOriginal
            case (false, true): .coarseOriginalLaid
            }
        return "<figure>\(HTML.image(picture, alternative: words(alternative, ["time": time]), at: place))"
            + "\(HTML.element("figcaption", words(caption, ["time": time])))</figure>"
    }

    private func blank(_ words: String) -> String {
        "<figure><p class=\"blank sans\">\(HTML.escaped(words))</p></figure>"
    }
}
