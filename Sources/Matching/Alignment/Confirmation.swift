import Fingerprinting

/// Whether a time map is more than a resemblance.
///
/// Two takes in one studio agree almost perfectly in space, and any two sounds in half their bits. What only the same
/// footage shares is how the picture changes from moment to moment, and the bits of changing sound.
struct Confirmation: Sendable {
    /// Windows of about a second in which the picture changes, and those of them whose changes agree.
    private(set) var movingWindows = 0
    private(set) var agreeingWindows = 0
    /// Mean correlation of the changes over the moving windows.
    private(set) var meanMotion: Float = 0
    /// Windows of about a second of audible sound, and those of them whose bits agree.
    private(set) var audibleWindows = 0
    private(set) var matchingWindows = 0
    private(set) var meanErrorRate: Float = 0.5

    /// Samples a window: a little over a second.
    private static let windowSamples = 9
    /// Half a second, in hops.
    private static let soundReach = 31

    init(lines: [TimeLine], evidence: TrackEvidence) {
        var motion: Float = 0
        var errors: Float = 0
        for line in lines {
            for window in Self.windows(of: line) {
                if let agreement = Self.motionAgreement(window, line, evidence) {
                    movingWindows += 1
                    motion += agreement
                    if agreement > 0.6 { agreeingWindows += 1 }
                }
            }
            for sample in stride(from: line.samples.lowerBound + 4, to: line.samples.upperBound, by: 8) {
                let source = line.time(at: Double(evidence.times[sample]))
                guard evidence.presence[sample] > 0.4,
                    let rate = evidence.soundErrorRate(sample, at: source, reach: Self.soundReach)
                else { continue }
                audibleWindows += 1
                errors += rate
                if rate < 0.33 { matchingWindows += 1 }
            }
        }
        meanMotion = movingWindows > 0 ? motion / Float(movingWindows) : 0
        meanErrorRate = audibleWindows > 0 ? errors / Float(audibleWindows) : 0.5
    }

    var holds: Bool {
        let picture = agreeingWindows >= 3 && agreeingWindows * 2 >= movingWindows
        let sound = matchingWindows >= 3 && matchingWindows * 3 >= audibleWindows
        return picture || sound || (agreeingWindows >= 2 && matchingWindows >= 2)
    }

    /// Windows of a second or so along a line, half overlapping.
    static func windows(of line: TimeLine) -> [Range<Int>] {
        stride(from: line.samples.lowerBound, to: line.samples.upperBound, by: windowSamples / 2 + 1)
            .map { $0..<min($0 + windowSamples, line.samples.upperBound) }
            .filter { $0.count >= 5 }
    }

    /// Correlation between what changes within a window of the clip and what changes in the recording; nothing where the
    /// recording hardly changes or cuts to another scene.
    static func motionAgreement(_ window: Range<Int>, _ line: TimeLine, _ evidence: TrackEvidence) -> Float? {
        guard let picture = evidence.picture, let motion = MotionEnergies(window, line, evidence),
            motion.original / Float(window.count) > 0.5 * picture.unit
        else { return nil }
        return motion.correlation
    }
}
