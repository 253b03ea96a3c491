/// Logarithms to base 2 of whole numbers, in whole numbers.
package struct BinaryLogarithm: Sendable {
    /// Units a doubling.
    package static let scale = 1 << 16

    /// `log2(1 + i / 256)` in units of 1/65,536.
    private let table: [Int]

    package init() {
        // One bit of the logarithm at a time: squaring doubles it.
        table = (0...256).map { index in
            if index == 256 { return Self.scale }
            var mantissa = UInt64(256 + index) << 23  // 1 to 2, 31 bits behind the point.
            var log = 0
            for _ in 0..<17 {
                mantissa = (mantissa * mantissa) >> 31
                log <<= 1
                if mantissa >> 32 != 0 {
                    mantissa >>= 1
                    log |= 1
                }
            }
            return (log + 1) / 2
        }
    }

    /// Nearest table entries, joined by a straight line; within 1/30,000 of a doubling. 0 for 0 and 1.
    package func callAsFunction(_ value: UInt64) -> Int {
        guard value > 1 else { return 0 }
        let exponent = 63 - value.leadingZeroBitCount
        // 24 bits behind the leading one: eight for the table, sixteen in between.
        let fraction = Int((value << UInt64(63 - exponent)) >> 39) & 0xff_ffff
        let index = fraction >> 16
        let between = (table[index + 1] - table[index]) * (fraction & 0xffff)
        return exponent * Self.scale + table[index] + (between >> 16)
    }
}
