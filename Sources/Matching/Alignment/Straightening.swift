import Fingerprinting

/// Takes back jumps and speeds for which nothing speaks but what stands still.
///
/// Along a nearly still passage, what distinguishes a clip from its recording all the time (a caption, half a cell of
/// misregistration) may fit another moment a little better, and the cheapest path drifts there. What changes within a second
/// is free of that: a bent time map must explain the changes better than a straight line does.
struct Straightening {
    let evidence: TrackEvidence
    /// Source time less clip time, in milliseconds, that the retrieval found.
    let offsets: [Int]

    /// What a bend must save in changes, in units of a good match's distance: some, and some for each of its samples. Cuts,
    /// loops and other speeds save 0.4 a sample and more; drifts nothing, or lose.
    private static let gain: (once: Float, each: Float) = (1, 0.1)
    /// What a line too short for changes to be compared must save a sample, in the same units, as its pictures stand: drifts
    /// save 1 to 3, cuts 2 and more.
    private static let shortGain: Float = 1.5
    /// Speeds nearer to 1 are not taken back: film and PAL conversion are among them.
    private static let conversion = 0.05
    /// Samples between two lines that are still one passage.
    private static let mostSkipped = 4
    /// Offsets at which a straight line is sought, and windows that it is sought in: more only cost time.
    private static let mostOffsets = 8
    private static let mostWindows = 16
    /// Milliseconds by which a straight line is moved, first widely, then finely.
    private static let moves = [Array(stride(from: -480.0, through: 480, by: 120)), [-60, -40, -20, 0, 20, 40, 60]]

    /// Whether a time map says more than that the clip is one excerpt.
    static func isBent(_ lines: [TimeLine]) -> Bool { lines.count > 1 || lines.contains { isOdd($0) } }

    private static func isOdd(_ line: TimeLine) -> Bool { abs(line.rate - 1) > conversion }

    func applied(to lines: [TimeLine]) -> [TimeLine] {
        guard Self.isBent(lines), evidence.picture != nil else { return lines }
        let gaps = zip(lines, lines.dropFirst()).map { $1.samples.lowerBound - $0.samples.upperBound }
        if let straight = straightest(lines), gaps.allSatisfy({ $0 <= Self.mostSkipped }), explains(straight, lines) {
            return [straight]
        }
        return absorbed(lines)
    }

    /// The line of speed 1 through the whole clip that explains its changes best.
    func straightest(_ lines: [TimeLine]) -> TimeLine? {
        guard let first = lines.first, let last = lines.last else { return nil }
        let windows = lines.flatMap(Confirmation.windows)
        let step = max(1, (windows.count + Self.mostWindows - 1) / Self.mostWindows)
        let chosen = stride(from: 0, to: windows.count, by: step).map { windows[$0] }
        let apart = 120.0
        var starts: [Double] = []
        for start in lines.map(offset) + offsets.map(Double.init) where starts.count < Self.mostOffsets {
            if starts.allSatisfy({ abs($0 - start) > apart }) { starts.append(start) }
        }
        var best: (line: TimeLine, rest: Float)?
        for start in starts {
            var found: (line: TimeLine, rest: Float)?
            for moves in Self.moves {
                let centre = found?.line.source ?? start
                for move in moves {
                    let line = TimeLine(
                        samples: first.samples.lowerBound..<last.samples.upperBound, anchor: 0, source: centre + move,
                        rate: 1)
                    guard let rest = unexplained(line, in: chosen), rest < found?.rest ?? .infinity else { continue }
                    found = (line, rest)
                }
            }
            if let found, found.rest < best?.rest ?? .infinity { best = found }
        }
        return best?.line
    }

    /// Source time less clip time midway.
    private func offset(_ line: TimeLine) -> Double {
        let middle = Double(evidence.times[line.samples.lowerBound + line.samples.count / 2])
        return line.time(at: middle) - middle
    }

    /// Lets straight neighbours take bent ones over.
    private func absorbed(_ lines: [TimeLine]) -> [TimeLine] {
        var result = lines
        var index = 0
        while index + 1 < result.count {
            let (a, b) = (result[index], result[index + 1])
            let whole = [(a, b), (b, a)].lazy.compactMap { kept, other -> TimeLine? in
                guard !Self.isOdd(kept), b.samples.lowerBound - a.samples.upperBound <= Self.mostSkipped,
                    kept.samples.count >= other.samples.count, explains(kept, [other])
                else { return nil }
                var whole = kept
                whole.samples = a.samples.lowerBound..<b.samples.upperBound
                return whole
            }.first
            if let whole {
                result.replaceSubrange(index...index + 1, with: [whole])
                index = max(index - 1, 0)
            } else {
                index += 1
            }
        }
        return result
    }

    /// Whether a straight line serves as well as bent ones on their samples.
    private func explains(_ straight: TimeLine, _ bent: [TimeLine]) -> Bool {
        let own = bent.compactMap { unexplained($0, in: Confirmation.windows(of: $0)) }
        guard own.count == bent.count, let rest = unexplained(straight, in: bent.flatMap(Confirmation.windows)) else {
            return false
        }
        let samples = bent.reduce(0) { $0 + $1.samples.count }
        return rest < own.reduce(0, +) + Self.gain.once + Self.gain.each * Float(samples)
            && soundCost(straight, in: bent) <= bent.reduce(0) { $0 + soundCost($1, in: [$1]) }
            && bent.allSatisfy { part in
                guard Confirmation.windows(of: part).isEmpty else { return true }
                var whole = straight
                whole.samples = part.samples
                return whole.cost(evidence) <= part.cost(evidence) + Self.shortGain * Float(part.samples.count)
            }
    }

    /// What a line leaves of the changes within some windows, in units of a good match's distance; nil where it leaves the
    /// recording.
    private func unexplained(_ line: TimeLine, in windows: [Range<Int>]) -> Float? {
        guard let picture = evidence.picture else { return nil }
        var rest: Float = 0
        for window in windows {
            guard let change = MotionEnergies(window, line, evidence) else { return nil }
            rest += change.clip + change.original - 2 * change.cross
        }
        // The windows overlap by half.
        return rest / 2 / picture.unit
    }

    private func soundCost(_ line: TimeLine, in parts: [TimeLine]) -> Float {
        parts.flatMap(\.samples).reduce(0) { sum, sample in
            let rate = evidence.soundErrorRate(sample, at: line.time(at: Double(evidence.times[sample])))
            return sum + evidence.presence[sample] * SoundEvidence.mismatch(rate ?? 0.5)
        }
    }
}
