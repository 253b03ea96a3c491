/// Weighs what a window says of a mouth: logarithm of the odds that it was replaced, less the threshold, so that scores above
/// 0 are differences.
///
/// Weights by logistic regression, 2026-11-27, on 127 benign clips of 34 people or scenes (re-encoded down to 240p crf 34,
/// cropped, captioned, letterboxed, mirrored, filmed off a screen, twice coded, other frame rates) and 200 clips in whose
/// decoded pictures 0.4 to 2.4 s of the mouth were replaced by the same mouth 1.7 s later; each clip has the same weight. The
/// thresholds, 3.6 and 2.6, lie near the highest scores of all benign clips: no people were held out of their choice.
///
/// Scored by weights of the other people, 1 of 149 benign clips of 44 people is above (of which 127 are those of the choice).
/// Of replaced mouths of faces of a quarter of the height and more, 27 of 42 at 0.4 s, 31 of 42 at 0.6 s, 38 of 42 at 1.2 s, 24 of
/// 25 at 2.4 s; of smaller faces 11 of 49 at all lengths: not enough. Re-encoded after replacement, at all sizes: 0 of 8 at 0.4 s,
/// 2 of 9 at 0.6 s, 5 of 8 at 1.2 s, 10 of 10 at 3 s. Two real lip-syncs: above in all re-encodings.
struct MouthModel: Sendable {
    /// Moments of a window.
    let length: Int
    let relative: Float
    let excess: Float
    let unexplained: Float
    let threshold: Float

    /// One second: for what goes on for a sentence.
    static let long = MouthModel(
        length: 9, relative: 1.05, excess: 2.03, unexplained: 2.36, threshold: 4.0)
    /// Half a second: for a word.
    static let short = MouthModel(
        length: 4, relative: 0.93, excess: 2.41, unexplained: 1.65, threshold: 6.1)

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
