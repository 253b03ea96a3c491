package import Fingerprinting
package import Media

/// Resamples pictures of the clip onto cells of the original: each cell is the mean of four bilinear samples, so that it
/// stands for an area as the cells of a fingerprint do.
package struct PictureWarp: Sendable {
    /// Cells of the original that the warp fills: `columns * rows`, each `cellWidth` by `cellHeight` of the frame.
    let columns: Int
    let rows: Int
    /// Cells that lie wholly within the clip's content.
    package let valid: [Bool]
    private let clip: GridSize
    private var taps: [SIMD4<Int32>] = []
    private var fractions: [SIMD8<Float>] = []

    /// Fraction of the cells that are valid.
    var coverage: Double { Double(valid.count { $0 }) / Double(max(valid.count, 1)) }

    /// - Parameters:
    ///   - map: from the original's unit square to the clip's.
    ///   - original: the original's grid, whose cells are taken `binning` by `binning`.
    ///   - content: the part of the clip's frame that holds the picture.
    package init(map: PlanarMap, original: GridSize, binning: Int, clip: GridSize, content: FrameBox) {
        columns = original.width / binning
        rows = original.height / binning
        self.clip = clip
        let cell = SIMD2(Double(binning) / Double(original.width), Double(binning) / Double(original.height))
        let size = SIMD2(Double(clip.width), Double(clip.height))
        // Half a cell within the content's edge: the outermost cells mix the picture with what lies around it.
        let low = SIMD2(content.x, content.y) * size + 0.5
        let high = SIMD2(content.x + content.width, content.y + content.height) * size - 0.5
        var valid = [Bool](repeating: false, count: columns * rows)
        taps.reserveCapacity(columns * rows)
        fractions.reserveCapacity(columns * rows)
        for row in 0..<rows {
            for column in 0..<columns {
                var tap = SIMD4<Int32>()
                var fraction = SIMD8<Float>()
                var inside = true
                for quarter in 0..<4 {
                    let u = (Double(column) + (quarter & 1 == 0 ? 0.25 : 0.75)) * cell.x
                    let v = (Double(row) + (quarter & 2 == 0 ? 0.25 : 0.75)) * cell.y
                    let point = map.apply(u, v) * size
                    inside = inside && all(point .>= low) && all(point .<= high)
                    let limit = SIMD2(Double(clip.width) - 1.001, Double(clip.height) - 1.001)
                    let clamped = (point - 0.5).clamped(lowerBound: .zero, upperBound: limit)
                    let x = Int32(clamped.x)
                    let y = Int32(clamped.y)
                    tap[quarter] = y * Int32(clip.width) + x
                    fraction[quarter] = Float(clamped.x - Double(x))
                    fraction[quarter + 4] = Float(clamped.y - Double(y))
                }
                valid[row * columns + column] = inside
                taps.append(tap)
                fractions.append(fraction)
            }
        }
        self.valid = valid
    }

    /// The clip's picture as the original's cells would show it.
    package func apply(_ picture: ArraySlice<UInt8>) -> [Float] {
        let pixels = picture.span
        let width = clip.width
        var cells = [Float](repeating: 0, count: taps.count)
        for cell in taps.indices {
            let tap = taps[cell]
            let fraction = fractions[cell]
            func corners(_ offset: Int) -> SIMD4<Float> {
                SIMD4(
                    Float(pixels[Int(tap.x) + offset]), Float(pixels[Int(tap.y) + offset]),
                    Float(pixels[Int(tap.z) + offset]), Float(pixels[Int(tap.w) + offset]))
            }
            let (a, b, c, d) = (corners(0), corners(1), corners(width), corners(width + 1))
            let top = a + (b - a) * fraction.lowHalf
            let bottom = c + (d - c) * fraction.lowHalf
            cells[cell] = (top + (bottom - top) * fraction.highHalf).sum() * 0.25
        }
        return cells
    }
}
