/// Sums over rectangles of a picture in constant time, with edges at fractions of a cell.
struct SummedArea: Sendable {
    let width: Int
    let height: Int
    private var sums: [Float]

    /// - Parameter cells: `width * height` values, rows from the top.
    init(width: Int, height: Int, cells: some Sequence<Float>) {
        self.width = width
        self.height = height
        sums = [Float](repeating: 0, count: (width + 1) * (height + 1))
        var iterator = cells.makeIterator()
        for y in 0..<height {
            var row: Float = 0
            for x in 0..<width {
                row += iterator.next() ?? 0
                sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row
            }
        }
    }

    /// Sum over whole cells `x..<x + w`, `y..<y + h`.
    func sum(_ x: Int, _ y: Int, _ w: Int, _ h: Int) -> Float {
        let s = width + 1
        return sums[(y + h) * s + x + w] - sums[y * s + x + w] - sums[(y + h) * s + x] + sums[y * s + x]
    }

    /// Mean over the rectangle from (x0, y0) to (x1, y1), in cells, clamped to the picture.
    func mean(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> Float {
        let left = min(max(x0, 0), Double(width) - 0.01)
        let top = min(max(y0, 0), Double(height) - 0.01)
        let right = min(max(x1, left + 0.01), Double(width))
        let bottom = min(max(y1, top + 0.01), Double(height))
        let sum = corner(right, bottom) - corner(left, bottom) - corner(right, top) + corner(left, top)
        return sum / Float((right - left) * (bottom - top))
    }

    private func corner(_ x: Double, _ y: Double) -> Float {
        let column = min(Int(x), width - 1)
        let row = min(Int(y), height - 1)
        let fx = Float(x - Double(column))
        let fy = Float(y - Double(row))
        let i = row * (width + 1) + column
        let top = sums[i] + (sums[i + 1] - sums[i]) * fx
        let j = i + width + 1
        return top + (sums[j] + (sums[j + 1] - sums[j]) * fx - top) * fy
    }
}
