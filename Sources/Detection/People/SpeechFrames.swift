internal import Glibc

/// Where somebody may speak in a stretch of sound, as frames of `MelBands`, levelled as the voice encoder was trained.
public struct SpeechFrames: Sendable {
    /// Root of the mean square that quiet sound is raised to: 30 dB below full scale.
    private static let level: Float = 0.0316
    /// Power below the loud frames at which nobody is heard beside them: 25 dB.
    private static let depth: Float = 316
    /// Frames about one that is heard which are kept: 0.1 s.
    private static let reach = 10
    /// Frames that are taken together where it is asked how levels change: 25 a second, as for lips.
    private static let group = 4

    /// Those that are heard, in order.
    public let heard: [[Float]]
    /// Mean deviation of the levels of four bands, as natural logarithms, without what changes over more than a second.
    public let modulation: Double

    /// - Parameter samples: from -1 to 1.
    public init(_ samples: [Float], rate: Int) {
        guard let bands = MelBands(rate: rate), samples.count > bands.window else {
            (heard, modulation) = ([], 0)
            return
        }
        let power = samples.reduce(Float(0)) { $0 + $1 * $1 } / Float(samples.count)
        let gain = power > 0 ? max(Self.level * Self.level / power, 1) : 1
        let frames = bands.frames(of: samples).map { $0.map { $0 * gain } }
        modulation = Self.modulation(of: frames)
        heard = Self.heard(frames)
    }

    private static func heard(_ frames: [[Float]]) -> [[Float]] {
        let powers = frames.map { $0.reduce(0, +) }
        let loud = powers.sorted()[powers.count * 19 / 20]
        guard loud > 0 else { return [] }
        var kept = [Bool](repeating: false, count: frames.count)
        for place in frames.indices where powers[place] * depth >= loud {
            for near in max(place - reach, 0)...min(place + reach, frames.count - 1) { kept[near] = true }
        }
        return zip(frames, kept).filter(\.1).map(\.0)
    }

    private static func modulation(of frames: [[Float]]) -> Double {
        let quarters = (0..<4).map { quarter in
            stride(from: 0, to: frames.count, by: group).map { start in
                let taken = frames[start..<min(start + group, frames.count)]
                let range = quarter * MelBands.count / 4..<(quarter + 1) * MelBands.count / 4
                return Double(taken.reduce(0) { $0 + $1[range].reduce(0, +) })
            }
        }
        let loud = quarters.flatMap(\.self).max() ?? 0
        let rows = quarters.map { row in LipComparison.calm(row.map { log($0 + loud / 1e5 + 1e-12) }) }
        return rows.reduce(0) { $0 + LipComparison.deviation($1) } / Double(rows.count)
    }

    /// What the network is given, one window after the other.
    public var windows: [[Float]] {
        stride(from: 0, through: heard.count - VoiceModel.frames, by: VoiceModel.step).map { start in
            heard[start..<start + VoiceModel.frames].flatMap(\.self)
        }
    }
}
