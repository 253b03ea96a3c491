import Fingerprinting
import Glibc

/// Reads off a square about a face what lies above the band of a code: 24 x 24 cells made of the frequencies from the code's band on, as
/// far as both of two pictures show them.
struct FineProjection {
    /// Frequencies along either axis, the code's among them: of half a cycle a face each.
    private static let count = 16
    /// Cycles a pixel above which a picture shows nothing reliable; half a cycle is the limit.
    private static let finest = 0.42
    /// Frequencies above the band that must be shown along an axis for there to be anything to compare.
    private static let fewest = 3

    private let columns: [SIMD16<Float>]
    private let rows: [SIMD16<Float>]

    /// - Parameter shift: where in the square the face lies.
    init(_ shift: FaceShift = FaceShift()) {
        columns = Self.shares(shift: shift.x, scale: shift.scale * shift.aspect)
        rows = Self.shares(shift: shift.y, scale: shift.scale)
    }

    /// - Parameters:
    ///   - square: grey levels, `FaceCrop.side` squared.
    ///   - band: what is kept.
    func cells(of square: [Float], in band: Band) -> [Float] {
        let side = FaceCrop.side
        var coefficients = [SIMD16<Float>](repeating: .zero, count: Self.count)
        for row in 0..<side where rows[row] != .zero {
            var sum = SIMD16<Float>.zero
            for column in 0..<side { sum += columns[column] * square[row * side + column] }
            for v in 0..<Self.count { coefficients[v] += sum * rows[row][v] }
        }
        var lines = [SIMD16<Float>](repeating: .zero, count: FacePattern.side)
        for v in 0..<Self.count {
            let kept = coefficients[v] * band.gains[v]
            for y in lines.indices { lines[y] += kept * Self.basis[y][v] }
        }
        return lines.flatMap { line in Self.basis.map { (line * $0).sum() } }
    }

    /// Which frequencies are compared, and how much of each is kept so that two pictures show the same.
    struct Band {
        /// For each frequency down, those across.
        fileprivate let gains: [SIMD16<Float>]

        /// Nothing where the pictures show too little above the band of a code.
        /// - Parameters:
        ///   - pixels: of the picture across and down the face.
        ///   - other: of the one that it is compared with.
        init?(pixels: SIMD2<Double>, other: SIMD2<Double>) {
            let reach = pointwiseMin(pixels, other) * 2 * finest
            guard reach.min() >= Double(FaceCode.band + fewest) / 2, reach.max() >= Double(FaceCode.band + fewest)
            else { return nil }
            let across = Self.gains(pixels: pixels.x, other: other.x)
            let down = Self.gains(pixels: pixels.y, other: other.y)
            gains = (0..<count).map { v in
                var gains = SIMD16<Float>.zero
                for u in 0..<count where u + v >= FaceCode.band && Double(u) <= reach.x && Double(v) <= reach.y {
                    gains[u] = across[u] * down[v]
                }
                return gains
            }
        }

        /// What a pixel takes from a frequency more than this picture's own does (`FacePattern`).
        private static func gains(pixels: Double, other: Double) -> [Float] {
            (0..<count).map { frequency in
                min(1, transfer(frequency, pixels: other) / transfer(frequency, pixels: pixels))
            }
        }

        private static func transfer(_ frequency: Int, pixels: Double) -> Float {
            guard frequency > 0 else { return 1 }
            let angle = Double.pi * min(Double(frequency) / 2 / max(pixels, 1), 0.5)
            let box = sin(angle) / angle
            return Float(box * box * box)
        }
    }

    /// Orthonormal cosines: for each cell of a line, its frequencies.
    private static let basis: [SIMD16<Float>] = (0..<FacePattern.side).map { cell in
        SIMD16(
            (0..<count).map { frequency in
                let scale = ((frequency == 0 ? 1 : 2) / Double(FacePattern.side)).squareRoot()
                return Float(
                    scale * cos(Double.pi * Double(frequency) * (Double(cell) + 0.5) / Double(FacePattern.side)))
            })
    }

    /// What each line of the square adds to the frequencies.
    private static func shares(shift: Double, scale: Double) -> [SIMD16<Float>] {
        let (side, cells) = (FaceCrop.side, FacePattern.side)
        let unit = Double(side) / FaceCrop.scale
        var shares = [SIMD16<Float>](repeating: .zero, count: side)
        // Two points a cell.
        for point in 0..<cells * 2 {
            let offset = ((Double(point) + 0.5) / 2 - Double(cells) / 2) / Double(cells)
            let position = Double(side) / 2 + (shift + offset * scale) * unit - 0.5
            let clamped = min(max(position, 0), Double(side) - 1.001)
            let (line, fraction) = (Int(clamped), Float(clamped - Double(Int(clamped))))
            let share = basis[point / 2] * 0.5
            shares[line] += share * (1 - fraction)
            shares[line + 1] += share * fraction
        }
        return shares
    }
}
