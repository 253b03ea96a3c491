import Comparison
import Matching
import Media
import Verification

/// A report as text that can be pasted into a message.
enum PlainText {
    static func text(of report: Report) -> String {
        let verdict = report.verdict
        var lines = [Wording.headline(of: verdict)]
        if let caution = Wording.caution(of: verdict) { lines.append(caution) }
        lines.append(clip(verdict.clip))

        lines += section("Findings", Wording.findings(of: verdict))
        if verdict.segments.count > 1 { lines += section("Segments", table(verdict.segments)) }
        for source in verdict.sources {
            lines += section("Signed source: \(SourceCard.title(of: source))", SourceCard.lines(of: source))
        }
        if !verdict.adjustments.isEmpty {
            lines += section("Adjustments", [verdict.adjustments.map(\.rawValue).joined(separator: ", ")])
        }
        if let credentials = verdict.contentCredentials {
            lines += section(CredentialLines.title, CredentialLines.lines(of: credentials))
        }
        lines += section(FactLines.title, FactLines.lines(of: verdict))
        lines += section(DetectorLines.title, DetectorLines.lines(of: verdict))
        lines += section(PersonLines.title, PersonLines.lines(of: verdict))
        lines += section("Limits", Wording.limits(of: verdict))
        lines += ["", "Checked \(report.checkedAt) with vericlip \(report.toolVersion)\(searched(verdict))."]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func section(_ title: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["", title] + lines.map { "  \($0)" }
    }

    private static func clip(_ clip: ClipFacts) -> String {
        var parts = [clip.name.printable]
        if let duration = clip.duration { parts.append(Clock.text(MediaTime(milliseconds: duration))) }
        if let video = clip.description?.video { parts.append("\(video.width)x\(video.height)") }
        return "Clip: " + parts.joined(separator: ", ")
    }

    private static func searched(_ verdict: Verdict) -> String {
        guard let registry = verdict.registry else { return "" }
        return " in \(registry.origin.printable), \(Wording.count(registry.recordings, "recording"))"
    }

    /// The columns of the segment table, padded to a common width.
    private static func table(_ segments: [VerifiedSegment]) -> [String] {
        let rows = [["clip", "original", "record", "picture", "sound"]] + segments.map { SegmentRow.cells($0) }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            var line = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
                .joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }
    }
}

/// One row of the segment table, in every format that shows it.
enum SegmentRow {
    static func cells(_ segment: VerifiedSegment, in words: Words = .english) -> [String] {
        [
            Clock.text(segment.clip), Clock.text(segment.source), String(segment.recording.rawValue),
            word(segment.picture, in: words), word(segment.sound, in: words),
        ]
    }

    static func word(_ finding: TrackFinding, in words: Words = .english) -> String {
        switch finding {
        case .same: words(.foundSame)
        case .differs: words(.foundDiffers)
        case .notChecked: words(.foundNotChecked)
        case .absent: words(.foundAbsent)
        }
    }
}
