package import Media

/// Shrinks luma planes of one size to a coarse grid: each cell is the exact mean of the area that it covers.
///
/// A cell covers `width / grid.width` by `height / grid.height` pixels; pixels that it covers in part count in part. All
/// weights are whole numbers, and one rounding ends the sum, so the result is the same on every machine.
package struct AreaAverager {
    let width: Int
    let height: Int
    let grid: GridSize
    private let columns: [Coverage]
    private let rows: [Coverage]
    /// Weighted sums of one row of cells, by pixel column.
    private var columnSums: [UInt32]
    /// Sums of pixels covered in full.
    private var wholeRows: [UInt16]

    /// The pixels of one line that a cell covers, in units of one pixel over the number of cells.
    private struct Coverage {
        /// First and last pixel touched, and how much of each; pixels between count with `whole`.
        let first: Int
        let last: Int
        let firstWeight: UInt16
        let lastWeight: UInt16
        let whole: UInt16

        init(cell: Int, cells: Int, pixels: Int) {
            let start = cell * pixels
            let end = start + pixels
            first = start / cells
            last = (end - 1) / cells
            firstWeight = UInt16(min(end, (first + 1) * cells) - start)
            lastWeight = last > first ? UInt16(end - last * cells) : 0
            whole = UInt16(cells)
        }
    }

    package init(width: Int, height: Int, grid: GridSize) {
        self.width = width
        self.height = height
        self.grid = grid
        columns = (0..<grid.width).map { Coverage(cell: $0, cells: grid.width, pixels: width) }
        rows = (0..<grid.height).map { Coverage(cell: $0, cells: grid.height, pixels: height) }
        columnSums = [UInt32](repeating: 0, count: width)
        wholeRows = [UInt16](repeating: 0, count: width)
    }

    /// Luma of the cells, rows from the top, 0 black to 255 white whatever the range of the plane.
    package mutating func average(_ luma: [UInt8], range: LumaRange) -> [UInt8] {
        precondition(luma.count == width * height, "a plane of the averager's size")
        var cells: [UInt8] = []
        cells.reserveCapacity(grid.area)
        let area = width * height
        for row in rows {
            sumColumns(of: luma, over: row)
            for column in columns {
                var sum = UInt64(columnSums[column.first]) * UInt64(column.firstWeight)
                if column.last > column.first {
                    var inner: UInt64 = 0
                    for x in column.first + 1..<column.last { inner &+= UInt64(columnSums[x]) }
                    sum += inner * UInt64(column.whole)
                    sum += UInt64(columnSums[column.last]) * UInt64(column.lastWeight)
                }
                cells.append(Self.level(ofSum: Int(sum), area: area, range: range))
            }
        }
        return cells
    }

    /// The mean `sum / area`, limited range stretched to 0...255 (ITU-R BT.601: black 16, white 235), halves up.
    static func level(ofSum sum: Int, area: Int, range: LumaRange) -> UInt8 {
        switch range {
        case .full: return UInt8((sum * 2 + area) / (area * 2))
        case .limited:
            let scaled = max(0, sum - 16 * area) * 255
            return UInt8(min(255, (scaled * 2 + 219 * area) / (438 * area)))
        }
    }

    /// Adds up the rows that `row` covers, each with its weight, into `columnSums`.
    private mutating func sumColumns(of luma: [UInt8], over row: Coverage) {
        unsafe luma.withUnsafeBufferPointer { luma in
            let plane = luma.baseAddress!
            unsafe columnSums.withUnsafeMutableBufferPointer { sums in
                unsafe Self.set(
                    sums, plane + row.first * width, row.firstWeight, plane + row.last * width, row.lastWeight)
                unsafe wholeRows.withUnsafeMutableBufferPointer { whole in
                    // 257 rows of 255 fit 16 bits.
                    for start in stride(from: row.first + 1, to: row.last, by: 257) {
                        unsafe whole.update(repeating: 0)
                        for y in start..<min(row.last, start + 257) { unsafe Self.add(plane + y * width, to: whole) }
                        unsafe Self.add(whole, times: row.whole, to: sums)
                    }
                }
            }
        }
    }

    // The three loops below run over every pixel; they are kept so plain that the compiler makes vectors of them. Weights
    // have 16 bits because every x86-64 processor multiplies vectors of those, but not of 32.

    private static func set(
        _ sums: UnsafeMutableBufferPointer<UInt32>, _ a: UnsafePointer<UInt8>, _ aWeight: UInt16,
        _ b: UnsafePointer<UInt8>, _ bWeight: UInt16
    ) {
        for x in 0..<sums.count {
            unsafe sums[x] = UInt32(a[x]) &* UInt32(aWeight) &+ UInt32(b[x]) &* UInt32(bWeight)
        }
    }

    private static func add(_ row: UnsafePointer<UInt8>, to whole: UnsafeMutableBufferPointer<UInt16>) {
        for x in 0..<whole.count { unsafe whole[x] &+= UInt16(row[x]) }
    }

    private static func add(
        _ whole: UnsafeMutableBufferPointer<UInt16>, times weight: UInt16, to sums: UnsafeMutableBufferPointer<UInt32>
    ) {
        for x in 0..<sums.count { unsafe sums[x] &+= UInt32(whole[x]) &* UInt32(weight) }
    }
}
