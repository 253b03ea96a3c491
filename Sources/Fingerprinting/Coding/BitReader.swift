/// Takes bits, most significant first, from bytes that are not trusted.
///
/// Past the end it gives zeros and `isExhausted` becomes true, so that inner loops need no check of their own.
struct BitReader {
    private let bytes: [UInt8]
    private let end: Int
    private var next: Int
    /// The coming bits, left-aligned.
    private var window: UInt64 = 0
    private var held = 0
    /// Bits taken that were not there.
    private var missing = 0

    init(_ bytes: [UInt8], range: Range<Int>) {
        self.bytes = bytes
        next = range.lowerBound
        end = range.upperBound
    }

    /// Makes at least 56 bits available to `peek`, `skip` and `read`.
    @inline(__always)
    mutating func refill() {
        while held <= 56 {
            if next < end {
                window |= UInt64(bytes[next]) << UInt64(56 - held)
                next += 1
            } else {
                missing += 8
            }
            held += 8
        }
    }

    @inline(__always)
    func peek(_ count: Int) -> Int { Int(truncatingIfNeeded: window >> UInt64(64 - count)) }

    @inline(__always)
    mutating func skip(_ count: Int) {
        window <<= UInt64(count)
        held -= count
    }

    /// Takes 1 to 32 bits; `refill` must have come before.
    @inline(__always)
    mutating func read(_ count: Int) -> Int {
        defer { skip(count) }
        return peek(count)
    }

    /// Zero bits before the next one; `refill` must have come before.
    var leadingZeros: Int { window.leadingZeroBitCount }

    /// An exponential Golomb code of order `order`, or nothing if it is longer than 32 bits allow.
    mutating func readGolomb(order: Int) -> UInt32? {
        refill()
        let zeros = window.leadingZeroBitCount
        guard zeros + order < 32 else { return nil }
        skip(zeros)
        refill()
        let value = UInt64(read(zeros + order + 1)) - (1 << UInt64(order))
        return UInt32(exactly: value)
    }

    /// A signed number as `BitWriter.writeSignedGolomb` writes it.
    mutating func readSignedGolomb(order: Int) -> Int? {
        guard let folded = readGolomb(order: order) else { return nil }
        return Int(folded & 1 == 1 ? -Int64(folded / 2) - 1 : Int64(folded / 2))
    }

    /// More bits were taken than there were.
    var isExhausted: Bool { missing > held }

    /// Whether all bits were taken but fewer than eight, and those are zero: the only canonical end.
    var isAtCanonicalEnd: Bool {
        !isExhausted && next == end && held - missing < 8 && window == 0
    }
}
