import Fingerprinting
import Matching
import Media

/// Where the clip shows a face of the recording and what surrounds it: samples the clip's pictures on a square about the face.
struct FaceCrop: Sendable {
    /// Cells of the square a side: 32 over the face, enough for the 24 of a code at any refinement.
    static let side = 64
    /// The square is so many times the face: its ring, and room to move it by a sixth of the face.
    static let scale = 2.0

    /// Share of the clip's frame by which bars may reach over what is taken for the content's edge: its place is known to about a cell
    /// and a half of the clip's fingerprint.
    private static let edge = 0.015

    /// Share of the face, and of its ring, that lies outside of the clip's content though the original's frame shows it.
    let faceOutside: Double
    let ringOutside: Double
    private let grid: GridSize
    /// For each point the cell of the clip up and left of it, and the shares of that one, the next, and the two below them:
    /// `side * side * points * points`.
    private let cells: [Int32]
    private let shares: [SIMD4<Float>]
    /// Points a cell and side.
    private let points: Int

    /// - Parameters:
    ///   - face: in fractions of the original's frame.
    ///   - grid: of the clip's pictures.
    init(face: FrameBox, placement: ClipPlacement, grid: GridSize) {
        self.init(face: face, map: placement.map, content: placement.content, grid: grid)
    }

    /// - Parameters:
    ///   - face: in fractions of the original's frame.
    ///   - map: from the original's unit square to that of the pictures.
    ///   - content: the part of their frame that holds the picture.
    ///   - grid: of the pictures.
    init(face: FrameBox, map: PlanarMap, content: FrameBox, grid: GridSize) {
        let side = Self.side
        self.grid = grid
        let size = SIMD2(Double(grid.width), Double(grid.height))
        let low = SIMD2(content.x, content.y) * size
        let high = low + SIMD2(content.width, content.height) * size
        let square = map.bounds(of: face)
        let step = max(square.width * size.x, square.height * size.y) * Self.scale / Double(side)
        points = min(max(Int(step.rounded()), 1), 6)
        let count = side * points
        var cells: [Int32] = []
        var shares: [SIMD4<Float>] = []
        cells.reserveCapacity(count * count)
        shares.reserveCapacity(count * count)
        var (faceOut, faceAll, ringOut, ringAll) = (0, 0, 0, 0)
        let edge = Self.edge * size
        let insideLow = low + edge.replacing(with: 0, where: low .< 0.5)
        let insideHigh = high - edge.replacing(with: 0, where: high .> size - 0.5)
        let last = SIMD2(Double(grid.width) - 1.001, Double(grid.height) - 1.001)
        for row in 0..<count {
            for column in 0..<count {
                let u = (Double(column) + 0.5) / Double(count) - 0.5
                let v = (Double(row) + 0.5) / Double(count) - 0.5
                // Beyond the original's frame its edge goes on, in the codes and therefore here.
                let x = min(max(face.x + face.width * (0.5 + u * Self.scale), 0), 1)
                let y = min(max(face.y + face.height * (0.5 + v * Self.scale), 0), 1)
                let point = map.apply(x, y) * size
                let reach = max(abs(u), abs(v)) * Self.scale * 2
                if reach < FaceSample.ringScale {
                    let isOutside = any(point .< low - 0.5) || any(point .> high + 0.5)
                    ringAll += 1
                    ringOut += isOutside ? 1 : 0
                    faceAll += reach < 1 ? 1 : 0
                    faceOut += reach < 1 && isOutside ? 1 : 0
                }
                let inside = point.clamped(lowerBound: insideLow, upperBound: insideHigh)
                let clamped = (inside - 0.5).clamped(lowerBound: .zero, upperBound: last)
                let (cellX, cellY) = (Int(clamped.x), Int(clamped.y))
                cells.append(Int32(cellY * grid.width + cellX))
                let (right, down) = (Float(clamped.x - Double(cellX)), Float(clamped.y - Double(cellY)))
                let (left, up) = (1 - right, 1 - down)
                shares.append(SIMD4(left * up, right * up, left * down, right * down))
            }
        }
        self.cells = cells
        self.shares = shares
        faceOutside = Double(faceOut) / Double(max(faceAll, 1))
        ringOutside = Double(ringOut) / Double(max(ringAll, 1))
    }

    /// A picture of the clip on the square: `side` squared values in sixteenths of a grey level, rows from the top.
    func apply(_ picture: ArraySlice<UInt8>) -> [Int16] {
        let side = Self.side
        let pixels = picture.span
        let width = grid.width
        let count = side * points
        let share = 16 / Float(points * points)
        var square = [Int16](repeating: 0, count: side * side)
        var sums = [SIMD4<Float>](repeating: .zero, count: side)
        var point = 0
        for row in 0..<count {
            for column in 0..<side {
                var sum = sums[column]
                for _ in 0..<points {
                    let cell = Int(cells[point])
                    let corners = SIMD4(
                        Float(pixels[cell]), Float(pixels[cell + 1]), Float(pixels[cell + width]),
                        Float(pixels[cell + width + 1]))
                    sum += corners * shares[point]
                    point += 1
                }
                sums[column] = sum
            }
            if row % points == points - 1 {
                for column in 0..<side {
                    square[row / points * side + column] = Int16(sums[column].sum() * share + 0.5)
                    sums[column] = .zero
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
}
