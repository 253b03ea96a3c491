/// Sines by polynomial: additions and multiplications only, so that every IEEE machine makes the same tables.
enum SineTable {
    /// Sine of `turns` whole turns, for 0...1; error below 1e-14.
    static func sine(turns: Double) -> Double {
        // Fold to the first quarter, where the Taylor series of eleven terms converges.
        if turns >= 0.5 { return -sine(turns: turns - 0.5) }
        let x = (turns > 0.25 ? 0.5 - turns : turns) * 6.283185307179586
        let square = x * x
        var term = x
        var sum = x
        for order in 1...11 {
            term = -term * square / Double(2 * order * (2 * order + 1))
            sum += term
        }
        return sum
    }

    static func cosine(turns: Double) -> Double { sine(turns: turns < 0.75 ? turns + 0.25 : turns - 0.75) }

    /// The nearest whole number, halves away from zero.
    static func rounded(_ value: Double) -> Int { Int(value < 0 ? value - 0.5 : value + 0.5) }
}
