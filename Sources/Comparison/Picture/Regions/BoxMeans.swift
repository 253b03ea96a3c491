import Fingerprinting

/// Means over the square of cells around each cell, of those cells only that are valid.
struct BoxMeans {
    let grid: GridSize
    /// Cells to either side.
    let radius: Int
    /// Share of the square that is valid; cells beyond the grid are not.
    let share: [Float]
    private let valid: [Float]
    private let factors: [Float]

    init(grid: GridSize, radius: Int, valid: [Bool]) {
        self.grid = grid
        self.radius = radius
        self.valid = valid.map { $0 ? 1 : 0 }
        let counts = Self.sums(self.valid.map { SIMD4(repeating: $0) }, grid: grid, radius: radius).map(\.x)
        let side = Float(2 * radius + 1)
        share = counts.map { $0 / (side * side) }
        factors = counts.map { 1 / max($0, 1) }
    }

    /// - Parameter cells: of four maps at once.
    func callAsFunction(_ cells: [SIMD4<Float>]) -> [SIMD4<Float>] {
        var masked = cells
        for cell in masked.indices { masked[cell] *= valid[cell] }
        var means = Self.sums(masked, grid: grid, radius: radius)
        for cell in means.indices { means[cell] *= factors[cell] }
        return means
    }

    /// Along rows, then along columns, each by adding what enters the square and subtracting what leaves it.
    private static func sums(_ cells: [SIMD4<Float>], grid: GridSize, radius: Int) -> [SIMD4<Float>] {
        let (width, height) = (grid.width, grid.height)
        var rows = [SIMD4<Float>](repeating: .zero, count: cells.count)
        for row in 0..<height {
            let start = row * width
            var sum = SIMD4<Float>.zero
            for column in 0..<min(radius, width) { sum += cells[start + column] }
            for column in 0..<width {
                if column + radius < width { sum += cells[start + column + radius] }
                rows[start + column] = sum
                if column >= radius { sum -= cells[start + column - radius] }
            }
        }
        var sums = [SIMD4<Float>](repeating: .zero, count: cells.count)
        var line = [SIMD4<Float>](repeating: .zero, count: width)
        for row in 0..<min(radius, height) {
            for column in 0..<width { line[column] += rows[row * width + column] }
        }
        for row in 0..<height {
            if row + radius < height {
                let entering = (row + radius) * width
                for column in 0..<width { line[column] += rows[entering + column] }
            }
            let start = row * width
            for column in 0..<width { sums[start + column] = line[column] }
            if row >= radius {
                let leaving = (row - radius) * width
                for column in 0..<width { line[column] -= rows[leaving + column] }
            }
        }
        return sums
    }
}
