import Fingerprinting
import Matching
import Media

/// Where the sound of one segment lies in the source, hop by hop: the segment's map, corrected for codec delay, the offset
/// between picture and sound, and drift.
struct SoundPath: Sendable {
    /// Hops of the clip that the segment covers.
    let hops: Range<Int>
    /// For each hop of the clip the hop of the source, before the source's own bounds are looked at.
    let source: [Int]
    /// Hops by which the sound comes late in the clip against the segment's map.
    let delays: [Int]
    let pitch: PitchShift
}

/// Finds the path of each segment's sound.
struct SoundTracker {
    /// Furthest that sound and map may lie apart, in hops of 16 ms: 0.32 s, beyond which the sound has been moved.
    private static let reach = 20
    /// Hops that share one delay: 0.26 s.
    private static let block = 16
    /// Price of one hop's change of delay, in hops of full bit error. Two blocks of unrelated sound gain 1.6 by chance.
    private static let changePrice: Float = 1.5
    /// Price of leaving the delay of the whole clip, a hop and in all, in the same unit: two seconds of unrelated sound gain
    /// 6 by choosing the best of 41 delays.
    private static let leavePrice: Float = 1.5
    private static let mostLeavePrice: Float = 8

    let clip: SoundSamples
    let source: SoundSamples
    /// How much each hop of the clip counts.
    let weights: [Float]

    /// One path a segment.
    func paths(of segments: [AlignedSegment]) -> [SoundPath] {
        let maps = segments.map { segment in
            (hops: hops(of: segment), nominal: nominal(segment), pitches: pitches(segment))
        }
        var total = [Float](repeating: 0, count: 2 * Self.reach + 1)
        for map in maps {
            for (index, cost) in costs(map.hops, map.nominal, .none).joined().enumerated() {
                total[index % total.count] += cost
            }
        }
        let common = (total.indices.min { cost(total, $0) < cost(total, $1) } ?? Self.reach) - Self.reach
        return maps.map { map in
            let tracked = map.pitches.map { pitch in
                (pitch: pitch, track: track(costs(map.hops, map.nominal, pitch), common: common))
            }
            let best = tracked.min { $0.track.cost < $1.track.cost }!
            let delays = (0..<map.hops.count).map { best.track.delays[$0 / Self.block] }
            let source = zip(map.nominal, delays).map { $0 - $1 }
            return SoundPath(hops: map.hops, source: source, delays: delays, pitch: best.pitch)
        }
    }

    /// Ties go to the smaller delay.
    private func cost(_ total: [Float], _ index: Int) -> Float {
        total[index] + 0.01 * Float(abs(index - Self.reach))
    }

    private func pitches(_ segment: AlignedSegment) -> [PitchShift] {
        let shift = PitchShift(speed: segment.speed)
        return shift == .none ? [.none] : [.none, shift]
    }

    private func hops(of segment: AlignedSegment) -> Range<Int> {
        func hop(_ time: Int) -> Int {
            min(max((time - clip.start + SoundSamples.hop - 1) / SoundSamples.hop, 0), clip.subfingerprints.count)
        }
        let start = hop(segment.clip.start.milliseconds)
        return start..<max(start, hop(segment.clip.end.milliseconds))
    }

    /// The hop of the source that the segment's map gives for each of its hops.
    private func nominal(_ segment: AlignedSegment) -> [Int] {
        hops(of: segment).map { hop in
            let time = Double(clip.start + hop * SoundSamples.hop) / 1000
            let mapped = segment.source.start.seconds + (time - segment.clip.start.seconds) * segment.speed
            return Int(((mapped * 1000 - Double(source.start)) / Double(SoundSamples.hop)).rounded())
        }
    }

    /// For each block the weighted bit error at each delay from `-reach` to `reach`.
    private func costs(_ hops: Range<Int>, _ nominal: [Int], _ pitch: PitchShift) -> [[Float]] {
        stride(from: 0, to: hops.count, by: Self.block).map { start in
            var costs = [Float](repeating: 0, count: 2 * Self.reach + 1)
            for index in start..<min(start + Self.block, hops.count) {
                let hop = hops.lowerBound + index
                guard weights[hop] > 0 else { continue }
                let word = clip.subfingerprints[hop]
                for delay in costs.indices {
                    let other = nominal[index] - (delay - Self.reach)
                    let error =
                        source.subfingerprints.indices.contains(other)
                        ? pitch.error(clip: word, source: source.subfingerprints[other]) : 0.5
                    costs[delay] += weights[hop] * error
                }
            }
            return costs
        }
    }

    /// The cheapest sequence of delays, one a block.
    private func track(_ costs: [[Float]], common: Int) -> (delays: [Int], cost: Float) {
        let states = 2 * Self.reach + 1
        var sums = (0..<states).map { state in
            min(Self.leavePrice * Float(abs(state - Self.reach - common)), Self.mostLeavePrice)
        }
        var origins: [[Int]] = []
        for cost in costs {
            var next = sums
            var origin = Array(0..<states)
            for state in 0..<states {
                for from in max(0, state - 2)...min(states - 1, state + 2) {
                    let price = sums[from] + Self.changePrice * Float(abs(state - from))
                    if price < next[state] {
                        next[state] = price
                        origin[state] = from
                    }
                }
            }
            for state in 0..<states { next[state] += cost[state] }
            sums = next
            origins.append(origin)
        }
        guard var state = sums.indices.min(by: { sums[$0] < sums[$1] }) else { return ([], 0) }
        let cost = sums[state]
        var delays = [Int](repeating: 0, count: costs.count)
        for block in costs.indices.reversed() {
            delays[block] = state - Self.reach
            state = origins[block][state]
        }
        return (delays, cost)
    }
}
