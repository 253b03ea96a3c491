import ClipAnalysis

/// Tells how far a job has come, not too often.
struct ProgressOutput {
    /// Shortest time between two reports.
    private static let interval = Duration.milliseconds(100)

    private var next = ContinuousClock.now

    mutating func tell(milliseconds: Int) {
        guard next <= ContinuousClock.now else { return }
        FrameOutput.send(.progress(milliseconds: milliseconds))
        next = ContinuousClock.now + Self.interval
    }
}
