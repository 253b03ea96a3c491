/// Weighs what a face shows above the band of its codes: on the scale of `MouthModel.score`, above 0 the mouth differs.
///
/// Weights by logistic regression on one half of the people of the measuring kit, 2026-11-30: 31 faces in unaltered clips, and mouths that
/// were replaced as they come or so that no code changes (`kit.aware`). Threshold and scale were chosen with all people in view: of 104
/// unaltered clips two lie above `FaceLimits.mouthDoubt`, none above 0.
enum DetailModel {
    private static let relative: Float = 0.52
    private static let excess: Float = 1.95
    private static let unexplained: Float = 3.82
    private static let threshold: Float = 5.5

    static func score(_ detail: FaceDetail) -> Float {
        relative * detail.relative + excess * detail.excess + unexplained * detail.unexplained - threshold
    }
}
