import Media

/// Shrinks luma planes of one size to a coarse grid: each cell is the exact mean of the area that it covers.
///
/// A cell covers `width / grid.width` by `height / grid.height` pixels; pixels that it covers in part count in part. All
/// weights are whole numbers, and one rounding ends the sum, so the result is the same on every machine.
struct AreaAverager {
    let width: Int
    let height: Int
    let grid: GridSize
    private let columns: [Coverage]
    private let rows: [Coverage]
    /// Weighted sums of one row of cells, by pixel column.
    private var columnSums: [UInt32]

    /// The pixels of one line that a cell covers, in units of one pixel over the number of cells.
    private struct Coverage {
        /// First and last pixel touched, and how much of each; pixels between count with `whole`.
        let first: Int
        let last: Int
        let firstWeight: UInt32
        let lastWeight: UInt32
        let whole: UInt32

        init(cell: Int, cells: Int, pixels: Int) {
            let start = cell * pixels
            let end = start + pixels
            first = start / cells
            last = (end - 1) / cells
            firstWeight = UInt32(min(end, (first + 1) * cells) - start)
            lastWeight = last > first ? UInt32(end - last * cells) : 0
            whole = UInt32(cells)
        }
    }

    init(width: Int, height: Int, grid: GridSize) {
        self.width = width
        self.height = height
        self.grid = grid
        columns = (0..<grid.width).map { Coverage(cell: $0, cells: grid.width, pixels: width) }
        rows = (0..<grid.height).map { Coverage(cell: $0, cells: grid.height, pixels: height) }
        columnSums = [UInt32](repeating: 0, count: width)
    }

    /// Luma of the cells, rows from the top, 0 black to 255 white whatever the range of the plane.
    mutating func average(_ luma: [UInt8], range: LumaRange) -> [UInt8] {
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
            unsafe columnSums.withUnsafeMutableBufferPointer { sums in
                var x = 0
                while x + 32 <= width {
                    unsafe Self.sumStrip(luma.baseAddress! + x, width, row, sums.baseAddress! + x)
                    x += 32
                }
                while x < width {
                    unsafe sums[x] = UInt32(luma[row.first * width + x]) * row.firstWeight
                    for y in row.first + 1..<max(row.last, row.first + 1) {
                        unsafe sums[x] += UInt32(luma[y * width + x]) * row.whole
                    }
                    unsafe sums[x] += UInt32(luma[row.last * width + x]) * row.lastWeight
                    x += 1
                }
            }
        }
    }

    /// The same for 32 columns side by side, the hot loop: every pixel of the frame passes here once.
    @inline(__always)
    private static func sumStrip(
        _ luma: UnsafePointer<UInt8>, _ stride: Int, _ row: Coverage,
        _ sums: UnsafeMutablePointer<UInt32>
    ) {
        func load(_ y: Int) -> SIMD32<UInt8> {
            unsafe UnsafeRawPointer(luma + y * stride).loadUnaligned(as: SIMD32<UInt8>.self)
        }
        var total = SIMD32<UInt32>(truncatingIfNeeded: load(row.first)) &* row.firstWeight
        total &+= SIMD32<UInt32>(truncatingIfNeeded: load(row.last)) &* row.lastWeight
        var y = row.first + 1
        while y < row.last {
            // 257 rows of 255 fit 16 bits.
            let stop = min(row.last, y + 257)
            var inner = SIMD32<UInt16>.zero
            while y < stop {
                inner &+= SIMD32<UInt16>(truncatingIfNeeded: load(y))
                y += 1
            }
            total &+= SIMD32<UInt32>(truncatingIfNeeded: inner) &* row.whole
        }
        unsafe UnsafeMutableRawPointer(sums).storeBytes(of: total, as: SIMD32<UInt32>.self)
    }
}
