internal import CFFmpeg
internal import Media

/// Turns the timestamps of one stream into media time.
struct StreamClock {
    /// Seconds in a tick of the stream.
    private let tick: AVRational
    /// Start of the presentation in units of `1 / tick.den` seconds.
    private var origin: Int64 = 0

    /// Seconds; a timestamp beyond 30 years is damage.
    private static let farthest: UInt64 = 1_000_000_000

    init(tick: AVRational) {
        // A damaged header can claim a tick of zero or less; libavformat's own default then.
        self.tick = tick.num > 0 && tick.den > 0 ? tick : AVRational(num: 1, den: 90_000)
    }

    /// Counts from `microseconds` on the clock that the container's streams share.
    mutating func start(atMicroseconds microseconds: Int64) {
        origin = av_rescale_q(
            microseconds, AVRational(num: 1, den: Int32(AV_TIME_BASE)), AVRational(num: 1, den: tick.den))
    }

    /// Absent where the stream does not say, or where its claim is beyond what 64 bits hold.
    func time(_ timestamp: Int64) -> MediaTime? {
        guard timestamp != vericlip_no_timestamp() else { return nil }
        let (ticks, overflow) = timestamp.multipliedReportingOverflow(by: Int64(tick.num))
        let (value, underflow) = ticks.subtractingReportingOverflow(origin)
        guard !overflow, !underflow, value.magnitude / UInt64(tick.den) < Self.farthest else { return nil }
        return MediaTime(value: value, timescale: tick.den)
    }

    /// On the clock that the container's streams share, in microseconds.
    func microseconds(_ timestamp: Int64) -> Int64? {
        guard timestamp != vericlip_no_timestamp() else { return nil }
        let value = av_rescale_q(timestamp, tick, AVRational(num: 1, den: Int32(AV_TIME_BASE)))
        return value.magnitude / 1_000_000 < Self.farthest ? value : nil
    }

    /// A length of time in milliseconds, at least 0.
    func milliseconds(duration: Int64) -> Int {
        guard duration > 0 else { return 0 }
        return Int(clamping: av_rescale_q(duration, tick, AVRational(num: 1, den: 1000)))
    }

    /// The timestamp of a media time; the opposite of `time(_:)`.
    func timestamp(milliseconds: Int) -> Int64 {
        let value = av_rescale_q(
            Int64(milliseconds), AVRational(num: 1, den: 1000), AVRational(num: 1, den: tick.den))
        return (value &+ origin) / Int64(tick.num)
    }

    func ticks(microseconds: Int64) -> Int64 {
        av_rescale_q(microseconds, AVRational(num: 1, den: Int32(AV_TIME_BASE)), tick)
    }
}
