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
    /// Where every cell covers the same whole pixels, few enough for a table: the level of each sum of them.
    private var table: (range: LumaRange, levels: [UInt8])?

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
        if coversWholePixels { return averageWholePixels(luma, range: range) }
        let mean = Mean(area: width * height, range: range)
        var cells: [UInt8] = []
        cells.reserveCapacity(grid.area)
        for row in rows {
            sumColumns(of: luma, over: row)
            unsafe columnSums.withUnsafeBufferPointer { sums in
                for column in columns { unsafe cells.append(mean.level(ofSum: Self.sum(sums, over: column))) }
            }
        }
        return cells
    }

    private var pixelsPerCell: Int { (width / grid.width) * (height / grid.height) }

    private var coversWholePixels: Bool {
        width % grid.width == 0 && height % grid.height == 0 && pixelsPerCell <= Self.mostTabled
    }

    /// Pixels of a cell whose sums are worth a table, of 16,321 levels then.
    private static let mostTabled = 64

    /// The same levels in a third of the time: plain sums, and no division.
    private mutating func averageWholePixels(_ luma: [UInt8], range: LumaRange) -> [UInt8] {
        if table?.range != range {
            let mean = Mean(area: width * height, range: range)
            table = (range, (0...pixelsPerCell * 255).map { mean.level(ofSum: $0 * grid.area) })
        }
        let (across, down) = (width / grid.width, height / grid.height)
        let levels = table!.levels
        if across == 4 && grid.width % 4 == 0 { return averageQuadruples(luma, down: down, levels: levels) }
        return unsafe [UInt8](unsafeUninitializedCapacity: grid.area) { cells, count in
            unsafe luma.withUnsafeBufferPointer { luma in
                unsafe wholeRows.withUnsafeMutableBufferPointer { sums in
                    for row in 0..<grid.height {
                        unsafe sums.update(repeating: 0)
                        for y in row * down..<(row + 1) * down {
                            unsafe Self.add(luma.baseAddress! + y * width, to: sums)
                        }
                        for column in 0..<grid.width {
                            var sum = 0
                            for x in column &* across..<(column &+ 1) &* across { unsafe sum &+= Int(sums[x]) }
                            unsafe cells[row &* grid.width &+ column] = levels[sum]
                        }
                    }
                }
            }
            count = grid.area
        }
    }

    /// Cells of four columns, as of 720 rows on 180: four cells at a time.
    /// - Parameter levels: by the sum of a cell's pixels, of which there are at most `mostTabled`.
    private func averageQuadruples(_ luma: [UInt8], down: Int, levels: [UInt8]) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: grid.area) { cells, count in
            unsafe luma.withUnsafeBytes { luma in
                unsafe levels.withUnsafeBufferPointer { levels in
                    for row in 0..<grid.height {
                        var pixel = row &* down &* width
                        for cell in stride(from: row &* grid.width, to: (row &+ 1) &* grid.width, by: 4) {
                            let sums = unsafe Self.quadruples(luma, at: pixel, stride: width, rows: down)
                            for lane in 0..<4 { unsafe cells[cell &+ lane] = levels[Int(sums[lane])] }
                            pixel &+= 16
                        }
                    }
                }
            }
            count = grid.area
        }
    }

    /// Sums of 16 columns, four by four, over at most 128 rows: of neighbours in 16 bits first, then of the pairs.
    @inline(__always)
    private static func quadruples(
        _ luma: UnsafeRawBufferPointer, at pixel: Int, stride: Int, rows: Int
    ) -> SIMD4<UInt32> {
        var pairs = SIMD8<UInt16>()
        for row in 0..<rows {
            let start = pixel &+ row &* stride
            let both = unsafe luma.loadUnaligned(fromByteOffset: start, as: SIMD8<UInt16>.self)
            pairs &+= (both & 0xff) &+ (both &>> 8)
        }
        let quadruples = unsafe unsafeBitCast(pairs, to: SIMD4<UInt32>.self)
        return (quadruples & 0xffff) &+ (quadruples &>> 16)
    }

    /// - Parameter column: Made for as many pixels as there are sums.
    @inline(__always)
    private static func sum(_ sums: UnsafeBufferPointer<UInt32>, over column: Coverage) -> Int {
        var inner = 0
        var x = column.first &+ 1
        while x < column.last {
            unsafe inner &+= Int(sums[x])
            x &+= 1
        }
        return unsafe Int(sums[column.first]) &* Int(column.firstWeight) &+ inner &* Int(column.whole)
            &+ Int(sums[column.last]) &* Int(column.lastWeight)
    }

    /// A weighted sum over a cell to its level: the mean `sum / area`, limited range stretched to 0...255 (ITU-R BT.601: black
    /// 16, white 235), halves up.
    private struct Mean {
        /// The level is `(sum - black) * factor + divisor / 2` over `divisor`, rounded down.
        private let black: Int
        private let factor: Int
        private let divisor: Int
        private let inverse: Double

        init(area: Int, range: LumaRange) {
            (black, factor, divisor) = range == .full ? (0, 2, area * 2) : (16 * area, 510, 438 * area)
            inverse = 1 / Double(divisor)
        }

        /// Divides by multiplying, several times as fast, and puts right what that may be off by.
        @inline(__always)
        func level(ofSum sum: Int) -> UInt8 {
            let dividend = max(0, sum &- black) &* factor &+ divisor / 2
            var quotient = Int(Double(dividend) * inverse)
            if quotient &* divisor > dividend { quotient &-= 1 }
            if (quotient &+ 1) &* divisor <= dividend { quotient &+= 1 }
            return UInt8(min(255, quotient))
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
