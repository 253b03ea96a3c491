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
        if verdict.isNamedOnly {
            let place = verdict.confidence == .possible(.fingerprintNotHere) ? "here" : "published"
            return ["\(name): not checked; the recording's fingerprint is not \(place)."]
        }
        let segments = verdict.segments
        let gaps = track == .picture ? verdict.pictureGaps : []
        let unchecked = segments.filter {
            $0[keyPath: finding] == .notChecked && (track == .sound || $0.pictureReasons.isEmpty)
        }
        let absent = segments.filter { $0[keyPath: finding] == .absent }
        if absent.count == segments.count { return ["\(name): the recording has none to compare with."] }
        if unchecked.count == segments.count { return ["\(name): \(uncheckedText)"] }

        var sentences = unchecked.map { "\(name) \(Clock.text($0.clip)): \(uncheckedText)" }
        sentences += PictureGap.Reason.allCases.compactMap { reason in Self.sentence(for: reason, of: gaps) }
        sentences += absent.map { "\(name) \(Clock.text($0.clip)): the recording has none to compare with." }
        let differs = verdict.differences.contains { $0.track == track }
        let compared = segments.contains {
            $0[keyPath: finding] == .same
                || track == .picture && !$0.pictureReasons.isEmpty
                    && !$0.pictureReasons.contains(.notRegistered)
        }
        if compared {
            let elsewhere = differs || !sentences.isEmpty ? " elsewhere" : ""
            sentences.append("\(name)\(elsewhere): no difference found.")
        }
        return sentences
    }

    /// One sentence for all gaps of one reason.
    private static func sentence(for reason: PictureGap.Reason, of gaps: [PictureGap]) -> String? {
        let ranges = gaps.filter { $0.reason == reason }.map(\.clip)
        guard let first = ranges.map(\.start).min(), let last = ranges.map(\.end).max() else { return nil }
        let why =
            switch reason {
            case .notRegistered: "not checked: it could not be laid on the original's."
            case .noFaceTrack: "faces not checked: the recording was registered without them."
            case .faceTooSmall: "a face was not checked: it has too few pixels in this clip."
            case .faceCovered: "a face was not checked: something covers it, or it is partly outside of the frame."
            case .faceUnclear: "a face was not checked: it is too unclear or too briefly there."
            case .faceNotInRecord: "a face was not checked: the record knows none at this place."
            }
        return "Picture \(Clock.text(TimeRange(start: first, end: last))): \(why)"
    }

    private var uncheckedText: String {
        track == .picture
            ? "not checked beyond the order and timing of its images."
            : "not checked; there is too little sound to compare."
    }
}
