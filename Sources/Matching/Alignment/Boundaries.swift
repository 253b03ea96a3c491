import Fingerprinting

/// Places the ends of the lines between samples: by what the sound, every 16 ms, and the pictures say of either side.
struct Boundaries {
    let evidence: TrackEvidence
    /// The stretch of the clip that was mapped, in milliseconds.
    let stretch: Range<Int>
    /// Length of the recording, in milliseconds.
    let sourceDuration: Int

    /// Steps in which a boundary is looked for, in milliseconds.
    private static let step = 20.0

    /// The clip's stretch of each line.
    func ranges(of lines: [TimeLine]) -> [Range<Int>] {
        var starts: [Double] = []
        var ends: [Double] = []
        for (index, line) in lines.enumerated() {
            let before = index > 0 ? lines[index - 1] : nil
            if let before, before.samples.upperBound == line.samples.lowerBound {
                starts.append(ends[ends.count - 1])
            } else {
                starts.append(start(of: line, after: before))
            }
            if index + 1 < lines.count, lines[index + 1].samples.lowerBound == line.samples.upperBound {
                ends.append(between(line, lines[index + 1]))
            } else {
                ends.append(end(of: line))
            }
        }
        return zip(zip(starts, ends), lines).map { edges, line in
            // Not beyond the recording's own ends.
            let first = line.anchor + (0 - line.source) / line.rate
            let last = line.anchor + (Double(sourceDuration) - line.source) / line.rate
            let low = Int(max(edges.0, first, Double(stretch.lowerBound)).rounded())
            let high = Int(min(edges.1, last, Double(stretch.upperBound)).rounded())
            return low..<max(low, high)
        }
    }

    /// The instant at which one line passes into the next: where the costs of both sides together are least.
    private func between(_ a: TimeLine, _ b: TimeLine) -> Double {
        let middle = (time(a.samples.upperBound - 1) + time(b.samples.lowerBound)) / 2
        return cheapest(around: middle, left: a, right: b)
    }

    private func start(of line: TimeLine, after before: TimeLine?) -> Double {
        let first = line.samples.lowerBound
        guard first > 0 else { return Double(stretch.lowerBound) }
        return cheapest(around: (time(first - 1) + time(first)) / 2, left: nil, right: line)
    }

    private func end(of line: TimeLine) -> Double {
        let next = line.samples.upperBound
        guard next < evidence.times.count else { return Double(stretch.upperBound) }
        return cheapest(around: (time(next - 1) + time(next)) / 2, left: line, right: nil)
    }

    private func cheapest(around middle: Double, left: TimeLine?, right: TimeLine?) -> Double {
        let candidates = stride(from: middle - 240, through: middle + 240, by: Self.step)
        // Near the middle, which the path chose, where nothing speaks against it.
        let rated = candidates.map { (at: $0, cost: cost($0, middle, left, right) + Float(abs($0 - middle)) * 0.004) }
        return rated.min { $0.cost < $1.cost }?.at ?? middle
    }

    /// What the half second around the middle costs with the boundary at a given time.
    private func cost(_ boundary: Double, _ middle: Double, _ left: TimeLine?, _ right: TimeLine?) -> Float {
        var cost: Float = 0
        for sample in evidence.times.indices.prefix(evidence.pictureCount) {
            let time = time(sample)
            guard abs(time - middle) < 360 else { continue }
            let line = time < boundary ? left : right
            cost +=
                line.map { evidence.pictureCost(sample, at: $0.time(at: time)) ?? TrackEvidence.mostPicture }
                ?? TrackEvidence.foreignPicture
        }
        guard let sound = evidence.sound else { return cost }
        // A hop is a seventh of a sample.
        let share = Float(SoundSamples.hop) / Float(PictureSamples.interval) * TrackEvidence.mostSound
        let hop = sound.clipHop(middle)
        for i in max(0, hop - 22)..<max(0, min(sound.audible.count, hop + 23)) where sound.audible[i] {
            let time = Double(sound.clip.start + i * SoundSamples.hop)
            guard let line = time < boundary ? left : right else {
                cost += share * 0.6
                continue
            }
            let other = sound.referenceHop(line.time(at: time))
            guard sound.reference.subfingerprints.indices.contains(other) else {
                cost += share
                continue
            }
            let errors = (sound.clip.subfingerprints[i] ^ sound.reference.subfingerprints[other]).nonzeroBitCount
            cost += share * min(1.5, Float(errors) / 32 / 0.45)
        }
        return cost
    }

    private func time(_ sample: Int) -> Double { Double(evidence.times[sample]) }
}
