/// A point in media time, or a duration, as a rational number of seconds.
///
/// Presentation time as the container states it: never a frame number divided by a frame rate.
public struct MediaTime: Sendable, Hashable {
    /// Ticks of `1 / timescale` seconds.
    public let value: Int64
    /// Ticks a second; always positive.
    public let timescale: Int32

    public init(value: Int64, timescale: Int32) {
        precondition(timescale > 0, "a timescale is positive")
        self.value = value
        self.timescale = timescale
    }

    public init(milliseconds: Int) {
        self.init(value: Int64(milliseconds), timescale: 1000)
    }

    /// The nearest microsecond.
    public init(seconds: Double) {
        self.init(value: Int64(seconds * 1_000_000 + (seconds < 0 ? -0.5 : 0.5)), timescale: 1_000_000)
    }

    public static let zero = MediaTime(value: 0, timescale: 1000)

    public var seconds: Double { Double(value) / Double(timescale) }

    /// Rounded to the nearest millisecond, halves away from zero: the clock of the fingerprint format.
    public var milliseconds: Int {
        let (high, low) = value.multipliedFullWidth(by: 2000)
        let divisor = Int64(timescale) * 2
        let (quotient, remainder) = divisor.dividingFullWidth((high, low))
        guard remainder != 0 else { return Int(quotient) }
        if remainder.magnitude * 2 < divisor.magnitude { return Int(quotient) }
        return Int(quotient) + (value < 0 ? -1 : 1)
    }
}

extension MediaTime: Comparable {
    public static func < (a: MediaTime, b: MediaTime) -> Bool {
        let left = a.value.multipliedFullWidth(by: Int64(b.timescale))
        let right = b.value.multipliedFullWidth(by: Int64(a.timescale))
        return left.high != right.high ? left.high < right.high : left.low < right.low
    }

    /// Equality is of the time, not of its representation: 1/2 s equals 2/4 s.
    public static func == (a: MediaTime, b: MediaTime) -> Bool { !(a < b) && !(b < a) }

    public func hash(into hasher: inout Hasher) {
        let divisor = gcd(value.magnitude, UInt64(timescale))
        hasher.combine(value.magnitude / divisor)
        hasher.combine(value < 0)
        hasher.combine(UInt64(timescale) / divisor)
    }
}

private func gcd(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
}
