/// The constants of the comparison of picture regions. Cells are those of the recording's detail, 160 x 90 at 16:9;
/// variances are in squared grey levels.
///
/// Chosen by sight on about 190 unaltered excerpts of 5 to 11 s from 48 recordings, through the measuring kit's chains, and on 16
/// signs drawn into four of them (8 to 18 % of the width, 2 to 3 s or throughout). Among the unaltered excerpts the squares' excess
/// stayed below half of a threshold wherever the registration was right; drawn signs exceeded it 1 to 300 times. The rule
/// that a weak region is a place not compared came after the kit's first 57 unaltered clips of both halves, of which 4 had weak
/// regions and none a stronger one: its figures are not held out. The kit's signs and photographs chose nothing.
enum RegionLimits {
    /// Cells to either side of a cell that are compared with it: together 7, the height of a sign of 8 % of the width.
    static let radius = 3
    /// 1 minus the trimmed correlation above which the pictures are not laid on each other.
    static let worstRegistration = 0.05
    /// Moments that share a tone curve: half a minute.
    static let block = 32
    /// Cells along the edges of what the clip shows that are not compared: they mix the picture with bars.
    static let border = 2
    /// How far a registration may be off, in cells, in steps of which the best is taken.
    static let shift: Float = 0.7
    /// How far a registration may be off in one place, in cells, and the share of the residual's variance, with the best
    /// shift of one cell, that a farther one leaves there.
    static let farthestShift = 3
    static let shiftedShare: Float = 0.6
    /// What coding does to local contrast: factors from the recording's to the clip's.
    static let gain: ClosedRange<Float> = 0.6...1.25
    /// Variance that coding leaves: everywhere, and as a share of the recording's local variance. `structure` is of what
    /// is in a square of cells beside its mean, `level` of its mean.
    static let structure: (least: Float, share: Float) = (6, 0.10)
    static let level: (least: Float, share: Float) = (9, 0.02)
    /// Variance of what a quantiser took from the recording's picture beyond what its finest step of 8 does, which the others
    /// were chosen on: a sixth of the squared step, twice that of even rounding, since small coefficients become 0.
    static func loss(step: Int) -> Float { Float(max(step * step - 64, 0)) / 6 }
    /// Excess over that variance above which a cell is flagged.
    static let structureExcess: Float = 4
    static let levelExcess: Float = 8
    /// Share of a square that must be compared.
    static let leastShare: Float = 0.5
    /// Share of the picture above which a moment is wrong as a whole: a cut nearby, or a mistimed picture.
    static let largestShare = 0.45
    /// Fewest flagged cells of a region at one moment, and fewest moments of a region.
    static let leastCells = 56
    /// Fewest cells of a region each way: whatever differs flags a square of 7, and an edge that lies off a strip.
    static let leastSide = 6
    static let leastMoments = 2
    /// Most moments from one step of a region to the next.
    static let longestGap = 1
    /// How far the squares of cells reach beyond a region, in cells.
    static let reach = 2

    /// Median excess of a region, in thresholds, from which a difference is moderate and strong. Below, the place is one that
    /// could not be compared.
    static let moderateExcess: Float = 2
    static let strongExcess: Float = 6
    /// Share of the moments, and of the clip's frame, from which a moderate region is a place that could not be compared. Of 354
    /// unaltered clips three had such a region, of 0.04, 0.14 and 0.39 of the frame throughout; of the 63 replaced signs and
    /// photographs none is larger than 0.03.
    static let throughout = 0.95
    static let wide = 0.04
    /// What is left out around a face, in faces.
    static let faceMargin = 0.15

    /// Least width, and largest height, of a caption in fractions of the clip's picture; its middle lies in the upper or the
    /// lower third.
    static let captionWidth = 0.4
    static let captionHeight = 0.35
    /// Largest width and height of a logo, and the farthest that it lies from two sides that meet.
    static let logoSize = 0.33
    static let logoDistance = 0.2
    /// Share of the moments at which a logo is there.
    static let logoPresence = 0.8
}
