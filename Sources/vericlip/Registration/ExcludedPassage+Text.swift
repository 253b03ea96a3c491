import Registry

extension MediaRegister.ExcludedPassage {
    /// Reads `0:00-0:12=title-card`: from, to and what it is. Times are seconds, minutes and seconds, or hours before them.
    init?(text: some StringProtocol) {
        let parts = text.split(separator: "=", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        let why = String(parts[1]).trimmed
        let times = parts[0].split(separator: "-", omittingEmptySubsequences: false).map { Self.milliseconds($0) }
        guard !why.isEmpty, times.count == 2, let from = times[0], let to = times[1], from < to else { return nil }
        self.init(milliseconds: from..<to, why: why)
    }

    private static func milliseconds(_ text: some StringProtocol) -> Int? {
        let parts = String(text).trimmed.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard (1...3).contains(parts.count), let last = parts.last, let seconds = Double(last),
            seconds >= 0, parts.count == 1 || seconds < 60
        else { return nil }
        var minutes = 0
        for part in parts.dropLast() {
            guard let number = Int(part), (0..<6000).contains(number) else { return nil }
            minutes = minutes * 60 + number
        }
        guard seconds < 360_000 else { return nil }
        return minutes * 60_000 + Int((seconds * 1000).rounded())
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
