/// A stretch of steps whose scores add up to evidence.
struct ScoredRun: Sendable, Hashable {
    let steps: Range<Int>
    let score: Float
}

extension ScoredRun {
    /// Stretches in which the scores, positive where something speaks for a difference and negative where it speaks
    /// against, add up to more than `threshold`: Page's cumulative sum, each run cut back to its peak.
    ///
    /// - Parameter drop: how far the sum may fall below its peak before the run is over.
    static func find(in scores: [Float], threshold: Float, drop: Float) -> [ScoredRun] {
        var runs: [ScoredRun] = []
        var sum: Float = 0
        var start = 0
        var peak: Float = 0
        var end = 0
        func close() {
            if peak > threshold { runs.append(ScoredRun(steps: start..<end, score: peak)) }
            sum = 0
            peak = 0
        }
        for (step, score) in scores.enumerated() {
            if sum <= 0 {
                sum = 0
                start = step
            }
            sum += score
            if sum > peak {
                peak = sum
                end = step + 1
            }
            if sum <= 0 || sum < peak - drop { close() }
        }
        close()
        return runs
    }
}
