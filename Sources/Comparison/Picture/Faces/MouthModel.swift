/// Weighs what a window says of a mouth: the odds that it was replaced, and how far they stand out of the stretch; scores above 0
/// are differences.
///
/// Weights and thresholds by `Tests/Benchmarks/Calibration`, 2026-11-27, on one half of the people of the measuring kit: logistic
/// regression on 165 benign clips (17 chains) and some 100 of which the mouth was replaced for 0.4 to 3 s before they were encoded;
/// the threshold is the second highest score of those benign clips. On the other half of the people 1 of 166 benign clips is
/// above; of replaced mouths 5 of 16 at 0.4 s, 12 of 14 at 0.6 s, 12 of 12 at 1.2 s and 8 of 9 at 3 s. `FaceLimits` for small and covered
/// faces were narrowed afterwards, and some of its limits had both halves in view.
struct MouthModel: Sendable {
    /// Moments of a window.
    let length: Int
    let relative: Float
    let excess: Float
    let unexplained: Float
    let threshold: Float

    /// One second: for what goes on for a sentence.
    static let long = MouthModel(
        length: 9, relative: 1.25, excess: 1.79, unexplained: 1.74, threshold: 3.1)
    /// Half a second: for a word.
    static let short = MouthModel(
        length: 4, relative: 1.22, excess: 1.70, unexplained: 1.33, threshold: 4.9)

    /// Logarithm of the odds that a mouth was replaced, up to a constant.
    func odds(_ window: FaceWindow) -> Float {
        relative * window.relative + excess * window.excess + unexplained * window.unexplained
    }

    /// Above 0 the mouth differs.
    /// - Parameter usual: median of the odds over the stretch. What stands out of it is more than what coding does to all of it;
    ///   a stretch that was replaced from end to end must do without.
    func score(_ window: FaceWindow, usual: Float) -> Float {
        let odds = odds(window)
        return odds + Self.rise * (odds - usual) - threshold
    }

    /// Weight of how far the odds stand out.
    private static let rise: Float = 0.5
}
