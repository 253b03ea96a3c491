public import Comparison

/// From findings to the headline.
public enum RollUp {
    /// changed > mixed > edited > same.
    public static func relation(differences: [Difference], adjustments: Set<Adjustment>) -> Relation {
        if differences.contains(where: \.isReplacement) { return .changed }
        if differences.contains(where: { $0.track == .timeline && $0.kind == .inserted }) { return .mixed }
        if !differences.isEmpty || !adjustments.isDisjoint(with: Adjustment.edits) { return .edited }
        return .same
    }

    /// Whether the relation certifies. `changed` is never softened by what could not be compared besides.
    public static func confidence(
        of relation: Relation, segments: [VerifiedSegment], recordHolds: Bool, weakMatch: Bool
    ) -> Confidence {
        switch relation {
        case .noSource, .cannotAssess: return .match
        case .changed: return recordHolds ? .match : .possible(.recordFails)
        case .same, .edited, .mixed: break
        }
        if !recordHolds { return .possible(.recordFails) }
        if weakMatch { return .possible(.weakMatch) }
        // A segment may differ in one place and be unchecked in another: the gaps count, whatever the finding.
        if segments.contains(where: \.hasUncheckedPicture) { return .possible(.pictureNotCompared) }
        if segments.contains(where: { !$0.pictureReasons.isEmpty }) { return .possible(.faceNotCompared) }
        if segments.contains(where: { $0.sound == .notChecked }) { return .possible(.soundNotCompared) }
        return .match
    }
}

extension Difference {
    /// Something of the original was replaced or shown at another speed, rather than left out or moved.
    public var isReplacement: Bool {
        switch (track, kind) {
        case (.picture, _), (.sound, .replaced), (.timeline, .speed): true
        default: false
        }
    }
}

extension VerifiedSegment {
    /// The picture was not compared, and not for want of a face alone.
    var hasUncheckedPicture: Bool {
        picture == .notChecked && pictureReasons.isEmpty || pictureReasons.contains(.notRegistered)
    }
}

extension Adjustment {
    /// Adjustments that a person made to the frame or the sound. The others happen on the way: coding, scaling, filming.
    public static let edits: Set<Adjustment> = [
        .cropped, .captioned, .logo, .mirrored, .muted, .soundRemoved, .soundAdded,
    ]
}
