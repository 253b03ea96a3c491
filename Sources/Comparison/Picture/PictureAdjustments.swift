import Fingerprinting

/// What was laid over the whole picture of a clip, and whether its grey levels were changed.
package struct PictureAdjustments {
    /// Least width, and largest height, of a caption in fractions of what the clip shows of the recording.
    private static let captionWidth = 0.4
    private static let captionHeight = 0.35
    /// Largest width and height of a logo, and the farthest that it lies from two sides that meet.
    private static let logoSize = 0.33
    private static let logoDistance = 0.2
    /// Least width and height, in cells, of either: one row is what a registration half a cell off leaves at an edge.
    private static let leastCells = 2

    package let adjustments: Set<Adjustment>

    package init(_ pairs: PicturePairs) {
        let tone = ToneCurve(pairs)
        var adjustments: Set<Adjustment> = tone.isDistinct ? [.recoloured] : []
        let width = pairs.grid.width
        if let frame = CellRegion(bounding: pairs.valid, width: width) {
            let overlay = OverlayMap(pairs, tone: tone)
            for region in CellRegion.regions(of: overlay.covered, seeds: overlay.certain, width: width) {
                if Self.isCaption(region, in: frame) { adjustments.insert(.captioned) }
                if Self.isLogo(region, in: frame) { adjustments.insert(.logo) }
            }
        }
        self.adjustments = adjustments
    }

    /// A wide band in the upper or the lower third.
    private static func isCaption(_ region: CellRegion, in frame: CellRegion) -> Bool {
        let size = region.size(in: frame)
        let middle = (region.origin(in: frame).y + size.y / 2)
        return region.rows.count >= leastCells && region.fill >= 0.4 && size.x >= captionWidth
            && size.y <= captionHeight && abs(middle - 0.5) > 1.0 / 6
    }

    /// Something compact in a corner.
    private static func isLogo(_ region: CellRegion, in frame: CellRegion) -> Bool {
        let size = region.size(in: frame)
        let low = region.origin(in: frame)
        let distance = pointwiseMin(low, 1 - low - size)
        return min(region.columns.count, region.rows.count) >= leastCells && region.fill >= 0.5
            && size.max() <= logoSize && distance.max() <= logoDistance
    }
}

extension CellRegion {
    /// The box around all flagged cells; nothing where there are none.
    fileprivate init?(bounding cells: [Bool], width: Int) {
        let set = cells.indices.filter { cells[$0] }
        guard let first = set.first, let last = set.last else { return nil }
        let left = set.map { $0 % width }.min() ?? 0
        let right = set.map { $0 % width }.max() ?? 0
        self.init(columns: left..<right + 1, rows: first / width..<last / width + 1, count: set.count)
    }

    /// Top left corner in fractions of a frame.
    fileprivate func origin(in frame: CellRegion) -> SIMD2<Double> {
        SIMD2(
            Double(columns.lowerBound - frame.columns.lowerBound) / Double(frame.columns.count),
            Double(rows.lowerBound - frame.rows.lowerBound) / Double(frame.rows.count))
    }

    fileprivate func size(in frame: CellRegion) -> SIMD2<Double> {
        SIMD2(
            Double(columns.count) / Double(frame.columns.count), Double(rows.count) / Double(frame.rows.count))
    }
}
