public import Comparison
public import Matching

/// How the clip was laid on one recording, and what its sound was judged by.
public struct SourceComparison: Sendable, Hashable {
    /// Absent where only the sound was aligned.
    public var registration: Registration?
    /// One a segment of the alignment; empty where there is no sound to compare.
    public var sound: [SoundCurve]

    public init(registration: Registration?, sound: [SoundCurve] = []) {
        self.registration = registration
        self.sound = sound
    }
}
