import Detection
import Media
import Verification

/// What detectors found, in lines: never a verdict, never a word about people.
enum DetectorLines {
    static let title = "Detectors"

    /// Nothing where a signed source covers the clip: comparing with it says more, and none was asked.
    static func lines(of verdict: Verdict) -> [String] {
        verdict.isCoveredBySource ? [] : allLines(of: verdict)
    }

    /// What every detector says, or why it says nothing.
    static func allLines(of verdict: Verdict, in words: Words = .english) -> [String] {
        guard !verdict.detectors.isEmpty else { return [] }
        return verdict.detectors.flatMap { lines(of: $0, in: words) } + [words(.detectorsNeverChange)]
    }

    private static func lines(of result: DetectorResult, in words: Words) -> [String] {
        let subject = subject(of: result, in: words)
        let why = result.reason.map { words(message(for: $0)) }
        guard !result.ranges.isEmpty else {
            return [words(.detectorNotAsked, ["subject": subject, "why": why ?? ""])]
        }
        let finding = words(findingMessage(of: result))
        var lines = [
            words(
                result.isExperimental ? .detectorSaysExperimental : .detectorSays,
                [
                    "subject": subject, "ranges": result.ranges.map(Clock.text).joined(separator: ", "),
                    "finding": why.map { words(.findingBecause, ["finding": finding, "why": $0]) } ?? finding,
                ])
        ]
        if result.score != nil { lines.append(words(.detectorErrs, ["rate": errorRate(of: result, in: words)])) }
        if let offset = result.soundOffset { lines.append(self.offset(offset, in: words)) }
        if case .signs = result.outcome { lines.append(drivers(of: result, in: words)) }
        return lines
    }

    /// The subjects of users' own detectors are in their words.
    static func subject(of result: DetectorResult, in words: Words) -> String {
        switch result.name {
        case FaceModel.face.name: words(.subjectFaces)
        case FaceModel.mouth.name: words(.subjectMouth)
        case LipModel.card.name: words(.subjectLips)
        case SignalFusion.card.name: words(.subjectTogether)
        default: result.subject.printable
        }
    }

    private static func errorRate(of result: DetectorResult, in words: Words) -> String {
        if let references = result.references {
            return words(
                references.suffice ? .errsTogether : .errsTogetherFew,
                [
                    "clips": String(references.clips), "reaching": String(references.reaching),
                    "needed": String(ConformalRule.fewest),
                ])
        }
        return switch result.name {
        case FaceModel.face.name: words(.errsFaces)
        case FaceModel.mouth.name: words(.errsMouth)
        case LipModel.card.name: words(.errsLips)
        default: result.errorRate.printable
        }
    }

    /// Where the sound lies against the lips: a fact, and a harmless one as often as not.
    private static func offset(_ milliseconds: Int, in words: Words) -> String {
        let tenths = (abs(milliseconds) + 50) / 100
        let sign = words.language == .german ? "," : "."
        return words(
            milliseconds < 0 ? .soundBefore : .soundBehind, ["seconds": "\(tenths / 10)\(sign)\(tenths % 10)"])
    }

    /// The moments that raised the score most.
    private static func drivers(of result: DetectorResult, in words: Words) -> String {
        let times = Set(result.drivers(5).map { Clock.text($0.time) }).sorted().joined(separator: ", ")
        return words(.lookAtFaces, ["times": times])
    }

    /// As in report v1.
    static func finding(of result: DetectorResult) -> String { Words.english(findingMessage(of: result)) }

    private static func findingMessage(of result: DetectorResult) -> Message {
        switch result.outcome {
        case .doesNotApply, .cannotAssess: .findingCannotAssess
        case .noSigns: .findingNoSigns
        case .signs: .findingSigns
        }
    }

    static func message(for reason: DetectorReason) -> Message {
        switch reason {
        case .coveredBySource: .whyCovered
        case .notInstalled: .whyNotInstalled
        case .unusable: .whyUnusable
        case .experimental: .whyExperimental
        case .unsupported: .whyUnsupported
        case .noFace: .whyNoFace
        case .faceTooSmall: .whyFaceTooSmall
        case .profile: .whyProfile
        case .tooDark: .whyTooDark
        case .recompressed: .whyRecompressed
        case .animation: .whyAnimation
        case .tooFewFrames: .whyTooFewFrames
        case .noSpeech: .whyNoSpeech
        case .music: .whyMusic
        case .stillMouth: .whyStillMouth
        case .inconclusive: .whyInconclusive
        case .tooFewReferences: .whyTooFewReferences
        case .severalPeople: .whySeveralPeople
        case .tooFewRecordings: .whyTooFewRecordings
        }
    }
}

extension DetectorResult {
    /// As in report v1.
    var json: JSONValue {
        let applies = if case .doesNotApply = outcome { false } else { true }
        return .object([
            "name": .string(name),
            "subject": .string(subject),
            "applies": .bool(applies),
            "reason": reason.map { .string($0.rawValue) },
            "finding": applies ? .string(DetectorLines.finding(of: self)) : nil,
            "score": score.map(JSONValue.rounded),
            "ranges": ranges.isEmpty ? nil : .array(ranges.map(\.json)),
            "errorRate": score == nil ? nil : .string(errorRate),
            "references": references.map {
                .object([
                    "clips": .integer($0.clips), "reaching": .integer($0.reaching),
                    "needed": .integer(ConformalRule.fewest),
                ])
            },
            "model": model.map(JSONValue.string),
            "soundOffset": soundOffset.map(JSONValue.thousandths),
            "experimental": isExperimental ? .bool(true) : nil,
            "moments": moments.isEmpty ? nil : .array(moments.map(\.json)),
        ])
    }
}

extension DetectorResult.Moment {
    fileprivate var json: JSONValue {
        .object([
            "time": .thousandths(time.milliseconds), "face": .integer(track + 1), "score": .rounded(score),
            "box": .object([
                "x": .rounded(box.x), "y": .rounded(box.y), "width": .rounded(box.width),
                "height": .rounded(box.height),
            ]),
        ])
    }
}
