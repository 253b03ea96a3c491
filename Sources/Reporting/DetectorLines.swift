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
    static func allLines(of verdict: Verdict) -> [String] {
        guard !verdict.detectors.isEmpty else { return [] }
        return verdict.detectors.flatMap(lines)
            + [
                "A detector never changes what the comparison with signed footage says, and none sees every manipulation."
            ]
    }

    private static func lines(of result: DetectorResult) -> [String] {
        let subject = result.subject.printable
        guard result.ranges.isEmpty else {
            let stretch = result.ranges.map(Clock.text).joined(separator: ", ")
            let experimental = result.isExperimental ? " (experimental: do not rely on it)" : ""
            var lines = ["\(subject)\(experimental), \(stretch): \(finding(of: result))\(why(result.reason))."]
            if result.score != nil { lines.append("How often it errs: \(result.errorRate.printable)") }
            if let offset = result.soundOffset { lines.append("\(self.offset(offset)).") }
            if case .signs = result.outcome { lines += [drivers(of: result)] }
            return lines
        }
        return ["\(subject): not examined\(why(result.reason))."]
    }

    /// Where the sound lies against the lips: a fact, and a harmless one as often as not.
    private static func offset(_ milliseconds: Int) -> String {
        let tenths = (abs(milliseconds) + 50) / 100
        return
            "The sound lies \(tenths / 10).\(tenths % 10) s \(milliseconds < 0 ? "before" : "behind") the lips that it goes with"
    }

    /// The moments that raised the score most.
    private static func drivers(of result: DetectorResult) -> String {
        let times = Set(result.drivers(5).map { Clock.text($0.time) }).sorted().joined(separator: ", ")
        return "Look at the faces yourself, above all at \(times)."
    }

    static func finding(of result: DetectorResult) -> String {
        switch result.outcome {
        case .doesNotApply, .cannotAssess: "cannot assess"
        case .noSigns: "no signs found (not proof of authenticity)"
        case .signs: "signs of manipulation"
        }
    }

    private static func why(_ reason: DetectorReason?) -> String {
        guard let reason else { return "" }
        let words =
            switch reason {
            case .coveredBySource: "a signed source covers the clip, and comparing with it says more"
            case .notInstalled: "the detector is not installed (scripts/setup --detectors installs it)"
            case .unusable: "what is installed is not what this program knows, or does not run (see vericlip doctor)"
            case .experimental:
                "it is experimental, its measured figures do not suffice; --detectors experimental asks it all the same"
            case .unsupported: "the clip has no picture, or no sound where that is needed"
            case .noFace: "no face was found"
            case .faceTooSmall: "the faces are too small"
            case .profile: "the faces are seen from the side"
            case .tooDark: "the faces are too dark"
            case .tooFewFrames: "no face is seen often enough"
            case .noSpeech: "hardly anything is heard where a face is seen"
            case .music: "what is heard is music or noise that does not rise and fall as speech does"
            case .stillMouth: "no mouth that is seen moves as in speaking"
            case .inconclusive: "the score lies where manipulated and unaltered footage both do"
            }
        return ": " + words
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
            "ranges": ranges.isEmpty
                ? nil
                : .array(
                    ranges.map {
                        .object([
                            "start": .thousandths($0.start.milliseconds), "end": .thousandths($0.end.milliseconds),
                        ])
                    }),
            "errorRate": score == nil ? nil : .string(errorRate),
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
