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
        var coefficients: [Float] = []
        coefficients.reserveCapacity(FaceCode.count)
        for v in 0..<FaceCode.band {
            for u in 0..<FaceCode.band - v {
                let level = Float(code.levels[coefficients.count]) * Float(FaceCode.step)
                coefficients.append(level * across[u] * down[v])
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

    /// The part of some cells that lies within the band.
    init(limiting cells: [Float]) {
        let (side, band) = (Self.side, FaceCode.band)
        var rows = [Float](repeating: 0, count: band * side)
        for y in 0..<side {
            for u in 0..<band {
                var sum: Float = 0
                for x in 0..<side { sum += cells[y * side + x] * Self.basis[u * side + x] }
                rows[u * side + y] = sum
            }
        }
        var coefficients: [Float] = []
        coefficients.reserveCapacity(FaceCode.count)
        for v in 0..<band {
            for u in 0..<band - v {
                var sum: Float = 0
                for y in 0..<side { sum += rows[u * side + y] * Self.basis[v * side + y] }
                coefficients.append(sum)
            }
        }
        self.init(coefficients: coefficients)
    }

    private init(coefficients: [Float]) {
        let (side, band) = (Self.side, FaceCode.band)
        var rows = [Float](repeating: 0, count: side * band)
        var next = 0
        for v in 0..<band {
            for u in 0..<band - v {
                let coefficient = coefficients[next]
                next += 1
                for y in 0..<side { rows[y * band + u] += coefficient * Self.basis[v * side + y] }
            }
        }
        cells = [Float](repeating: 0, count: side * side)
        for y in 0..<side {
            for u in 0..<band {
                let value = rows[y * band + u]
                for x in 0..<side { cells[y * side + x] += value * Self.basis[u * side + x] }
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
}
