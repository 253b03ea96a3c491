import Comparison
import Media
import Verification

/// What is said of one track as a whole: whether it was compared, and that no difference was found where that is so.
struct TrackSummary {
    let track: Difference.Track
    let finding: KeyPath<VerifiedSegment, TrackFinding>
    /// Whether the clip has such a track at all.
    let inClip: Bool
    var words = Words.english

    func sentences(for verdict: Verdict) -> [String] {
        guard inClip else { return [said(.trackAbsent)] }
        if verdict.isNamedOnly {
            return [said(verdict.confidence == .possible(.fingerprintNotHere) ? .trackNotHere : .trackUnpublished)]
        }
        let segments = verdict.segments
        let gaps = track == .picture ? verdict.pictureGaps : []
        let unchecked = segments.filter {
            $0[keyPath: finding] == .notChecked && (track == .sound || $0.pictureReasons.isEmpty)
        }
        let absent = segments.filter { $0[keyPath: finding] == .absent }
        if absent.count == segments.count { return [said(.trackNotRecorded)] }
        if unchecked.count == segments.count { return [said(isUnchecked)] }

        var sentences = unchecked.map { said(isUnchecked, at: $0.clip) }
        sentences += PictureGap.Reason.allCases.compactMap { reason in sentence(for: reason, of: gaps) }
        sentences += absent.map { said(.trackNotRecorded, at: $0.clip) }
        let differs = verdict.differences.contains { $0.track == track }
        let compared = segments.contains {
            $0[keyPath: finding] == .same
                || track == .picture && !$0.pictureReasons.isEmpty
                    && !$0.pictureReasons.contains(.notRegistered)
        }
        if compared {
            sentences.append(said(differs || !sentences.isEmpty ? .noDifferenceElsewhere : .noDifferenceFound))
        }
        return sentences
    }

    /// One sentence for all gaps of one reason.
    private func sentence(for reason: PictureGap.Reason, of gaps: [PictureGap]) -> String? {
        let ranges = gaps.filter { $0.reason == reason }.map(\.clip)
        guard let first = ranges.map(\.start).min(), let last = ranges.map(\.end).max() else { return nil }
        let why: Message =
            switch reason {
            case .notRegistered: .gapNotRegistered
            case .noFaceTrack: .gapNoFaceTrack
            case .faceTooSmall: .gapFaceTooSmall
            case .faceCovered: .gapFaceCovered
            case .faceUnclear: .gapFaceUnclear
            case .faceNotInRecord: .gapFaceNotInRecord
            }
        return said(why, at: TimeRange(start: first, end: last))
    }

    private var isUnchecked: Message { track == .picture ? .pictureUnchecked : .soundUnchecked }

    /// A sentence about the track, or about a stretch of it.
    private func said(_ message: Message, at range: TimeRange? = nil) -> String {
        let name = words(track == .picture ? .picture : .sound)
        return words(
            message,
            ["track": range.map { words(.trackAt, ["track": name, "clip": Clock.text($0)]) } ?? name])
    }
}
