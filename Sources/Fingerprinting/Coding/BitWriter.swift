/// Appends bits, most significant first, to bytes.
struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var pending: UInt64 = 0
    private var pendingCount = 0

    /// Appends the lowest `count` bits of `value`; at most 32 at once.
    mutating func write(_ value: UInt32, count: Int) {
        pending = pending << UInt64(count) | UInt64(value)
        pendingCount += count
        while pendingCount >= 8 {
            pendingCount -= 8
            bytes.append(UInt8(truncatingIfNeeded: pending >> UInt64(pendingCount)))
        }
    }

    /// Appends an exponential Golomb code of order `order`: small values take few bits.
    mutating func writeGolomb(_ value: UInt32, order: Int) {
        let shifted = UInt64(value) + (1 << UInt64(order))
        let length = 64 - shifted.leadingZeroBitCount
        write(0, count: length - order - 1)
        write(UInt32(truncatingIfNeeded: shifted >> 16), count: max(0, length - 16))
        write(UInt32(shifted & 0xffff), count: min(length, 16))
    }

    /// Appends 2 v for v >= 0, or -2 v - 1, as an exponential Golomb code.
    mutating func writeSignedGolomb(_ value: Int, order: Int) {
        writeGolomb(UInt32(value < 0 ? -2 * value - 1 : 2 * value), order: order)
    }

    /// Fills the last byte with zero bits.
    mutating func finish() -> [UInt8] {
        if pendingCount > 0 { write(0, count: 8 - pendingCount) }
        return bytes
    }
}
