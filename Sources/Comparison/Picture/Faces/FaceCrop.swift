import Fingerprinting
import Matching
import Media

/// Where the clip shows a face of the recording and what surrounds it: samples the clip's pictures on a square about the face.
struct FaceCrop: Sendable {
    /// Cells of the square a side: 32 over the face, enough for the 24 of a code at any refinement.
    static let side = 64
    /// The square is so many times the face: its ring, and room to move it by a sixth of the face.
    static let scale = 2.0

    /// Share of the face, and of its ring, that lies outside of the clip's content though the original's frame shows it.
    let faceOutside: Double
    let ringOutside: Double
    private let grid: GridSize
    /// For each point the cell of the clip up and left of it, and how far beyond, in 256ths: `side * side * points * points`.
    private let cells: [Int32]
    private let fractions: [SIMD2<Float>]
    /// Points a cell and side.
    private let points: Int

    /// - Parameters:
    ///   - face: in fractions of the original's frame.
    ///   - grid: of the clip's pictures.
    init(face: FrameBox, placement: ClipPlacement, grid: GridSize) {
        let side = Self.side
        self.grid = grid
        let size = SIMD2(Double(grid.width), Double(grid.height))
        let low = SIMD2(placement.content.x, placement.content.y) * size
        let high = low + SIMD2(placement.content.width, placement.content.height) * size
        let square = placement.clipBox(of: face)
        let step = max(square.width * size.x, square.height * size.y) * Self.scale / Double(side)
        points = min(max(Int(step.rounded()), 1), 6)
        let count = side * points
        var cells: [Int32] = []
        var fractions: [SIMD2<Float>] = []
        cells.reserveCapacity(count * count)
        fractions.reserveCapacity(count * count)
        var (faceOut, faceAll, ringOut, ringAll) = (0, 0, 0, 0)
        let last = SIMD2(Double(grid.width) - 1.001, Double(grid.height) - 1.001)
        for row in 0..<count {
            for column in 0..<count {
                let u = (Double(column) + 0.5) / Double(count) - 0.5
                let v = (Double(row) + 0.5) / Double(count) - 0.5
                // Beyond the original's frame its edge goes on, in the codes and therefore here.
                let x = min(max(face.x + face.width * (0.5 + u * Self.scale), 0), 1)
                let y = min(max(face.y + face.height * (0.5 + v * Self.scale), 0), 1)
                let point = placement.map.apply(x, y) * size
                let reach = max(abs(u), abs(v)) * Self.scale * 2
                if reach < FaceSample.ringScale {
                    let isOutside = any(point .< low - 0.5) || any(point .> high + 0.5)
                    ringAll += 1
                    ringOut += isOutside ? 1 : 0
                    faceAll += reach < 1 ? 1 : 0
                    faceOut += reach < 1 && isOutside ? 1 : 0
                }
                let inside = point.clamped(lowerBound: low, upperBound: high)
                let clamped = (inside - 0.5).clamped(lowerBound: .zero, upperBound: last)
                let (cellX, cellY) = (Int(clamped.x), Int(clamped.y))
                cells.append(Int32(cellY * grid.width + cellX))
                fractions.append(SIMD2(Float(clamped.x - Double(cellX)), Float(clamped.y - Double(cellY))))
            }
        }
        self.cells = cells
        self.fractions = fractions
        faceOutside = Double(faceOut) / Double(max(faceAll, 1))
        ringOutside = Double(ringOut) / Double(max(ringAll, 1))
    }

    /// A picture of the clip on the square: `side` squared values in sixteenths of a grey level, rows from the top.
    func apply(_ picture: ArraySlice<UInt8>) -> [Int16] {
        let side = Self.side
        let start = picture.startIndex
        let width = grid.width
        let count = side * points
        let share = 16 / Float(points * points)
        var square = [Int16](repeating: 0, count: side * side)
        var sums = [Float](repeating: 0, count: side)
        var point = 0
        for row in 0..<count {
            for column in 0..<side {
                var sum = sums[column]
                for _ in 0..<points {
                    let index = start + Int(cells[point])
                    let fraction = fractions[point]
                    point += 1
                    let (a, b) = (Float(picture[index]), Float(picture[index + 1]))
                    let (c, d) = (Float(picture[index + width]), Float(picture[index + width + 1]))
                    let top = a + (b - a) * fraction.x
                    let bottom = c + (d - c) * fraction.x
                    sum += top + (bottom - top) * fraction.y
                }
                sums[column] = sum
            }
            if row % points == points - 1 {
                for column in 0..<side {
                    square[row / points * side + column] = Int16(sums[column] * share + 0.5)
                    sums[column] = 0
                }
            }
        }
        return square
    }
}

/// A refinement of where a face lies in the clip: the square about the face moved and scaled.
package struct FaceShift: Sendable, Hashable {
    /// In fractions of the face's size.
    package var x = 0.0
    package var y = 0.0
    package var scale = 1.0
    /// Width over height, relative to the face's: a registration over a whole frame may be off by a hundredth or two.
    package var aspect = 1.0

    /// The cells of a code sampled from a square.
    /// - Parameter size: of the code's box, in faces: 1 for the face, `FaceSample.ringScale` for its surroundings.
    func cells(of square: [Float], size: Double) -> [Float] {
        let (side, cells) = (FaceCrop.side, FacePattern.side)
        let unit = Double(side) / FaceCrop.scale
        let step = unit * size * scale / Double(cells)
        // Two points a cell and axis; the axes are separate.
        func taps(_ shift: Double, stretch: Double) -> [(index: Int, fraction: Float)] {
            (0..<cells * 2).map { point in
                let offset = (Double(point) + 0.5) / 2 - Double(cells) / 2
                let position = Double(side) / 2 + shift * unit + offset * step * stretch - 0.5
                let clamped = min(max(position, 0), Double(side) - 1.001)
                return (Int(clamped), Float(clamped - Double(Int(clamped))))
            }
        }
        let (columns, rows) = (taps(x, stretch: aspect), taps(y, stretch: 1))
        let (first, last) = (rows[0].index, rows[rows.count - 1].index + 1)
        // Rows of the square, read between its columns: the first points of all cells, eight at a time, then the second.
        let octets = cells / 8
        var lines: [SIMD8<Float>] = []
        lines.reserveCapacity((last - first + 1) * 2 * octets)
        for row in first...last {
            for half in 0..<2 {
                for octet in 0..<octets {
                    var values = SIMD8<Float>.zero
                    for lane in 0..<8 {
                        let column = columns[(octet * 8 + lane) * 2 + half]
                        let index = row * side + column.index
                        values[lane] = square[index] + (square[index + 1] - square[index]) * column.fraction
                    }
                    lines.append(values)
                }
            }
        }
        var result: [Float] = []
        result.reserveCapacity(cells * cells)
        for row in 0..<cells {
            for octet in 0..<octets {
                var sum = SIMD8<Float>.zero
                for point in row * 2...row * 2 + 1 {
                    let tap = rows[point]
                    for half in 0..<2 {
                        let line = ((tap.index - first) * 2 + half) * octets + octet
                        let (top, bottom) = (lines[line], lines[line + 2 * octets])
                        sum += (top + (bottom - top) * tap.fraction) * 0.25
                    }
                }
                for lane in 0..<8 { result.append(sum[lane]) }
            }
        }
        return result
    }
}
