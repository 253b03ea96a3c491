import Comparison
import Media
import Verification

/// What is said of one track as a whole: whether it was compared, and that no difference was found where that is so.
struct TrackSummary {
    let track: Difference.Track
    let finding: KeyPath<VerifiedSegment, TrackFinding>
    /// Whether the clip has such a track at all.
    let inClip: Bool

    func sentences(for verdict: Verdict) -> [String] {
        let name = track == .picture ? "Picture" : "Sound"
        guard inClip else { return ["\(name): this clip has none."] }
        let segments = verdict.segments
        let unchecked = segments.filter { $0[keyPath: finding] == .notChecked }
        let absent = segments.filter { $0[keyPath: finding] == .absent }
        if absent.count == segments.count { return ["\(name): the recording has none to compare with."] }
        if unchecked.count == segments.count { return ["\(name): \(uncheckedText)"] }

        var sentences = unchecked.map { "\(name) \(Clock.text($0.clip)): \(uncheckedText)" }
        sentences += absent.map { "\(name) \(Clock.text($0.clip)): the recording has none to compare with." }
        let differs = verdict.differences.contains { $0.track == track }
        if segments.contains(where: { $0[keyPath: finding] == .same }) {
            let elsewhere = differs || !sentences.isEmpty ? " elsewhere" : ""
            sentences.append("\(name)\(elsewhere): no difference found.")
        }
        return sentences
    }

    private var uncheckedText: String {
        track == .picture
            ? "not checked beyond the order and timing of its images."
            : "not checked; there is too little sound to compare."
    }
}
