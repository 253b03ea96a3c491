/// A run of the clip's samples that plays the recording at one speed.
struct TimeLine: Sendable {
    /// Samples of the clip.
    var samples: Range<Int>
    /// Clip time, in milliseconds, at which `source` holds.
    var anchor: Double
    /// Source time at the anchor, in milliseconds.
    var source: Double
    /// Source seconds a clip second.
    var rate: Double

    func time(at clip: Double) -> Double { source + (clip - anchor) * rate }

    /// Mean over what the samples cost on this line.
    func cost(_ evidence: TrackEvidence) -> Float {
        samples.reduce(Float(0)) { $0 + evidence.cost($1, at: time(at: Double(evidence.times[$1]))) }
    }
}

/// Turns the path of states into straight lines with times finer than a state.
struct TimeLineFit {
    let evidence: TrackEvidence

    /// A speed other than 1 must save this much, in units of a good match's distance.
    private static let speedGain: Float = 5
    /// Two lines that differ by less, in milliseconds, are one: a frame at 15 frames a second.
    private static let sameLine = 66.0

    func lines(_ path: TimePath) -> [TimeLine] {
        var lines = runs(path).map(fit)
        lines = joined(lines)
        return lines.filter(earns)
    }

    /// Splits the path where it jumps, leaves the recording or changes its speed for long.
    private func runs(_ path: TimePath) -> [(samples: Range<Int>, path: TimePath)] {
        var runs: [Range<Int>] = []
        var start: Int?
        for sample in path.states.indices {
            guard path.states[sample] != nil else {
                if let begin = start { runs.append(begin..<sample) }
                start = nil
                continue
            }
            if let begin = start, jumps(path, sample) {
                runs.append(begin..<sample)
                start = sample
            } else if start == nil {
                start = sample
            }
        }
        if let begin = start { runs.append(begin..<path.states.count) }
        return runs.map { ($0, path) }
    }

    private func jumps(_ path: TimePath, _ sample: Int) -> Bool {
        guard let here = path.states[sample], let before = path.states[sample - 1] else { return true }
        let rate = TimePath.rates[path.rateIndices[sample]]
        if path.rateIndices[sample] != path.rateIndices[sample - 1] { return true }
        let elapsed = Double(evidence.times[sample] - evidence.times[sample - 1])
        let advance = Double(evidence.axis.time(of: here) - evidence.axis.time(of: before))
        return abs(advance - elapsed * rate) > 1.6 * Double(SourceAxis.step)
    }

    private func fit(_ run: (samples: Range<Int>, path: TimePath)) -> TimeLine {
        let times = run.samples.map { Double(evidence.times[$0]) }
        let sources = run.samples.map { Double(evidence.axis.time(of: run.path.states[$0] ?? 0)) }
        let n = Double(times.count)
        let anchor = times.reduce(0, +) / n
        let mean = sources.reduce(0, +) / n
        var (cross, square) = (0.0, 1e-6)
        for (time, source) in zip(times, sources) {
            cross += (time - anchor) * (source - mean)
            square += (time - anchor) * (time - anchor)
        }
        let usual = TimeLine(samples: run.samples, anchor: anchor, source: mean, rate: 1)
        let slope = times.count >= 8 ? cross / square : TimePath.rates[run.path.rateIndices[run.samples.lowerBound]]
        return refined(usual, slope: slope)
    }

    /// The best line of speed 1, or the best of any speed near `slope` where it is clearly cheaper.
    func refined(_ start: TimeLine, slope: Double) -> TimeLine {
        var usual = start
        usual.rate = 1
        let usualCost = slide(&usual, by: [40, 20, 10, 5])
        let span = Double(evidence.times[start.samples.upperBound - 1] - evidence.times[start.samples.lowerBound])
        guard span >= 700 else { return usual }
        var other = start
        other.rate = slope
        var otherCost = slide(&other, by: [40, 20, 10])
        var step = min(0.04, 80 / span)
        while step * span > 4 {
            var improved = false
            for candidate in [other.rate - step, other.rate + step] {
                var line = other
                line.rate = candidate
                let cost = slide(&line, by: [10, 5])
                if cost < otherCost {
                    (other, otherCost, improved) = (line, cost, true)
                }
            }
            if !improved { step /= 2 }
        }
        // A difference that adds up to less than a frame is none.
        let drift = abs(other.rate - 1) * span
        return drift > 70 && usualCost - otherCost > Self.speedGain ? other : usual
    }

    /// Moves the line along the source to where it costs least; steps in milliseconds.
    @discardableResult
    private func slide(_ line: inout TimeLine, by steps: [Double]) -> Float {
        var best = line.cost(evidence)
        for step in steps {
            for direction in [-step, step] {
                var moves = 0
                while moves < 6 {
                    var moved = line
                    moved.source += direction
                    let cost = moved.cost(evidence)
                    guard cost < best else { break }
                    (line, best, moves) = (moved, cost, moves + 1)
                }
            }
        }
        return best
    }

    /// Joins neighbours that lie on one line, and drops what only flickers between them.
    private func joined(_ lines: [TimeLine]) -> [TimeLine] {
        var result: [TimeLine] = []
        for line in lines {
            if let last = result.last, let joint = joint(last, line) {
                result[result.count - 1] = joint
            } else if result.count >= 2, let before = result.dropLast().last, let flicker = result.last,
                flicker.samples.count <= 4, let joint = joint(before, line)
            {
                result.removeLast(2)
                result.append(joint)
            } else {
                result.append(line)
            }
        }
        return result
    }

    /// One line for two runs, where it costs hardly more than the two.
    private func joint(_ a: TimeLine, _ b: TimeLine) -> TimeLine? {
        let middle = Double(evidence.times[b.samples.lowerBound] + evidence.times[a.samples.upperBound - 1]) / 2
        let gap = b.samples.lowerBound - a.samples.upperBound
        guard gap <= 4, abs(a.time(at: middle) - b.time(at: middle)) < 4 * Self.sameLine else { return nil }
        let longer = a.samples.count >= b.samples.count ? a : b
        var whole = longer
        whole.samples = a.samples.lowerBound..<b.samples.upperBound
        let first = Double(evidence.times[whole.samples.lowerBound])
        let last = Double(evidence.times[whole.samples.upperBound - 1])
        whole.anchor = (first + last) / 2
        whole.source = longer.time(at: whole.anchor)
        let slope = (b.time(at: last) - a.time(at: first)) / max(last - first, 1)
        let joint = refined(whole, slope: slope)
        let close = abs(a.time(at: middle) - b.time(at: middle)) < Self.sameLine && abs(a.rate - b.rate) < 0.02
        let allowance: Float = close ? 12 : 5
        let apart = a.cost(evidence) + b.cost(evidence)
        let skipped = (a.samples.upperBound..<b.samples.lowerBound).reduce(Float(0)) {
            $0 + evidence.foreign(at: $1)
        }
        return joint.cost(evidence) < apart + skipped + allowance ? joint : nil
    }

    /// Whether a line is better than saying that its samples come from elsewhere.
    private func earns(_ line: TimeLine) -> Bool {
        let foreign = line.samples.reduce(Float(0)) { $0 + evidence.foreign(at: $1) }
        return line.samples.count >= 3 && line.cost(evidence) < foreign - 4
    }
}
