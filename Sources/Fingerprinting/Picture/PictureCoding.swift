/// What encoder and decoder of the picture track share: layout, prefix codes and order of coefficients.
enum PictureCoding {
    /// Samples in a group: 3.96 s of the picture track. Each group is decoded by itself.
    static let groupLength = 33
    static let headerSize = 12
    static let maximumSide = 16_384
    static let maximumArea = 65_536

    /// Quantiser steps in the order tried, in grey levels: about a sixth more each time.
    static let steps: [Int] = [
        4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 19, 22, 26, 30, 35, 41, 48, 56, 65, 76, 88, 103, 120, 140, 180, 250, 400, 800,
        2040,
    ]

    /// Coefficients from low to high frequency: along diagonals, alternately down and up. Row x 8 + column.
    static let zigzag: [UInt8] = [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54,
        47, 55,
        62, 63,
    ]

    /// A block that follows its predecessor exactly, that differs from it, or that does not build on it.
    enum Mode { case same, delta, intra }
}

/// Prefix code of coefficients: an event is the number of zeros before a level, the level, and whether it is the block's
/// last (ITU-T H.263, section 5.4.2, in other tables).
struct EventCode: Sendable {
    static let maximumRun = 63
    static let maximumLevel = 2047
    private static let runs = 32
    private static let levels = 16
    private static let escape = 2 * runs * levels

    let code: PrefixCode

    /// - Parameters:
    ///   - more, last: for each run of zeros a text with one hexadecimal digit a level: the length of the event's code.
    ///   - escape: length of the code before events that have none of their own.
    init(more: [String], last: [String], escape: UInt8) {
        var lengths = [UInt8](repeating: 0, count: Self.escape + 1)
        for (table, rows) in [more, last].enumerated() {
            for (run, row) in rows.enumerated() {
                for (level, digit) in row.enumerated() {
                    lengths[Self.symbol(last: table == 1, run: run, level: level + 1)] = UInt8(digit.hexDigitValue ?? 0)
                }
            }
        }
        lengths[Self.escape] = escape
        code = PrefixCode(lengths: lengths)
    }

    struct Event {
        var last: Bool
        var run: Int
        /// Not zero.
        var level: Int
    }

    private static func symbol(last: Bool, run: Int, level: Int) -> Int {
        ((last ? runs : 0) + run) * levels + level - 1
    }

    /// The event's own symbol, if it has a code.
    private func symbol(of event: Event) -> Int? {
        guard event.run < Self.runs, abs(event.level) <= Self.levels else { return nil }
        let symbol = Self.symbol(last: event.last, run: event.run, level: abs(event.level))
        return code.length(of: symbol) > 0 ? symbol : nil
    }

    func write(_ event: Event, to writer: inout BitWriter) {
        if let symbol = symbol(of: event) {
            code.write(symbol, to: &writer)
        } else {
            code.write(Self.escape, to: &writer)
            writer.write(event.last ? 1 : 0, count: 1)
            writer.write(UInt32(event.run), count: 6)
            writer.write(UInt32(abs(event.level)), count: 11)
        }
        writer.write(event.level < 0 ? 1 : 0, count: 1)
    }

    /// The next event, or nothing if it is spelt out although it has a code, or has level 0.
    @inline(__always)
    func read(from reader: inout BitReader) -> Event? {
        reader.refill()
        let symbol = code.read(from: &reader)
        var event: Event
        if symbol < Self.escape {
            event = Event(
                last: symbol >= Self.escape / 2, run: symbol / Self.levels % Self.runs, level: symbol % Self.levels + 1)
        } else {
            event = Event(last: reader.read(1) == 1, run: reader.read(6), level: reader.read(11))
            guard event.level > 0, self.symbol(of: event) == nil else { return nil }
        }
        if reader.read(1) == 1 { event.level = -event.level }
        return event
    }
}
