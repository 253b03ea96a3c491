import Fingerprinting
import Glibc

/// A patch of 24 x 24 cells within the band of a `FaceCode`, as grey levels. What is compared on both sides: noise of coding
/// lives above the band.
struct FacePattern: Sendable {
    static let side = FaceCode.side

    /// `side` squared grey levels, rows from the top.
    private(set) var cells: [Float]

    /// What a code holds, as a picture of so few pixels shows it.
    ///
    /// A pixel is the mean of its area, and it is read between its neighbours: about a box three times over, which takes from the
    /// finest of a small face a third.
    /// - Parameter pixels: of the picture across and down the code's box.
    init(_ code: FaceCode, in pixels: SIMD2<Double>) {
        let (across, down) = (Self.transfer(pixels: pixels.x), Self.transfer(pixels: pixels.y))
        var coefficients = [SIMD8<Float>](repeating: .zero, count: FaceCode.band)
        var next = 0
        for v in 0..<FaceCode.band {
            for u in 0..<FaceCode.band - v {
                let level = Float(code.levels[next]) * Float(FaceCode.step)
                coefficients[v][u] = level * across[u] * down[v]
                next += 1
            }
        }
        self.init(coefficients: coefficients)
    }

    /// What remains of each frequency: half a cycle a box is the first.
    private static func transfer(pixels: Double) -> [Float] {
        (0..<FaceCode.band).map { frequency in
            guard frequency > 0 else { return 1 }
            let angle = Double.pi * min(Double(frequency) / 2 / max(pixels, 1), 0.5)
            let box = sin(angle) / angle
            return Float(box * box * box)
        }
    }

    /// - Parameter coefficients: for each frequency down, those across; what lies beyond the band does not count.
    init(coefficients: [SIMD8<Float>]) {
        let (side, band, basis, octets) = (Self.side, FaceCode.band, Self.basis, Self.octets)
        var rows = [SIMD8<Float>](repeating: .zero, count: side)
        for v in 0..<band {
            var row = coefficients[v]
            for u in band - v..<band { row[u] = 0 }
            for y in 0..<side { rows[y] += row * basis[v * side + y] }
        }
        cells = [Float](repeating: 0, count: side * side)
        for y in 0..<side {
            for octet in 0..<side / 8 {
                var sum = SIMD8<Float>.zero
                for u in 0..<band { sum += octets[u * side / 8 + octet] * rows[y][u] }
                for lane in 0..<8 { cells[y * side + octet * 8 + lane] = sum[lane] }
            }
        }
    }

    /// Orthonormal cosines, frequency after frequency.
    private static let basis: [Float] = (0..<FaceCode.band).flatMap { frequency in
        (0..<side).map { cell in
            let scale = ((frequency == 0 ? 1 : 2) / Double(side)).squareRoot()
            return Float(scale * cos(Double.pi * Double(frequency) * (Double(cell) + 0.5) / Double(side)))
        }
    }

    // The same for vectors: the sums stay those of one cell and frequency after the other.

    /// For each cell of a line, its `FaceCode.band` frequencies.
    static let across: [SIMD8<Float>] = (0..<side).map { cell in
        SIMD8((0..<FaceCode.band).map { basis[$0 * side + cell] })
    }

    /// `basis`, eight cells at a time.
    private static let octets: [SIMD8<Float>] = stride(from: 0, to: basis.count, by: 8).map { start in
        SIMD8(basis[start..<start + 8])
    }
}
