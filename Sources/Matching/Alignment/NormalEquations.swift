/// Weighted least squares in at most eight unknowns.
struct NormalEquations {
    typealias Row = SIMD8<Double>

    private let count: Int
    private var matrix: [Row]
    private var right = Row()

    init(count: Int) {
        self.count = count
        matrix = [Row](repeating: Row(), count: count)
    }

    mutating func add(_ row: Row, residual: Double, weight: Double) {
        let weighted = row * weight
        for i in 0..<count { matrix[i] += weighted * row[i] }
        right += weighted * residual
    }

    /// Gaussian elimination with pivots, after a small ridge; nothing where no unknown is determined.
    func solve() -> [Double]? {
        var a = matrix
        var b = right
        let trace = (0..<count).reduce(0) { $0 + a[$1][$1] }
        guard trace > 0 else { return nil }
        for i in 0..<count { a[i][i] += 1e-7 * trace + 1e-9 }
        for column in 0..<count {
            let pivot = (column..<count).max { abs(a[$0][column]) < abs(a[$1][column]) } ?? column
            guard abs(a[pivot][column]) > 1e-12 * trace else { return nil }
            a.swapAt(column, pivot)
            (b[column], b[pivot]) = (b[pivot], b[column])
            for row in (column + 1)..<max(count, column + 1) {
                let factor = a[row][column] / a[column][column]
                a[row] -= a[column] * factor
                b[row] -= b[column] * factor
            }
        }
        var solution = [Double](repeating: 0, count: count)
        for row in (0..<count).reversed() {
            var sum = b[row]
            for column in (row + 1)..<max(count, row + 1) { sum -= a[row][column] * solution[column] }
            solution[row] = sum / a[row][row]
        }
        return solution
    }
}
