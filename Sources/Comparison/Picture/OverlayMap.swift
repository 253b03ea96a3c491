import Fingerprinting

/// Cells in which the clip persistently shows something else than the recording: what was laid over the picture.
struct OverlayMap {
    /// Residual, in grey levels, that coding leaves; besides five times the spread of the cells' residuals.
    private static let coding: Float = 4
    /// Share of what a registration one cell off explains that a usual one, a fraction of a cell off, leaves.
    private static let misregistration: Float = 0.5
    /// Fewest moments that make a median, and the largest share of the picture that an overlay covers: beyond it, the tone
    /// and the residuals' spread are not those of the footage.
    private static let fewestMoments = 6
    private static let largestShare = 0.4

    let grid: GridSize
    /// One flag a cell of the recording's grid.
    let covered: [Bool]
    /// Of these, the cells in which a registration one cell off would not explain it either: every overlay has some.
    let certain: [Bool]

    init(_ pairs: PicturePairs, tone: ToneCurve) {
        grid = pairs.grid
        let cells = pairs.valid.indices.filter { pairs.valid[$0] }
        var covered = [Bool](repeating: false, count: pairs.grid.area)
        var certain = covered
        if pairs.clip.count >= Self.fewestMoments, !cells.isEmpty {
            var residuals = [Float](repeating: 0, count: pairs.grid.area)
            var levels = [Float](repeating: 0, count: pairs.grid.area)
            for cell in cells {
                residuals[cell] = zip(pairs.clip, pairs.original).map { $0[cell] - tone($1[cell]) }.quantile(0.5)
                levels[cell] = pairs.original.map { $0[cell] }.quantile(0.5)
            }
            let spread = 1.4826 * cells.map { abs(residuals[$0]) }.quantile(0.5)
            for cell in cells {
                let around = Self.range(of: levels, around: cell, width: grid.width, valid: pairs.valid)
                let residual = residuals[cell]
                let explained = residual > 0 ? around.upperBound - levels[cell] : levels[cell] - around.lowerBound
                let excess = abs(residual) - 5 * spread - Self.coding
                covered[cell] = excess > Self.misregistration * explained
                certain[cell] = excess > explained
            }
            if Double(covered.count { $0 }) > Self.largestShare * Double(cells.count) {
                covered = .init(repeating: false, count: covered.count)
            }
        }
        self.covered = covered
        self.certain = certain
    }

    /// From the darkest to the lightest of a cell and its eight neighbours: what a registration one cell off can show.
    private static func range(of levels: [Float], around cell: Int, width: Int, valid: [Bool]) -> ClosedRange<Float> {
        let (x, y) = (cell % width, cell / width)
        var (low, high) = (levels[cell], levels[cell])
        for row in max(y - 1, 0)...min(y + 1, levels.count / width - 1) {
            for column in max(x - 1, 0)...min(x + 1, width - 1) where valid[row * width + column] {
                low = min(low, levels[row * width + column])
                high = max(high, levels[row * width + column])
            }
        }
        return low...high
    }
}
