import Fingerprinting
import Glibc

/// A patch of 24 x 24 cells within the band of a `FaceCode`, as grey levels. What is compared on both sides: noise of coding
/// lives above the band.
struct FacePattern: Sendable {
    static let side = FaceCode.side

    /// `side` squared grey levels, rows from the top.
    private(set) var cells: [Float]

    /// What a code holds.
    init(_ code: FaceCode) {
        self.init(coefficients: code.levels.map { Float($0) * Float(FaceCode.step) })
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
