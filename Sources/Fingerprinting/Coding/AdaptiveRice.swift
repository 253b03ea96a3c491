/// Rice codes of signed numbers, each as long as the numbers before it lead to expect (after ITU-T T.87, A.5).
struct AdaptiveRice {
    /// A quotient that is not spelt out: the number follows in `rawBits`.
    private static let escape = 16
    private static let rawBits = 12
    /// Numbers after which both sums are halved, so that the last few count most.
    private static let memory = 16

    /// Sum of the folded numbers, and how many they are.
    private var sum: Int
    private var count = 2

    /// - Parameter expected: Half of what two numbers, folded, are expected to add up to.
    init(expected: Int) { sum = expected * 2 }

    /// Low bits of a folded number that are written as they are: half of the mean, about, lies below them.
    private var lowBits: Int {
        var bits = 0
        while (count << bits) * 3 < sum * 2, bits < Self.rawBits { bits += 1 }
        return bits
    }

    /// - Parameter value: From -2047 to 2047.
    mutating func write(_ value: Int, to writer: inout BitWriter) {
        let folded = value < 0 ? -2 * value - 1 : 2 * value
        let bits = lowBits
        let quotient = folded >> bits
        if quotient < Self.escape {
            writer.write(1, count: quotient + 1)
            writer.write(UInt32(folded & (1 << bits - 1)), count: bits)
        } else {
            writer.write(0, count: Self.escape)
            writer.write(UInt32(folded), count: Self.rawBits)
        }
        learn(folded)
    }

    /// The next number, or nothing if it is spelt out although it has a code.
    mutating func read(from reader: inout BitReader) -> Int? {
        reader.refill()
        let bits = lowBits
        let zeros = min(Self.escape, reader.leadingZeros)
        var folded: Int
        if zeros < Self.escape {
            reader.skip(zeros + 1)
            folded = bits == 0 ? zeros : zeros << bits | reader.read(bits)
        } else {
            reader.skip(Self.escape)
            folded = reader.read(Self.rawBits)
            guard folded >> bits >= Self.escape else { return nil }
        }
        learn(folded)
        return folded & 1 == 1 ? -(folded / 2) - 1 : folded / 2
    }

    private mutating func learn(_ folded: Int) {
        sum += folded
        count += 1
        guard count == Self.memory else { return }
        sum /= 2
        count /= 2
    }
}
