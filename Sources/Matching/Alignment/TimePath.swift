/// The cheapest way of the clip through the recording: for each sample of the clip a state of the source axis, or none.
///
/// A Viterbi search over states and rates of play. Nominal play costs nothing; stumbling by a state, changing the rate,
/// jumping anywhere and leaving the recording have their price, in units of a good match's distance.
package struct TimePath: Sendable {
    package struct Costs: Sendable {
        /// Anywhere in the recording.
        package var jump: Float = 11
        /// To another rate, and back.
        package var rateChange: Float = 6
        /// Beginning at, or jumping to, a rate other than 1.
        package var unusualRate: Float = 3
        /// One state more or less than the rate says.
        package var stumble: Float = 1.2
        /// Out of the recording, and back in.
        package var leave: Float = 6

        package init() {}
    }

    /// Source seconds a clip second. In between, single stumbles make up for the difference.
    package static let rates: [Double] = [1, 0.5, 0.62, 0.75, 0.87, 1.14, 1.3, 1.5, 1.8]

    /// State for each sample of the clip, nothing where the clip shows something else.
    package let states: [Int?]
    /// Index into `rates` for each sample.
    package let rateIndices: [Int]
    package let cost: Float

    /// - Parameters:
    ///   - times: of the clip's samples, milliseconds, ascending.
    ///   - emissions: cost of each sample at each state, `times.count` rows of `axis.stateCount`.
    ///   - foreign: cost of each sample of being from elsewhere.
    package init(times: [Int], emissions: [Float], foreign: [Float], axis: SourceAxis, costs: Costs = Costs()) {
        let states = axis.stateCount
        let lattice = states * Self.rates.count
        var current = [Float](repeating: 0, count: lattice)
        var next = current
        var outside = foreign.first ?? 0
        for rate in Self.rates.indices {
            let start = rate == 0 ? 0 : costs.unusualRate
            for state in 0..<states { current[rate * states + state] = start + emissions[state] }
        }
        var steps: [Step] = []
        steps.reserveCapacity(times.count)
        var cheapest = [Float](repeating: 0, count: states)
        for sample in times.indices.dropFirst() {
            var step = Step(count: lattice, states: states)
            step.prepare(current, states: states, cheapest: &cheapest)
            let entry = min(step.bestCost + costs.jump, outside + costs.leave)
            step.jumpsFromOutside = outside + costs.leave < step.bestCost + costs.jump
            let row = sample * states
            let elapsed = Double(times[sample] - times[sample - 1]) / Double(SourceAxis.step)
            for rate in Self.rates.indices {
                let advance = Self.rates[rate] * elapsed
                let middle = Int(advance.rounded())
                let moves = [middle, middle - 1, middle + 1].filter { $0 >= 0 }.map { move in
                    (move, costs.stumble * Float(max(0, abs(Double(move) - advance) - 0.45) / 0.55))
                }
                let enter = entry + (rate == 0 ? 0 : costs.unusualRate)
                let base = rate * states
                for region in axis.regions {
                    for state in region.states {
                        var best = enter
                        var from = Step.jump
                        for (move, price) in moves where state - move >= region.firstState {
                            let previous = state - move
                            let stay = current[base + previous]
                            let change = cheapest[previous] + costs.rateChange
                            let cost = min(stay, change) + price
                            if cost < best {
                                best = cost
                                from = UInt8(min(move, 120)) | (change < stay ? Step.changed : 0)
                            }
                        }
                        next[base + state] = best + emissions[row + state]
                        step.moves[base + state] = from
                    }
                }
            }
            step.leaves = step.bestCost + costs.leave < outside
            outside = min(outside, step.bestCost + costs.leave) + foreign[sample]
            swap(&current, &next)
            steps.append(step)
        }
        (self.states, rateIndices, cost) = Self.trace(steps, current, outside: outside, states: states)
    }

    private static func trace(
        _ steps: [Step], _ last: [Float], outside: Float, states: Int
    ) -> (states: [Int?], rates: [Int], cost: Float) {
        let end = last.indices.min { last[$0] < last[$1] } ?? 0
        let cost = min(outside, last.isEmpty ? outside : last[end])
        var here: Int? = last.isEmpty || outside < last[end] ? nil : end
        var path = [here]
        for step in steps.reversed() {
            if let node = here {
                let from = step.moves[node]
                if from == Step.jump {
                    here = step.jumpsFromOutside ? nil : step.best
                } else {
                    let previous = node % states - Int(from & ~Step.changed)
                    let rate = from & Step.changed != 0 ? Int(step.cheapestRates[previous]) : node / states
                    here = rate * states + previous
                }
            } else if step.leaves {
                here = step.best
            }
            path.append(here)
        }
        path.reverse()
        return (path.map { $0.map { $0 % states } }, path.map { $0.map { $0 / states } ?? 0 }, cost)
    }

    /// How each node of one sample was reached.
    private struct Step {
        static let jump: UInt8 = 127
        static let changed: UInt8 = 128

        var moves: [UInt8]
        /// For each state of the sample before, the rate at which it was cheapest.
        var cheapestRates: [UInt8]
        /// The cheapest node of the sample before.
        var best = 0
        var bestCost = Float.infinity
        var jumpsFromOutside = false
        var leaves = false

        init(count: Int, states: Int) {
            moves = [UInt8](repeating: 0, count: count)
            cheapestRates = [UInt8](repeating: 0, count: states)
        }

        mutating func prepare(_ current: [Float], states: Int, cheapest: inout [Float]) {
            for state in 0..<states {
                var least = current[state]
                var which: UInt8 = 0
                for rate in 1..<TimePath.rates.count where current[rate * states + state] < least {
                    least = current[rate * states + state]
                    which = UInt8(rate)
                }
                cheapest[state] = least
                cheapestRates[state] = which
                if least < bestCost {
                    bestCost = least
                    best = Int(which) * states + state
                }
            }
        }
    }
}
