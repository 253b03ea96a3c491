/// Coefficients to levels and back.
struct Quantiser {
    let step: Int32

    init(step: Int) { self.step = Int32(step) }

    /// Levels in zigzag order. Magnitudes round up from two thirds of a step, or from five sixths in blocks that differ
    /// from their predecessor: there small changes cost more than they tell, and what is missed is caught up later.
    /// - Returns: Position of the last level that is not zero, or -1.
    func quantise(
        _ coefficients: BlockTransform.Block, isIntra: Bool, into levels: inout InlineArray<64, Int16>
    ) -> Int {
        let unit = step << 15
        let bias = unit / (isIntra ? 3 : 6)
        let threshold = unit - bias
        var last = -1
        for row in 0..<8 {
            let values = coefficients[row]
            let large = (values .>= threshold) .| (values .<= -threshold)
            guard any(large) else { continue }
            for column in 0..<8 where large[column] {
                let value = values[column]
                let magnitude = (abs(value) + bias) / unit
                let position = Int(Self.positions[row * 8 + column])
                levels[position] = Int16(value < 0 ? -magnitude : magnitude)
                last = max(last, position)
            }
        }
        return last
    }

    @inline(__always)
    func restore(_ levels: InlineArray<64, Int16>, last: Int) -> BlockTransform.Block {
        var block = BlockTransform.Block.zero
        guard last >= 0 else { return block }
        for position in 0...last where levels[position] != 0 {
            let index = Int(PictureCoding.zigzag[position])
            block[index / 8][index % 8] = Int32(levels[position]) * step
        }
        return block
    }

    /// Inverse of the zigzag order.
    private static let positions: [UInt8] = {
        var positions = [UInt8](repeating: 0, count: 64)
        for (position, index) in PictureCoding.zigzag.enumerated() { positions[Int(index)] = UInt8(position) }
        return positions
    }()
}
