import Comparison
import Matching
import Media
import Verification

/// A draft of a fact-check's markup: MediaReview of schema.org, as JSON-LD. It proposes the category that the relation suggests and fills in
/// what a signed record says; a person confirms it before it is published.
struct MediaReview {
    let report: Report

    private var verdict: Verdict { report.verdict }

    /// Nothing where there is no signed source to go by.
    var json: JSONValue? {
        let categories = categories
        guard !categories.isEmpty else { return nil }
        return .object([
            "@context": .string("https://schema.org"),
            "@type": .string("MediaReview"),
            "creativeWorkStatus": .string("Draft"),
            "comment": .array(questions.map { .object(["@type": .string("Comment"), "text": .string($0)]) }),
            "dateCreated": .string(report.checkedAt),
            "abstract": .string(
                ([Wording.headline(of: verdict)] + Wording.findings(of: verdict)).joined(separator: " ")),
            "mediaAuthenticityCategory": categories.count == 1
                ? .string(categories[0]) : .array(categories.map(JSONValue.string)),
            "originalMediaContextDescription": .string(context),
            "originalMediaLink": .array(originals),
            "itemReviewed": .object([
                "@type": .string("MediaReviewItem"), "mediaItemAppearance": .array([appearance]),
            ]),
        ])
    }

    /// Of MediaManipulationRatingEnumeration. Nothing is proposed where the record fails or nothing was compared.
    private var categories: [String] {
        guard !verdict.recordFails, !verdict.isNamedOnly else { return [] }
        let isReplaced = verdict.differences.contains { $0.track != .timeline && ![.muted, .added].contains($0.kind) }
        return switch verdict.relation {
        case .same: ["OriginalMediaContent"]
        case .edited: ["EditedOrCroppedContent"]
        case .changed: ["TransformedContent"]
        case .mixed: ["EditedOrCroppedContent"] + (isReplaced ? ["TransformedContent"] : [])
        case .noSource, .cannotAssess: []
        }
    }

    /// What the person confirms.
    private var questions: [String] {
        var questions = [
            "A program proposed the category: a person confirms it, or picks another, before this is published."
        ]
        if let caution = Wording.caution(of: verdict) { questions.append(caution) }
        if verdict.relation == .same {
            questions.append(
                "Is it shown with the right date, place and length? Where it is not, DecontextualizedContent fits.")
        }
        return questions + Wording.limits(of: verdict)
    }

    /// Recordings that the clip was compared with, in the order of clip time.
    private var sources: [SourceRecord] {
        verdict.sources.filter { source in verdict.segments.contains { $0.recording == source.recording } }
    }

    private var context: String {
        let lines = sources.map { source in
            let circumstances = [source.event, source.place, source.recordedAt].compactMap { $0?.printable }
            let stated = circumstances.isEmpty ? "" : " (as stated: \(circumstances.joined(separator: ", ")))"
            let passages = verdict.segments.filter { $0.recording == source.recording }
                .map { "\(Clock.text($0.clip)) is \(Clock.text($0.source))" }.joined(separator: ", ")
            return "\(SourceCard.title(of: source))\(stated), signed by "
                + "\(source.publisher?.name?.printable ?? "an unnamed publisher"); of the clip \(passages) of it."
        }
        return lines.joined(separator: " ")
    }

    private var originals: [JSONValue] {
        let type = verdict.clip.description?.video == nil ? "AudioObject" : "VideoObject"
        return sources.map { source in
            .object([
                "@type": .string(type), "name": source.title.map { .string($0.printable) },
                "url": source.url.map { .string($0.printable) },
                "duration": source.duration.map { .string(Self.period($0)) },
                "identifier": .string("record \(source.recording.rawValue)"),
                "publisher": source.publisher?.name.map {
                    .object(["@type": .string("Organization"), "name": .string($0.printable)])
                },
                "hasPart": .array(
                    verdict.segments.filter { $0.recording == source.recording }.map { Self.clip($0.source, nil) }),
            ])
        }
    }

    private var appearance: JSONValue {
        let type = verdict.clip.description?.video == nil ? "AudioObjectSnapshot" : "VideoObjectSnapshot"
        return .object([
            "@type": .string(type), "name": .string(verdict.clip.name.printable),
            "sha256": verdict.clip.sha256.map(JSONValue.string),
            "duration": verdict.clip.duration.map { .string(Self.period($0)) },
            "hasPart": verdict.differences.isEmpty
                ? nil : .array(verdict.differences.map { Self.clip($0.clip, Wording.sentence(of: $0, in: verdict)) }),
        ])
    }

    /// A stretch, in seconds from the beginning.
    private static func clip(_ range: TimeRange, _ words: String?) -> JSONValue {
        .object([
            "@type": .string("Clip"), "startOffset": .thousandths(range.start.milliseconds),
            "endOffset": .thousandths(range.end.milliseconds), "description": words.map(JSONValue.string),
        ])
    }

    /// Milliseconds as ISO 8601 has them.
    private static func period(_ milliseconds: Int) -> String { "PT\(JSONValue.decimal(thousandths: milliseconds))S" }
}
