/// Joins timestamps that start anew in the middle of a stream, as transport streams cut together have them.
struct ClockRestarts {
    /// Where the last packet of each stream ended, in microseconds, after joining.
    private var ends: [Int: Int64] = [:]
    /// Microseconds to add to what the container says.
    private var offset: Int64 = 0

    /// A packet this far from where its predecessor ended starts a new clock: 10 s, as in `ffmpeg -dts_delta_threshold`.
    private static let threshold: Int64 = 10_000_000

    /// Microseconds to add to the timestamps of the packet decoded at `time`.
    mutating func offset(stream: Int, time: Int64, duration: Int64) -> Int64 {
        var (joined, overflow) = time.addingReportingOverflow(offset)
        if overflow { return offset }
        if let end = ends[stream] {
            let (jump, overflow) = joined.subtractingReportingOverflow(end)
            if overflow || jump.magnitude > UInt64(Self.threshold) {
                offset = end &- time
                joined = end
            }
        }
        ends[stream] = joined &+ max(0, min(duration, Self.threshold))
        return offset
    }
}
