internal import Glibc

/// How lips and sound are weighed, and what is known of it; `docs/detection.md` is its card.
///
/// `Tests/Benchmarks/Detection/lips.py` made the numbers: 199 s of 5 sources trained, 141 s of 5 others calibrated.
public enum LipModel {
    /// Of opening and darkness, and of the four bands: the sums that correlate best (Hotelling 1936).
    static let movements = [0.445, 0.555]
    static let bands = [-0.087, 0.458, 0.388, 0.067]
    /// Steps by which the sound mostly lies behind the lips, and about it those at which it is as it should be: 40 ms before to 200 ms
    /// behind.
    static let usual = 2
    private static let near = 3
    /// Correlation from which on sound is said to lie elsewhere, and by how much it must be better there. Of the calibration clips, in
    /// pieces of up to 12 s, it was said of none of 13 with their own sound, of 3 of 52 with another's, of 85 in 100 with sound moved by
    /// 0.4 and 0.8 s, and then rightly to 0.12 s.
    private static let leastElsewhere = 0.4
    private static let leastBetter = 0.15
    /// Platt's line from correlation to the log-odds that the sound is another's, at even odds beforehand.
    private static let slope = -24.75
    private static let shift = 7.977

    public static let card = DetectorCard(
        name: "lips-and-sound", subject: "Lips that do not move with the sound", version: "lips-1",
        isExperimental: true,
        errorRate:
            "on clips of sources it never saw, 2 of 14 unaltered ones scored as high as signs ask (in one several people talk at once) and 10 as "
            + "low as unaltered ones do; of 14 with another's voice 13 and none, of 56 whose sound was moved 50 and none; lip-syncs go with their "
            + "sound, and score like unaltered footage.",
        // Of 13 calibration pieces, up to 12 s long, all lie below the upper one; even odds is the lower.
        bounds: 0.5...0.9)

    static func suspicion(_ correlation: Double) -> Double { 1 / (1 + exp(-(slope * correlation + shift))) }

    /// The highest correlation where sound goes with the lips as it should.
    static func agreement(of curve: [Double]) -> Double {
        let middle = LipLimits.reachSteps + usual
        return curve[middle - near...middle + near].max() ?? 0
    }

    /// Milliseconds by which the sound lies behind the lips more than it mostly does, where it goes with them there and not where it
    /// should; before them, where below zero.
    static func offset(of curve: [Double]) -> Int? {
        guard let best = curve.indices.max(by: { curve[$0] < curve[$1] }), curve[best] >= leastElsewhere,
            curve[best] >= agreement(of: curve) + leastBetter
        else { return nil }
        return (best - LipLimits.reachSteps - usual) * LipLimits.step
    }
}
