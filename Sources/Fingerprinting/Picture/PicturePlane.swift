/// A coarse picture padded to whole blocks of 8 x 8 cells by repeating its last column and row.
struct PicturePlane {
    let grid: GridSize
    let blockColumns: Int
    let blockRows: Int
    var cells: [UInt8]

    var stride: Int { blockColumns * 8 }
    var blockCount: Int { blockColumns * blockRows }

    init(grid: GridSize) {
        self.grid = grid
        blockColumns = (grid.width + 7) / 8
        blockRows = (grid.height + 7) / 8
        cells = [UInt8](repeating: 128, count: blockColumns * blockRows * 64)
    }

    init(grid: GridSize, luma: ArraySlice<UInt8>) {
        self.init(grid: grid)
        for y in 0..<blockRows * 8 {
            let row = luma.startIndex + min(y, grid.height - 1) * grid.width
            for x in 0..<stride { cells[y * stride + x] = luma[row + min(x, grid.width - 1)] }
        }
    }

    /// Appends the cells inside the grid, rows from the top.
    func appendLuma(to luma: inout [UInt8]) {
        if stride == grid.width {
            luma += cells.prefix(grid.area)
        } else {
            for y in 0..<grid.height { luma += cells[y * stride..<y * stride + grid.width] }
        }
    }

    /// Index of the first cell of a block, blocks counted along rows.
    func origin(ofBlock block: Int) -> Int {
        block / blockColumns * stride * 8 + block % blockColumns * 8
    }

    @inline(__always)
    func row(at index: Int) -> SIMD8<UInt8> {
        precondition(index >= 0 && index + 8 <= cells.count)
        return unsafe cells.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: index, as: SIMD8<UInt8>.self) }
    }

    @inline(__always)
    mutating func setRow(at index: Int, to row: SIMD8<UInt8>) {
        precondition(index >= 0 && index + 8 <= cells.count)
        unsafe cells.withUnsafeMutableBytes {
            unsafe $0.storeBytes(of: row, toByteOffset: index, as: SIMD8<UInt8>.self)
        }
    }

    @inline(__always)
    func block(at origin: Int) -> BlockTransform.Block {
        func wide(_ y: Int) -> BlockTransform.Row { .init(truncatingIfNeeded: row(at: origin + y * stride)) }
        return .init(
            r0: wide(0), r1: wide(1), r2: wide(2), r3: wide(3), r4: wide(4), r5: wide(5), r6: wide(6), r7: wide(7))
    }

    /// Adds differences to the block, or to a constant, and keeps the sums within 0...255.
    @inline(__always)
    mutating func add(_ block: BlockTransform.Block, at origin: Int, toConstant constant: Int32?) {
        func put(_ y: Int, _ difference: BlockTransform.Row) {
            let index = origin + y * stride
            let base =
                constant.map { BlockTransform.Row(repeating: $0) }
                ?? BlockTransform.Row(truncatingIfNeeded: row(at: index))
            let sum = (base &+ difference).clamped(lowerBound: .zero, upperBound: .init(repeating: 255))
            setRow(at: index, to: SIMD8<UInt8>(truncatingIfNeeded: sum))
        }
        put(0, block.r0)
        put(1, block.r1)
        put(2, block.r2)
        put(3, block.r3)
        put(4, block.r4)
        put(5, block.r5)
        put(6, block.r6)
        put(7, block.r7)
    }

    /// What an intra block is predicted from: the mean of the eight cells left of it, or else above it, or mid-grey.
    @inline(__always)
    func neighbourMean(at origin: Int) -> Int32 {
        if origin % stride > 0 {
            var sum: Int32 = 4
            for y in 0..<8 { sum += Int32(cells[origin + y * stride - 1]) }
            return sum >> 3
        }
        guard origin > 0 else { return 128 }
        return (Int32(SIMD8<UInt16>(truncatingIfNeeded: row(at: origin - stride)).wrappedSum()) + 4) >> 3
    }
}
