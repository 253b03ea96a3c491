import Detection
import Media
import Verification

/// How faces and voices compare with signed recordings of people, in lines.
enum PersonLines {
    static let title = "People"

    static func lines(of verdict: Verdict, in words: Words = .english) -> [String] {
        guard !verdict.people.isEmpty else { return [] }
        return verdict.people.map { line(of: $0, in: words) } + [words(.peopleProveNothing)]
    }

    private static func line(of result: PersonResult, in words: Words) -> String {
        let signal = words(result.signal == .face ? .faceOfPerson : .voiceOfPerson, ["person": result.person.printable])
        let why = result.reason.map { words(message(for: $0)) }
        guard !result.ranges.isEmpty else {
            return words(.detectorNotAsked, ["subject": signal, "why": why ?? ""])
        }
        let finding = finding(of: result, in: words)
        var line = words(
            .detectorSays,
            [
                "subject": signal, "ranges": result.ranges.map(Clock.text).joined(separator: ", "),
                "finding": why.map { words(.findingBecause, ["finding": finding, "why": $0]) } ?? finding,
            ])
        if result.reason == nil { line += " " + words(result.signal == .face ? .errsIdentity : .errsVoice) }
        return line
    }

    private static func finding(of result: PersonResult, in words: Words) -> String {
        switch result.outcome {
        case .doesNotApply, .cannotAssess: words(.findingCannotAssess)
        case .consistent: words(.isConsistent, result.records.count)
        case .notConsistent: words(.isNotConsistent, result.records.count)
        }
    }

    /// Where a detector's words do not fit.
    private static func message(for reason: DetectorReason) -> Message {
        switch reason {
        case .notInstalled: .whyPeopleNotInstalled
        case .noSpeech: .whyLittleSpeech
        case .inconclusive: .whyBetweenPeople
        default: DetectorLines.message(for: reason)
        }
    }
}

extension PersonResult {
    /// As in report v1.
    var json: JSONValue {
        let applies = if case .doesNotApply = outcome { false } else { true }
        let finding: String =
            switch outcome {
            case .doesNotApply, .cannotAssess: "cannot assess"
            case .consistent: "consistent"
            case .notConsistent: "not consistent"
            }
        return .object([
            "name": .string(person),
            "signal": .string(signal.rawValue),
            "applies": .bool(applies),
            "reason": reason.map { .string($0.rawValue) },
            "finding": applies ? .string(finding) : nil,
            "records": applies ? .array(records.map { .string(String($0)) }) : nil,
            "distance": signal == .face ? measure.map(JSONValue.rounded) : nil,
            "cosine": signal == .voice ? measure.map(JSONValue.rounded) : nil,
            "ranges": ranges.isEmpty ? nil : .array(ranges.map(\.json)),
            "errorRate": measure == nil
                ? nil : .string(signal == .face ? IdentityModel.errorRate : VoiceModel.errorRate),
            "model": model.map(JSONValue.string),
        ])
    }
}
