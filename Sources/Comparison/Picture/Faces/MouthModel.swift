/// Weighs what a window says of a mouth: logarithm of the odds that it was replaced, less the threshold, so that scores above
/// 0 are differences.
struct MouthModel: Sendable {
    /// Moments of a window.
    let length: Int
    let rho: Float
    let relative: Float
    let excess: Float
    let bias: Float

    /// One second: for what goes on for a sentence.
    static let long = MouthModel(length: 9, rho: 6, relative: 1.2, excess: 1.7, bias: -2.6)
    /// Half a second: for a word.
    static let short = MouthModel(length: 4, rho: 4, relative: 1.2, excess: 1.7, bias: -4.5)

    func score(_ window: FaceWindow) -> Float {
        rho * window.rho + relative * window.relative + excess * window.excess + bias
    }
}
