import Fingerprinting

/// What changes in the picture over a whole time map, where single seconds show too little of it.
///
/// Coding hides slight motion, but its share over many seconds adds up. The same footage agrees at the mapped times and at no
/// other near by; light and drift agree at all of them, and other footage at none.
struct SlightMotion: Sendable {
    /// Correlation of what changes in the clip with what changes in the recording at the mapped times.
    private(set) var correlation: Float = 0
    /// The largest magnitude of the same at other times, half a second to 1.2 s off.
    private(set) var elsewhere: Float = 1
    /// Windows looked at, and the mean energy of the recording's changes in them, in units of a good match's distance.
    private(set) var windows = 0
    private(set) var energy: Float = 0

    /// In samples: nearer by, even the same footage still agrees.
    private static let lags = [-10, -9, -8, -7, -6, -5, -4, 4, 5, 6, 7, 8, 9, 10]
    /// A window counts for this much energy a sample at most, in units of a good match's distance: one change of scene must
    /// not speak for the rest.
    private static let mostEnergy: Float = 4

    init(lines: [TimeLine], evidence: TrackEvidence) {
        let here = Self.pooled(lines, evidence, lag: 0)
        (correlation, windows, energy) = here
        let others = Self.lags.map { Self.pooled(lines, evidence, lag: $0) }
        elsewhere = others.filter { $0.windows > 0 }.map { abs($0.correlation) }.max() ?? 1
    }

    /// Chosen on 5 s clips without sound, cropped, coloured or shrunk to 240p, on an experimental build: those nearly still ones
    /// that pass have 0.26 to 0.47 here and half of it or less elsewhere; some (0.01 to 0.11) do not pass, and stay without a
    /// source. Of some 600 alignments of other footage two passed, both of one clip whose registration is 20 times worse than
    /// is asked besides.
    var isTheSame: Bool {
        windows >= 4 && energy >= 0.05 && correlation >= 0.25 && correlation >= 2 * elsewhere
    }

    private static func pooled(
        _ lines: [TimeLine], _ evidence: TrackEvidence, lag: Int
    ) -> (correlation: Float, windows: Int, energy: Float) {
        guard let picture = evidence.picture else { return (0, 0, 0) }
        var sum = MotionEnergies()
        var (windows, energy) = (0, Float(0))
        for line in lines {
            var moved = line
            moved.source += Double(lag * PictureSamples.interval)
            for window in Confirmation.windows(of: line) {
                guard let motion = MotionEnergies(window, moved, evidence) else { continue }
                let most = mostEnergy * picture.unit * Float(window.count)
                sum.add(motion, scaledBy: min(1, most / max(motion.clip, motion.original, 1e-6)))
                energy += motion.original / Float(window.count) / picture.unit
                windows += 1
            }
        }
        return (sum.correlation, windows, windows > 0 ? energy / Float(windows) : 0)
    }
}
