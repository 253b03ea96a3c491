import Fingerprinting

/// Reads patterns off the squares about a face (`FaceCrop`), where a refinement says that the face lies.
///
/// Sampling the cells of a code and keeping its band are linear along either axis: together one small matrix each.
struct FaceProjection {
    /// What the lines of the square add to the frequencies of the band.
    private let columns: Axis
    private let rows: Axis

    /// - Parameter size: of the code's box, in faces: 1 for the face, `FaceSample.ringScale` for its surroundings.
    init(_ shift: FaceShift, size: Double) {
        columns = Axis(shift: shift.x, scale: size * shift.scale * shift.aspect)
        rows = Axis(shift: shift.y, scale: size * shift.scale)
    }

    /// - Parameter square: grey levels, `FaceCrop.side` squared.
    func pattern(of square: [Float]) -> FacePattern {
        var coefficients = [SIMD8<Float>](repeating: .zero, count: FaceCode.band)
        for (row, shares) in zip(rows.lines, rows.shares) {
            var sum = SIMD8<Float>.zero
            var cell = row * FaceCrop.side + columns.lines.lowerBound
            for share in columns.shares {
                sum += share * square[cell]
                cell += 1
            }
            for frequency in 0..<FaceCode.band { coefficients[frequency] += sum * shares[frequency] }
        }
        return FacePattern(coefficients: coefficients)
    }

    private struct Axis {
        /// Lines of the square that the box touches.
        let lines: Range<Int>
        /// For each of them its share in each frequency.
        let shares: [SIMD8<Float>]

        /// - Parameters:
        ///   - shift: in faces.
        ///   - scale: length of the box, in faces.
        init(shift: Double, scale: Double) {
            let (side, cells) = (FaceCrop.side, FacePattern.side)
            let unit = Double(side) / FaceCrop.scale
            var shares = [SIMD8<Float>](repeating: .zero, count: side)
            var (first, last) = (side, 0)
            // Two points a cell.
            for point in 0..<cells * 2 {
                let offset = ((Double(point) + 0.5) / 2 - Double(cells) / 2) / Double(cells)
                let position = Double(side) / 2 + (shift + offset * scale) * unit - 0.5
                let clamped = min(max(position, 0), Double(side) - 1.001)
                let (line, fraction) = (Int(clamped), Float(clamped - Double(Int(clamped))))
                let share = FacePattern.across[point / 2] * 0.5
                shares[line] += share * (1 - fraction)
                shares[line + 1] += share * fraction
                (first, last) = (min(first, line), max(last, line + 1))
            }
            lines = first..<last + 1
            self.shares = Array(shares[lines])
        }
    }
}
