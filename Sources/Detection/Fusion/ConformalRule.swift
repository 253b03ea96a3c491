/// How seldom unaltered footage scores as high as a clip does: split conformal prediction (Papadopoulos et al. 2002; Lei et al. 2018).
///
/// Reference scores come from unaltered clips that nothing was trained with, one a source. Where the clip is unaltered footage of the same
/// kind, a false alarm by this rule has a chance of `falseAlarms` at most, whatever the scores look like. With fewer than `fewest`
/// references no score is high enough for that, and there is no threshold.
public struct ConformalRule: Sendable, Hashable {
    /// Unaltered clips for one false alarm: 2 in 100, the project's bar for political footage.
    public static let clipsForOneAlarm = 50
    /// References that it takes: with 49 and the clip itself there are 50, of which one may stand above all others.
    public static let fewest = clipsForOneAlarm - 1

    /// Ascending.
    private let references: [Double]

    public init(references: [Double]) {
        self.references = references.sorted()
    }

    public var count: Int { references.count }

    /// References that score as high or higher.
    public func reaching(_ score: Double) -> Int { references.count { $0 >= score } }

    /// The score above which signs are; nil where there are too few references.
    ///
    /// Of n references and the clip, one in fifty may be taken for manipulated: the threshold is the highest of those that may not.
    public var threshold: Double? {
        let alarms = (references.count + 1) / Self.clipsForOneAlarm
        return alarms > 0 ? references[references.count - alarms] : nil
    }
}
