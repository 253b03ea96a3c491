/// The network that puts a voice into numbers which tell people apart, and where it decides; `docs/detection.md` is its card.
///
/// Two voices are as alike as the angle between their numbers is small: the voice encoder of Resemblyzer (Wan et al. 2018), laid together by
/// `scripts/setup --people`.
public enum VoiceModel {
    /// SHA-256 of the network's file: `models/voice-1.onnx-part` with the numbers of PyPI's resemblyzer 0.1.4.
    static let voice = "b957fabae52fe612fddb4b6dda008653a2bdf50f5e7b8e3d1de62c6090d39e7b"

    public static let version = "voice-1"
    public static let sha256 = voice
    public static let input = "mel"
    public static let output = "voice"
    /// Frames of a window, 100 a second: 1.6 s.
    public static let frames = 160
    /// From one window to the next.
    public static let step = 80
    /// How many numbers a voice has.
    public static let length = 256

    /// Windows with less speech than this are no basis: about 6 s, the author's advice for an utterance. Chosen beforehand.
    static let fewestWindows = 6
    /// Cosine from which on two windows are one voice, and the share of the windows that the main voice must have. Chosen on the clips that
    /// train and calibrate, where one person speaks.
    static let sameVoice: Float = 0.7
    static let mainShare = 0.6
    /// Cosine from which on a voice is taken for the person's: 145 of 148 pairs of different people in the clips that train and calibrate lie
    /// below.
    static let near = 0.75
    /// How seldom a recording of the person may be called another's: one in so many.
    static let recordingsForOneError = 20

    /// How often it errs, in words, ending in a full stop.
    public static let errorRate =
        "of 64 pairs of different people in the clips that test none came out consistent, and of 148 others 3; how often the "
        + "person's own voice is missed was measured on one pair alone. Not consistent is said of at most 1 in 20 true recordings like those learned."

    public static func cosine(_ a: [Float], _ b: [Float]) -> Float {
        func product(_ a: [Float], _ b: [Float]) -> Float { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
        let norm = (product(a, a) * product(b, b)).squareRoot()
        return norm > 0 ? product(a, b) / norm : 0
    }
}
