public import Media

/// A box of a picture as 24 x 24 cells: what a `FaceCode` is made of.
///
/// A cell is the mean of its area, or of one pixel's area about its centre where it is smaller; beyond the picture its edge
/// goes on. Edges are whole 256ths of a pixel and all sums whole numbers: the same on every machine.
public struct FacePatch: Sendable, Hashable {
    /// `FaceCode.side` squared values, rows from the top, in sixteenths of a grey level: 0 black to 4080 white.
    public let cells: [Int16]

    /// - Parameters:
    ///   - luma: `grid.area` values, rows from the top.
    ///   - box: In fractions of the picture; may reach beyond it.
    public init(luma: ArraySlice<UInt8>, grid: GridSize, range: LumaRange = .full, box: FrameBox) {
        precondition(luma.count == grid.area, "one value a cell")
        let columns = Self.coverage(start: box.x, length: box.width, pixels: grid.width)
        let rows = Self.coverage(start: box.y, length: box.height, pixels: grid.height)
        let left = columns.map(\.first).min() ?? 0
        var sums = [UInt32](repeating: 0, count: (columns.map(\.last).max() ?? 0) + 1 - left)
        var cells: [Int16] = []
        cells.reserveCapacity(FaceCode.side * FaceCode.side)
        for row in rows {
            for x in sums.indices { sums[x] = 0 }
            for y in row.first...row.last {
                Self.add(luma, from: luma.startIndex + y * grid.width + left, times: row.weight(of: y), to: &sums)
            }
            for column in columns {
                var sum = 0
                for x in column.first...column.last { sum &+= Int(sums[x - left]) &* Int(column.weight(of: x)) }
                cells.append(Self.level(ofSum: sum, area: Int(row.total) * Int(column.total), range: range))
            }
        }
        self.cells = cells
    }

    /// - Parameter box: In fractions of the picture as shown, which `video` says how to turn and flip.
    public init(frame: VideoFrame, video: MediaDescription.Video, box: FrameBox) {
        let turn = PictureTurn(rotation: video.rotation, mirrored: video.mirrored)
        let coded = FacePatch(
            luma: frame.luma[...], grid: GridSize(width: frame.width, height: frame.height), range: frame.range,
            box: turn.coded(box))
        cells = turn.shown(coded.cells, grid: GridSize(width: FaceCode.side, height: FaceCode.side))
    }

    /// Coefficients of the orthonormal transform within the band, in the order of `FaceCode.levels`.
    public var coefficients: [Float] { sums.map { Float($0) / Float(16 << 40) } }

    public var code: FaceCode {
        let unit = FaceCode.step * 16 << 40
        return FaceCode(
            levels: sums.map { sum in
                let magnitude = (abs(sum) + unit / 2) / unit
                return Int16(sum < 0 ? -magnitude : magnitude)
            })
    }

    /// Coefficients times 16 * 2^40.
    private var sums: [Int] {
        let (side, band, basis) = (FaceCode.side, FaceCode.band, FaceCode.basis)
        var rows = [Int](repeating: 0, count: side * band)
        for y in 0..<side {
            for u in 0..<band {
                var sum = 0
                for x in 0..<side { sum &+= Int(cells[y * side + x]) &* basis[u * side + x] }
                rows[u * side + y] = sum
            }
        }
        var sums: [Int] = []
        sums.reserveCapacity(FaceCode.count)
        for v in 0..<band {
            for u in 0..<band - v {
                var sum = 0
                for y in 0..<side { sum &+= rows[u * side + y] &* basis[v * side + y] }
                sums.append(sum)
            }
        }
        return sums
    }
}

extension FacePatch {
    /// The pixels of one line that a cell covers, in 256ths of a pixel.
    private struct Coverage {
        var first: Int
        var last: Int
        var firstWeight: UInt32
        var lastWeight: UInt32
        var total: UInt32

        @inline(__always)
        func weight(of pixel: Int) -> UInt32 { pixel == first ? firstWeight : pixel == last ? lastWeight : 256 }

        /// - Parameters: Bounds in 256ths of a pixel; what lies beyond the line counts for the pixel at its end.
        init(start: Int, end: Int, pixels: Int) {
            total = UInt32(end - start)
            first = min(max(start >> 8, 0), pixels - 1)
            last = min(max((end - 1) >> 8, 0), pixels - 1)
            firstWeight = UInt32(first == last ? end - start : (first + 1) << 8 - start)
            lastWeight = UInt32(first == last ? 0 : end - last << 8)
        }
    }

    /// - Parameters: In fractions of the line, held within four lines of it.
    private static func coverage(start: Double, length: Double, pixels: Int) -> [Coverage] {
        func fixed(_ value: Double) -> Int {
            value.isFinite ? Int((min(max(value, -4), 4) * Double(pixels) * 256).rounded()) : 0
        }
        let (start, length) = (fixed(start), max(fixed(length), 1))
        return (0..<FaceCode.side).map { cell in
            var from = start + length * cell / FaceCode.side
            var to = start + length * (cell + 1) / FaceCode.side
            if to - from < 256 {
                from = (from + to - 256) >> 1
                to = from + 256
            }
            return Coverage(start: from, end: to, pixels: pixels)
        }
    }

    private static func add(_ luma: ArraySlice<UInt8>, from start: Int, times weight: UInt32, to sums: inout [UInt32]) {
        precondition(start >= luma.startIndex && start + sums.count <= luma.endIndex)
        unsafe luma.withUnsafeBufferPointer { pixels in
            unsafe sums.withUnsafeMutableBufferPointer { sums in
                let row = unsafe pixels.baseAddress! + (start - luma.startIndex)
                for x in 0..<sums.count { unsafe sums[x] &+= UInt32(row[x]) &* weight }
            }
        }
    }

    /// The mean in sixteenths, limited range stretched to 0...255 as `AreaAverager` does, halves up.
    private static func level(ofSum sum: Int, area: Int, range: LumaRange) -> Int16 {
        switch range {
        case .full: return Int16((sum * 32 + area) / (area * 2))
        case .limited:
            let scaled = max(0, sum - 16 * area) * 255 * 16
            return Int16(min(4080, (scaled * 2 + 219 * area) / (438 * area)))
        }
    }
}
