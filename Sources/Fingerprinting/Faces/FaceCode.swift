/// A patch of luma within a narrow band: the 36 lowest coefficients (u + v < 8) of the orthonormal 24 x 24 DCT, quantised.
public struct FaceCode: Sendable, Hashable {
    /// Cells a side of the patch.
    public static let side = 24
    /// Coefficients with u + v below it are kept.
    public static let band = 8
    /// Coefficients kept.
    public static let count = band * (band + 1) / 2
    /// Step of the quantiser, in units of the orthonormal transform of grey levels 0 to 255.
    public static let step = 12
    /// No level is further from 0: a patch of black and white reaches 510.
    static let maximumLevel = 1023

    /// Quantised coefficients, `count` of them: v = 0 first, in it u = 0 first (u counts columns).
    public let levels: [Int16]

    public init(levels: [Int16]) {
        precondition(levels.count == Self.count, "one level a coefficient")
        self.levels = levels
    }

    /// Coefficients of the orthonormal transform, in the order of `levels`.
    public var coefficients: [Float] { levels.map { Float(Int($0) * Self.step) } }

    /// The patch that the code stands for: `side * side` grey levels, rows from the top; a little outside of 0 to 255 where
    /// the band cuts a sharp edge.
    public var cells: [Float] { Self.cells(of: coefficients) }

    /// The patch that has these coefficients, in the order of `levels`, and none beyond the band.
    public static func cells(of coefficients: [Float]) -> [Float] {
        precondition(coefficients.count == count, "one value a coefficient")
        // By rows of frequencies first: rows[v][x].
        var rows = [Float](repeating: 0, count: band * side)
        var index = 0
        for v in 0..<band {
            for u in 0..<band - v {
                let value = coefficients[index] / unit
                for x in 0..<side { rows[v * side + x] += value * Float(basis[u * side + x]) }
                index += 1
            }
        }
        var cells = [Float](repeating: 0, count: side * side)
        for y in 0..<side {
            for v in 0..<band {
                let value = Float(basis[v * side + y]) / unit
                for x in 0..<side { cells[y * side + x] += value * rows[v * side + x] }
            }
        }
        return cells
    }

    /// The scale of `basis`, 20 bits.
    private static let unit: Float = 1_048_576

    /// The orthonormal cosine basis times 2^20: `band` rows of `side` values.
    static let basis: [Int] = (0..<band).flatMap { frequency in
        (0..<side).map { x in
            let turns = Double((2 * x + 1) * frequency % 96) / 96
            let scale = (frequency == 0 ? 1.0 / 24 : 2.0 / 24).squareRoot()
            return SineTable.rounded(SineTable.cosine(turns: turns) * scale * 1_048_576)
        }
    }
}
