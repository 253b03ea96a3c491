package import Fingerprinting
package import Media

/// Finds bars around a picture: rows and columns at the border that are flat and never change.
package struct ContentBox {
    /// Brightest less darkest value of a bar, over its length and the whole clip, in grey levels: room for coding noise.
    private static let flatness = 24
    /// Bars that leave less than this much of the frame's width or height are rather a dark picture.
    private static let leastContent = 0.25

    private let grid: GridSize
    private var darkest: [UInt8]
    private var brightest: [UInt8]

    package init(grid: GridSize) {
        self.grid = grid
        darkest = [UInt8](repeating: .max, count: grid.area)
        brightest = [UInt8](repeating: 0, count: grid.area)
    }

    package mutating func add(_ luma: ArraySlice<UInt8>) {
        for (cell, value) in luma.enumerated() {
            darkest[cell] = min(darkest[cell], value)
            brightest[cell] = max(brightest[cell], value)
        }
    }

    /// The picture without its bars; the full frame where there are none.
    package var box: FrameBox {
        let rows = content(count: grid.height, across: grid.width) { $0 * grid.width + $1 }
        let columns = content(count: grid.width, across: grid.height) { $1 * grid.width + $0 }
        return FrameBox(
            x: Double(columns.lowerBound) / Double(grid.width), y: Double(rows.lowerBound) / Double(grid.height),
            width: Double(columns.count) / Double(grid.width), height: Double(rows.count) / Double(grid.height))
    }

    /// The lines between the bars at both ends.
    private func content(count: Int, across: Int, cell: (Int, Int) -> Int) -> Range<Int> {
        func isBar(_ line: Int) -> Bool {
            var low = UInt8.max
            var high = UInt8.min
            for position in 0..<across {
                low = min(low, darkest[cell(line, position)])
                high = max(high, brightest[cell(line, position)])
            }
            return high < low || Int(high) - Int(low) <= Self.flatness
        }
        guard let first = (0..<count).first(where: { !isBar($0) }), let last = (0..<count).last(where: { !isBar($0) }),
            Double(last - first + 1) >= Self.leastContent * Double(count)
        else { return 0..<count }
        return first..<last + 1
    }
}
