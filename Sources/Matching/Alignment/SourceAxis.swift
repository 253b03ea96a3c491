/// The stretches of a recording in which a clip is looked for, cut into states 40 ms apart.
package struct SourceAxis: Sendable {
    /// Milliseconds from one state to the next: one frame at 25 frames a second.
    package static let step = 40

    package struct Region: Sendable {
        /// Source time of the first state, in milliseconds.
        package let start: Int
        /// Index of the first state on the axis.
        package let firstState: Int
        package let count: Int

        var end: Int { start + (count - 1) * SourceAxis.step }
        var states: Range<Int> { firstState..<firstState + count }
    }

    package let regions: [Region]

    package var stateCount: Int { regions.last.map { $0.firstState + $0.count } ?? 0 }

    /// Stretches are clamped to the recording, joined where they touch, and dropped from the end of the list, which is in
    /// the order of preference, where together they would exceed `limit` milliseconds.
    package init(stretches: [Range<Int>], duration: Int, limit: Int) {
        var joined: [Range<Int>] = []
        var total = 0
        for stretch in stretches {
            let clamped = stretch.clamped(to: 0..<max(duration, 1))
            guard !clamped.isEmpty, total + clamped.count <= limit || joined.isEmpty else { continue }
            let (touching, apart) = joined.reduce(into: ([Range<Int>](), [Range<Int>]())) { parts, range in
                let touches =
                    range.lowerBound <= clamped.upperBound + 500 && clamped.lowerBound <= range.upperBound + 500
                if touches { parts.0.append(range) } else { parts.1.append(range) }
            }
            let low = touching.reduce(clamped.lowerBound) { min($0, $1.lowerBound) }
            let high = touching.reduce(clamped.upperBound) { max($0, $1.upperBound) }
            joined = apart + [low..<high]
            total = joined.reduce(0) { $0 + $1.count }
        }
        var regions: [Region] = []
        var state = 0
        for range in joined.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            let count = range.count / Self.step + 1
            regions.append(Region(start: range.lowerBound, firstState: state, count: count))
            state += count
        }
        self.regions = regions
    }

    /// Source time of a state, in milliseconds.
    package func time(of state: Int) -> Int {
        let region = regions.last { $0.firstState <= state } ?? regions[0]
        return region.start + (state - region.firstState) * Self.step
    }

    /// The region that contains a source time, within one step.
    func region(at time: Double) -> Region? {
        regions.first { time >= Double($0.start - Self.step) && time <= Double($0.end + Self.step) }
    }
}
