internal import Fingerprinting

/// Sums of a coarse picture over every rectangle that starts at its origin.
struct IntegralImage {
    let grid: GridSize
    /// `(width + 1) * (height + 1)` sums of luma, rows from the top, the first row and column zero; whole numbers.
    private let sums: [Double]

    init(_ luma: ArraySlice<UInt8>, grid: GridSize) {
        self.grid = grid
        let stride = grid.width + 1
        var sums = [Double](repeating: 0, count: stride * (grid.height + 1))
        var source = luma.startIndex
        for y in 1...grid.height {
            var row = 0.0
            for x in 1...grid.width {
                row += Double(luma[source])
                sums[y * stride + x] = sums[(y - 1) * stride + x] + row
                source += 1
            }
        }
        self.sums = sums
    }

    /// Sums at sixteen abscissas of one ordinate, bilinear between cells.
    func sums(at columns: Edges, row: Int, fraction: Double) -> SIMD16<Double> {
        let stride = grid.width + 1
        let above = row * stride
        let below = above + stride
        var corners = (SIMD16<Double>(), SIMD16<Double>(), SIMD16<Double>(), SIMD16<Double>())
        for lane in 0..<16 {
            let column = columns.cells[lane]
            corners.0[lane] = sums[above + column]
            corners.1[lane] = sums[above + column + 1]
            corners.2[lane] = sums[below + column]
            corners.3[lane] = sums[below + column + 1]
        }
        let upper = corners.0 + (corners.1 - corners.0) * columns.fractions
        let lower = corners.2 + (corners.3 - corners.2) * columns.fractions
        return upper + (lower - upper) * fraction
    }

    /// The sixteen edges of fifteen equal parts of an interval, as cells and fractions of a cell.
    struct Edges {
        fileprivate(set) var cells = SIMD16<Int>()
        fileprivate(set) var fractions = SIMD16<Double>()

        /// - Parameters:
        ///   - start: in fractions of the axis, as is `length`; what lies outside the frame is pulled to its border.
        ///   - count: cells on the axis.
        init(start: Double, length: Double, count: Int) {
            for edge in 0..<16 {
                let position = min(max((start + length * Double(edge) / 15) * Double(count), 0), Double(count))
                let cell = min(Int(position), count - 1)
                cells[edge] = cell
                fractions[edge] = position - Double(cell)
            }
        }
    }
}
