package import Media

/// Times as a reader says them.
package enum Clock {
    /// `0:12`, `12:04.5`, `1:02:03`: tenths only where the time is not a whole second.
    package static func text(_ time: MediaTime) -> String {
        let tenths = (max(time.milliseconds, 0) + 50) / 100
        let (hours, minutes, seconds) = (tenths / 36_000, tenths / 600 % 60, tenths / 10 % 60)
        var text = hours > 0 ? "\(hours):\(padded(minutes))" : "\(minutes)"
        text += ":" + padded(seconds)
        if tenths % 10 != 0 { text += ".\(tenths % 10)" }
        return text
    }

    /// `0m12.3s`, `1h02m03.0s`: for file names.
    static func fileName(_ time: MediaTime) -> String {
        let tenths = (max(time.milliseconds, 0) + 50) / 100
        let (hours, minutes, seconds) = (tenths / 36_000, tenths / 600 % 60, tenths / 10 % 60)
        let whole = hours > 0 ? "\(hours)h\(padded(minutes))m\(padded(seconds))" : "\(minutes)m\(padded(seconds))"
        return "\(whole).\(tenths % 10)s"
    }

    /// `0:12–0:19`.
    package static func text(_ range: TimeRange) -> String {
        "\(text(range.start))–\(text(range.end))"
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
