import Fingerprinting

/// Parts of a face's box, and of its ring's, as sets of cells. A box reaches from the forehead to the chin: over 27 faces of 16
/// people the corners of the mouth lay at 0.71 to 0.77 of its height and, turned heads included, 0.24 to 0.84 of its width.
enum FaceZones {
    static let mouth = cells(rows: 14..<23, columns: 4..<20)
    /// Eyes, brows and forehead: they go on as they were where only a mouth was replaced.
    static let upper = cells(rows: 1..<13, columns: 2..<22)
    static let isUpper = (0..<FacePattern.side * FacePattern.side).map { upper.contains($0) }
    static let lower = cells(rows: 13..<24, columns: 2..<22)
    /// The last of the chin, and the lips.
    static let bottom = cells(rows: 23..<24, columns: 3..<21)
    static let lips = cells(rows: 17..<20, columns: 3..<21)
    static let face = cells(rows: 1..<23, columns: 1..<23)
    /// The ring with the mouth left out.
    static let ringWithoutMouth = cells(rows: 0..<24, columns: 0..<24)
        .filter { !cells(rows: 12..<20, columns: 6..<18).contains($0) }
    /// What surrounds the face, without the face.
    static let surroundings = cells(rows: 0..<24, columns: 0..<24)
        .filter { !cells(rows: 4..<20, columns: 4..<20).contains($0) }

    private static func cells(rows: Range<Int>, columns: Range<Int>) -> [Int] {
        rows.flatMap { row in columns.map { row * FacePattern.side + $0 } }
    }
}

extension [Float] {
    /// Correlation with other cells over a zone, -1 to 1; near 0 where either is flat.
    func correlation(with other: [Float], over zone: [Int]) -> Float {
        var (sumA, sumB, squareA, squareB, product): (Float, Float, Float, Float, Float) = (0, 0, 0, 0, 0)
        for cell in zone {
            let (a, b) = (self[cell], other[cell])
            sumA += a
            sumB += b
            squareA += a * a
            squareB += b * b
            product += a * b
        }
        let count = Float(zone.count)
        let varianceA = Swift.max(squareA / count - sumA / count * sumA / count, 0)
        let varianceB = Swift.max(squareB / count - sumB / count * sumB / count, 0)
        return (product / count - sumA / count * sumB / count) / (varianceA.squareRoot() * varianceB.squareRoot() + 1)
    }

    func mean(over zone: [Int]) -> Float { zone.reduce(0) { $0 + self[$1] } / Float(Swift.max(zone.count, 1)) }
}
