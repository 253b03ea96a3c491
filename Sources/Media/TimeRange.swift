/// A half-open stretch of media time.
public struct TimeRange: Sendable, Hashable {
    public let start: MediaTime
    /// Never before `start`.
    public let end: MediaTime

    public init(start: MediaTime, end: MediaTime) {
        self.start = start
        self.end = max(start, end)
    }

    public init(milliseconds range: Range<Int>) {
        self.init(start: MediaTime(milliseconds: range.lowerBound), end: MediaTime(milliseconds: range.upperBound))
    }

    /// Length in seconds.
    public var duration: Double { end.seconds - start.seconds }

    public func overlaps(_ other: TimeRange) -> Bool { start < other.end && other.start < end }
}
