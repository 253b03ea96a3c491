/// Weighs how a mouth jumps between the points of the recording's grid: on the scale of `MouthModel.score`, above 0 somebody replaced it
/// there. By eye, on 85 unaltered clips and 20 so replaced of all people of the kit: 16 of these lie above 0, none of the others above
/// `FaceLimits.mouthDoubt`.
enum FlickerModel {
    /// Moments of a window: a second and a half.
    static let length = 12
    private static let jumps: Float = 11
    private static let aside: Float = 5.5
    private static let threshold: Float = 4.95

    static func score(_ flicker: FrameFlicker) -> Float {
        jumps * (flicker.mouth.jump - max(flicker.upper.jump, 0)) + aside * flicker.mouth.distance - threshold
    }
}
