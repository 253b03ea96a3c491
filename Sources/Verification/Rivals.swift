package import Comparison
package import Matching

/// Which of several recordings that lie over the same clip it comes from: versions of one, or different ones that show the same but for
/// a part of the picture.
///
/// A publisher that signs a vertical or a captioned cut beside the whole recording has vouched for that edit: a copy of the cut is the
/// same as the cut, though it is an edit of the whole. And where a camera stands still, one speaker's recording resembles the next's.
/// The one that needs the least to explain the clip decides; the whole does where two versions need the same.
package enum Rivals {
    /// Recordings that are compared with the clip, at most.
    static let mostCompared = 4

    /// How much of the clip a recording leaves to be explained: less is nearer.
    package static func distance(_ compared: ComparedAlignment, isDerived: Bool) -> [Int] {
        var alone = Composition()
        alone.add(compared)
        let relation = RollUp.relation(differences: alone.differences, adjustments: alone.adjustments)
        return [
            secondsUnexplained(alone), gravity(of: relation), alone.differences.count,
            alone.adjustments.intersection(Adjustment.edits).count, isDerived ? 1 : 0,
        ]
    }

    /// Of the clip, where its picture differs or cannot be compared: somebody else's face is too unlike to be compared at all.
    private static func secondsUnexplained(_ composition: Composition) -> Int {
        let differing = composition.differences.filter { $0.track == .picture }.map(\.clip.milliseconds)
        let ranges = (differing + composition.gaps.map(\.clip.milliseconds)).union
        return ranges.reduce(0) { $0 + $1.count } / 1000
    }

    private static func gravity(of relation: Relation) -> Int {
        switch relation {
        case .same: 0
        case .edited: 1
        case .mixed: 2
        case .changed: 3
        case .noSource, .cannotAssess: 4
        }
    }
}

extension Alignment {
    /// Share of a clip's stretch that another recording must cover to be a rival for it.
    private static let rivalShare = 0.9

    /// Whether the picture is found in most of what another alignment has of the clip.
    package func showsAll(of other: Alignment) -> Bool {
        guard geometry != nil, other.geometry != nil else { return false }
        let theirs = other.segments.map(\.clip.milliseconds)
        let open = theirs.flatMap { $0.subtracting(segments.map(\.clip.milliseconds)) }
        let total = theirs.reduce(0) { $0 + $1.count }
        return Double(total - open.reduce(0) { $0 + $1.count }) >= Self.rivalShare * Double(total)
    }
}
