package import Comparison

/// Which of several versions of one recording the clip comes from.
///
/// A publisher that signs a vertical or a captioned cut beside the whole recording has vouched for that edit: a copy of the cut is the
/// same as the cut, though it is an edit of the whole. Among versions that belong together the one that needs the least to
/// explain the clip decides; the whole does where two need the same.
package enum Derivatives {
    /// Versions that are compared with the clip, at most.
    static let mostCompared = 4

    /// How much of the clip a version leaves to be explained: less is nearer.
    package static func distance(_ compared: ComparedAlignment, isDerived: Bool) -> [Int] {
        var alone = Composition()
        alone.add(compared)
        let relation = RollUp.relation(differences: alone.differences, adjustments: alone.adjustments)
        return [
            gravity(of: relation), alone.differences.count, alone.adjustments.intersection(Adjustment.edits).count,
            isDerived ? 1 : 0,
        ]
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
