/// A connected region of cells: its bounding box and how many cells of the box belong to it.
struct CellRegion: Hashable {
    var columns: Range<Int>
    var rows: Range<Int>
    var count: Int

    /// Share of the box that belongs to the region.
    var fill: Double { Double(count) / Double(columns.count * rows.count) }

    /// The regions of a grid that hold a seed, in the order of their first seeds. Cells belong together that touch, or that have one cell
    /// between them in a row, as letters have.
    static func regions(of cells: [Bool], seeds: [Bool], width: Int) -> [CellRegion] {
        var open = cells
        var regions: [CellRegion] = []
        for start in cells.indices where open[start] && seeds[start] {
            open[start] = false
            var pending = [start]
            var region = CellRegion(
                columns: start % width..<start % width + 1, rows: start / width..<start / width + 1, count: 0)
            while let cell = pending.popLast() {
                let (x, y) = (cell % width, cell / width)
                region.count += 1
                region.columns = min(region.columns.lowerBound, x)..<max(region.columns.upperBound, x + 1)
                region.rows = min(region.rows.lowerBound, y)..<max(region.rows.upperBound, y + 1)
                for row in max(y - 1, 0)...min(y + 1, cells.count / width - 1) {
                    for column in max(x - 2, 0)...min(x + 2, width - 1) where open[row * width + column] {
                        open[row * width + column] = false
                        pending.append(row * width + column)
                    }
                }
            }
            regions.append(region)
        }
        return regions
    }
}
