import Comparison
import Matching
import Media
import Verification

extension Wording {
    /// Track, time range, what, and what of the original is concerned.
    static func sentence(of difference: Difference, in verdict: Verdict) -> String {
        let clip = Clock.text(difference.clip)
        let source = difference.source.map(Clock.text)
        switch (difference.track, difference.kind) {
        case (.sound, .muted):
            return "Sound \(clip) is muted; the signed original has sound there."
        case (.sound, .added):
            return "Sound \(clip) has something added over the sound of the signed original."
        case (.sound, _):
            return "Sound \(clip) differs from the signed original."
        case (.picture, .region):
            let place = difference.box.map { " at the \(Self.place(of: $0))" } ?? ""
            let what =
                switch difference.subject {
                case .mouth: "the mouth of the person\(place) moves otherwise than in the signed original."
                case .face: "the face\(place) is not that of the signed original."
                case .area, nil: "a part\(place) differs from the signed original."
                }
            return "Picture \(clip): \(what)"
        case (.picture, _):
            return "Picture \(clip) differs from the signed original."
        case (.timeline, .cut):
            return cut(difference)
        case (.timeline, .reordered):
            return "Timeline \(clip) is out of order\(source.map { ": it is \($0) of the original" } ?? "")."
        case (.timeline, .repeated):
            return "Timeline \(clip) repeats \(source.map { "\($0) of the original" } ?? "what was shown before")."
        case (.timeline, .inserted):
            return "Timeline \(clip) has no signed source."
        case (.timeline, .speed):
            let speed = verdict.segments.first { $0.clip.overlaps(difference.clip) }?.speed
            let rate = speed.map { " at \(JSONValue.decimal(thousandths: Int(($0 * 100).rounded()) * 10)) times" }
            return "Timeline \(clip) runs\(rate ?? " at another speed than") the speed of the original."
        case (.timeline, _):
            return "Timeline \(clip) differs from the signed original."
        }
    }

    private static func cut(_ difference: Difference) -> String {
        let at = Clock.text(difference.clip.start)
        if difference.isJoint {
            let record = difference.recording.map { "record \($0.rawValue)" } ?? "another recording"
            return "Timeline at \(at): the clip goes over to \(record)."
        }
        guard let source = difference.source else { return "Timeline at \(at): a passage of the original is left out." }
        let length = JSONValue.decimal(thousandths: Int((source.duration * 10).rounded()) * 100)
        return "Timeline at \(at): \(length) s of the original (\(Clock.text(source))) are left out."
    }

    /// Ninths of the frame: upper left, top, ... centre.
    static func place(of box: FrameBox) -> String {
        let (x, y) = (box.x + box.width / 2, box.y + box.height / 2)
        let column = x < 1.0 / 3 ? 0 : x < 2.0 / 3 ? 1 : 2
        let row = y < 1.0 / 3 ? 0 : y < 2.0 / 3 ? 1 : 2
        return [
            ["upper left", "top", "upper right"], ["left", "centre", "right"],
            ["lower left", "bottom", "lower right"],
        ][row][column]
    }
}
