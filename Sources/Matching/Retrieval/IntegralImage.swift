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

    /// Sums at twelve abscissas of one ordinate, bilinear between cells; four lanes stay zero.
    func sums(at columns: Edges, row: Int, fraction: Double) -> SIMD16<Double> {
        let sums = self.sums.span
        let stride = grid.width + 1
        var result = SIMD16<Double>()
        for edge in 0..<Edges.count {
            let corner = row * stride + columns.cells[edge]
            let (left, right) = (columns.complements[edge], columns.fractions[edge])
            let above = sums[corner] * left + sums[corner + 1] * right
            let below = sums[corner + stride] * left + sums[corner + stride + 1] * right
            result[edge] = above + (below - above) * fraction
        }
        return result
    }

    /// The twelve edges of eleven equal parts of an interval, as cells and fractions of a cell.
    struct Edges {
        static let count = 12
        fileprivate(set) var cells = InlineArray<12, Int>(repeating: 0)
        /// Distance from the cell, and what is left of one cell.
        fileprivate(set) var fractions = InlineArray<12, Double>(repeating: 0)
        fileprivate var complements = InlineArray<12, Double>(repeating: 0)

        /// - Parameters:
        ///   - start: in fractions of the axis, as is `length`; what lies outside the frame is pulled to its border.
        ///   - count: cells on the axis.
        init(start: Double, length: Double, count: Int) {
            for edge in 0..<Self.count {
                let position = min(max((start + length * Double(edge) / 11) * Double(count), 0), Double(count))
                let cell = min(Int(position), count - 1)
                cells[edge] = cell
                fractions[edge] = position - Double(cell)
                complements[edge] = 1 - fractions[edge]
            }
        }
    }
}
