/// Weighs what a window says of a mouth: the odds that it was replaced, and how far they stand out of the stretch; scores above 0
/// are differences.
///
/// Weights and thresholds by `Tests/Benchmarks/Calibration`, 2026-11-30, on one half of the people of the measuring kit: logistic
/// regression on 157 benign clips (17 chains) and 101 of which the mouth was replaced for 0.4 to 3 s before they were encoded;
/// the threshold is the highest score of those benign clips, rounded up. On the other half of the people 1 of 130 benign clips is
/// above; of replaced mouths 6 of 16 at 0.4 s, 11 of 12 at 0.6 s, 11 of 12 at 1.2 s and 11 of 12 at 3 s. `FaceLimits` were chosen before,
/// some of them with both halves in view.
struct MouthModel: Sendable {
    /// Moments of a window.
    let length: Int
    let relative: Float
    let excess: Float
    let unexplained: Float
    /// Weight of how far the odds stand out of the stretch. A word stands out; a sentence may be most of the stretch. Chosen with both
    /// halves of the people in view (docs/measuring.md).
    let rise: Float
    let threshold: Float

    /// One second: for what goes on for a sentence.
    static let long = MouthModel(
        length: 9, relative: 1.14, excess: 2.04, unexplained: 2.15, rise: 0.5, threshold: 3.5)
    /// Half a second: for a word.
    static let short = MouthModel(
        length: 4, relative: 1.13, excess: 2.26, unexplained: 1.04, rise: 1, threshold: 6.6)

    /// Logarithm of the odds that a mouth was replaced, up to a constant.
    func odds(_ window: FaceWindow) -> Float {
        relative * window.relative + excess * window.excess + unexplained * window.unexplained
    }

    /// Above 0 the mouth differs.
    /// - Parameter usual: median of the odds over the stretch. What stands out of it is more than what coding does to all of it;
    ///   a stretch that was replaced from end to end must do without.
    func score(_ window: FaceWindow, usual: Float) -> Float {
        let odds = odds(window)
        return odds + rise * (odds - usual) - threshold
    }
}
