/// Scores of windows that slide along moments, dealt to the moments.
enum WindowScores {
    /// Gives each moment the highest score of the windows about it. A window about the edge of what was replaced scores too: its
    /// middle says when, and only at the ends of the moments the whole of it.
    ///
    /// - Parameters:
    ///   - windows: one for each place of a window, in order.
    ///   - length: of a window, in moments.
    ///   - count: of the moments; `windows.count + length - 1`.
    static func spread<Score>(
        _ windows: [Score], length: Int, over count: Int, higher: (Score, Score) -> Bool
    ) -> [Score] {
        precondition(!windows.isEmpty && windows.count + length - 1 == count, "one score for each place")
        let margin = (length - 1) / 2
        var result = [Score?](repeating: nil, count: count)
        for (start, score) in windows.enumerated() {
            let first = start == 0 ? 0 : start + margin
            let last = start + length == count ? count : start + length - margin
            for index in first..<last where result[index].map({ higher(score, $0) }) ?? true { result[index] = score }
        }
        return result.map { $0! }
    }
}
