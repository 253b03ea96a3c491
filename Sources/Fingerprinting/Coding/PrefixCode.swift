/// A canonical prefix code: given only the length of each symbol's code, codes are dealt out in order of length, then of
/// symbol (RFC 1951, section 3.2.2).
struct PrefixCode: Sendable {
    /// Longest code in bits: one look-up in a table of this many bits decodes a symbol.
    static let maximumLength = 12

    private let lengths: [UInt8]
    private let codes: [UInt16]
    /// For the next twelve bits: symbol in the upper, length of its code in the lowest four bits.
    private let table: [UInt16]

    /// - Parameter lengths: bits of each symbol's code, 0 for symbols without one; they must fill the code exactly.
    init(lengths: [UInt8]) {
        let space = 1 << Self.maximumLength
        var codes = [UInt16](repeating: 0, count: lengths.count)
        var table = [UInt16](repeating: 0, count: space)
        var filled = 0
        for length in 1...Self.maximumLength {
            let span = space >> length
            for symbol in lengths.indices where Int(lengths[symbol]) == length {
                precondition(filled + span <= space, "an over-full code")
                codes[symbol] = UInt16(filled / span)
                for slot in filled..<filled + span { table[slot] = UInt16(symbol << 4 | length) }
                filled += span
            }
        }
        precondition(filled == space, "a code with holes")
        self.lengths = lengths
        self.codes = codes
        self.table = table
    }

    func length(of symbol: Int) -> Int { Int(lengths[symbol]) }

    func write(_ symbol: Int, to writer: inout BitWriter) {
        writer.write(UInt32(codes[symbol]), count: Int(lengths[symbol]))
    }

    /// `refill` must have come before.
    @inline(__always)
    func read(from reader: inout BitReader) -> Int {
        let entry = Int(table[reader.peek(Self.maximumLength)])
        reader.skip(entry & 15)
        return entry >> 4
    }
}
