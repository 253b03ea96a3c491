import Fingerprinting

/// How well the clip's sound around each moment fits each moment of the recording: bit error of the sub-fingerprints.
struct SoundEvidence: Sendable {
    let clip: SoundSamples
    let reference: SoundSamples
    /// Hops of the clip with sound that changes: energetic, and not a steady tone, whose bits would match any other.
    let audible: [Bool]
    private let audibleBefore: [Int32]

    /// Half the window of a comparison, in hops: the window is 0.53 s.
    static let reach = 16
    /// Bit errors at or below this are a match as good as any; unrelated sound has 0.5. Twice-coded speech has 0.20.
    static let matching: Float = 0.18
    /// Sound whose bits differ more at every hint does not speak for the recording: half-way between a room recording's
    /// 0.27 and unrelated sound's 0.5.
    private static let worst: Float = 0.4
    /// From this bit error on the sound says nothing: a room recording has at most 0.41 in a window.
    static let unrelated: Float = 0.42

    init(clip: SoundSamples, reference: SoundSamples) {
        self.clip = clip
        self.reference = reference
        audible = clip.audibleHops()
        var before: [Int32] = [0]
        before.reserveCapacity(audible.count + 1)
        for hop in audible { before.append(before[before.count - 1] + (hop ? 1 : 0)) }
        audibleBefore = before
    }

    func clipHop(_ milliseconds: Double) -> Int {
        Int(((milliseconds - Double(clip.start)) / Double(SoundSamples.hop)).rounded())
    }

    func referenceHop(_ milliseconds: Double) -> Int {
        Int(((milliseconds - Double(reference.start)) / Double(SoundSamples.hop)).rounded())
    }

    /// Fraction of the hops around a time of the clip that are audible, 0 to 1.
    func presence(around time: Int, reach: Int = reach) -> Float {
        let hop = clipHop(Double(time))
        let low = min(max(hop - reach, 0), audible.count)
        let high = min(max(hop + reach + 1, low), audible.count)
        return Float(audibleBefore[high] - audibleBefore[low]) / Float(2 * reach + 1)
    }

    /// Bit error rate of the hops around a pair of times; nothing where either track does not reach.
    func errorRate(clip clipTime: Double, source: Double, reach: Int = reach) -> Float? {
        let hop = clipHop(clipTime)
        let other = referenceHop(source)
        let low = max(-reach, max(-hop, -other))
        let high = min(reach, min(clip.subfingerprints.count - 1 - hop, reference.subfingerprints.count - 1 - other))
        guard high - low >= reach else { return nil }
        var errors = 0
        for i in low...high {
            errors += (clip.subfingerprints[hop + i] ^ reference.subfingerprints[other + i]).nonzeroBitCount
        }
        return Float(errors) / Float(32 * (high - low + 1))
    }

    /// Whether the sound speaks for the recording at any of the hinted offsets.
    func agrees(_ hints: [OffsetHint], within stretch: Range<Int>) -> Bool {
        leastErrorRate(hints, within: stretch) < Self.worst
    }

    /// Least bit error rate of the audible hops at the hinted offsets, a third of a second to either side; 0.5 where there is
    /// too little sound to tell.
    private func leastErrorRate(_ hints: [OffsetHint], within stretch: Range<Int>) -> Float {
        var least: Float = 0.5
        for hint in hints {
            let range = hint.clip.clamped(to: stretch)
            let hops = max(0, clipHop(Double(range.lowerBound)))..<max(0, clipHop(Double(range.upperBound)))
            let heard = hops.clamped(to: audible.indices).filter { audible[$0] }
            guard heard.count >= 62, let first = heard.first else { continue }
            let time = Double(clip.start + first * SoundSamples.hop + hint.offset)
            let lag = referenceHop(time) - first
            for shift in -20...20 {
                let indices = heard.filter { reference.subfingerprints.indices.contains($0 + lag + shift) }
                guard indices.count >= 62 else { continue }
                let errors = indices.reduce(0) {
                    $0 + (clip.subfingerprints[$1] ^ reference.subfingerprints[$1 + lag + shift]).nonzeroBitCount
                }
                least = min(least, Float(errors) / Float(32 * indices.count))
            }
        }
        return least
    }

    /// 0 for matching sound, 1 for unrelated sound.
    static func mismatch(_ errorRate: Float) -> Float {
        min(max((errorRate - matching) / (unrelated - matching), 0), 1)
    }

    /// Least error rate of each clip time at each state of the axis, `times.count` rows of `axis.stateCount`: the states lie
    /// wider apart than the hops, so the best lag around each is taken. 0.5 where a track does not reach.
    func errorRates(times: [Int], axis: SourceAxis) -> [Float] {
        let states = axis.stateCount
        var rates = [Float](repeating: 0.5, count: times.count * states)
        guard let first = times.first, let last = times.last else { return rates }
        let hops = times.map { clipHop(Double($0)) }
        let reach = Self.reach
        let lowHop = max(clipHop(Double(first)) - reach, 0)
        let highHop = min(clipHop(Double(last)) + reach + 1, clip.subfingerprints.count)
        guard lowHop < highHop else { return rates }
        var before = [Int32](repeating: 0, count: highHop - lowHop + 1)
        for region in axis.regions {
            let start = referenceHop(Double(region.start))
            let end = referenceHop(Double(region.end))
            let lowLag = start - hops[hops.count - 1]
            let highLag = end - hops[0]
            for lag in lowLag...max(lowLag, highLag) {
                var from = max(lowHop, -lag)
                var to = min(highHop, reference.subfingerprints.count - lag)
                guard to - from > 2 * reach else { continue }
                // Only hops that lie in the region, and those around them: a state is two hops and a half.
                from = max(from, start - reach - 2 - lag)
                to = min(to, end + reach + 3 - lag)
                guard to - from > reach else { continue }
                var sum: Int32 = 0
                before[from - lowHop] = 0
                for hop in from..<to {
                    let errors = clip.subfingerprints[hop] ^ reference.subfingerprints[hop + lag]
                    sum += Int32(errors.nonzeroBitCount)
                    before[hop - lowHop + 1] = sum
                }
                for (row, hop) in hops.enumerated() {
                    let source = reference.start + (hop + lag) * SoundSamples.hop
                    guard source >= region.start - SourceAxis.step / 2 else { continue }
                    let state = (source - region.start + SourceAxis.step / 2) / SourceAxis.step
                    guard state < region.count else { break }
                    let low = max(hop - reach, from)
                    let high = min(hop + reach + 1, to)
                    guard high - low > reach else { continue }
                    let rate = Float(before[high - lowHop] - before[low - lowHop]) / Float(32 * (high - low))
                    let index = row * states + region.firstState + state
                    rates[index] = min(rates[index], rate)
                }
            }
        }
        return rates
    }
}

extension SoundSamples {
    /// Whether each hop carries changing sound: within 36 dB of the loud passages, and at least six bits differ from eight
    /// hops (one level window) before.
    func audibleHops() -> [Bool] {
        let loudness = (0..<levelCount).map { set in
            (0..<Self.bands).reduce(0) { max($0, Int(levels[set * Self.bands + $1])) }
        }
        let loud = Int(loudness.map { Float($0) }.quantile(0.9))
        let floor = max(loud - 48, 4)
        return subfingerprints.indices.map { hop in
            let set = min(hop / Self.hopsPerLevel, loudness.count - 1)
            guard set >= 0, loudness[set] > floor, hop >= Self.hopsPerLevel else { return false }
            return (subfingerprints[hop] ^ subfingerprints[hop - Self.hopsPerLevel]).nonzeroBitCount >= 6
        }
    }
}
