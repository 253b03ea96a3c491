import Glibc

/// How the clip's frames that belong to the points of the recording's grid differ from those between them, in a mouth and in the upper
/// face. Nobody but who knows the grid makes them differ: a mouth replaced between its points alone jumps there and back.
package struct FrameFlicker: Sendable, Hashable {
    package private(set) var mouth = Jumps()
    package private(set) var upper = Jumps()

    /// Mean squares, in grey levels of the code, and of how many frames.
    package struct Jumps: Sendable, Hashable {
        /// Second differences from frame to frame at a point of the grid, and between the points.
        package var at: Float = 0
        package var between: Float = 0
        /// What frames between the points differ from the line between those at them.
        package var aside: Float = 0
        /// The second difference of those at three points.
        package var bend: Float = 0

        /// Logarithm of how much more frames at the points jump than those between them.
        var jump: Float { log((at + 1) / (between + 1)) }
        /// Logarithm of how far those between lie off the line, relative to how it bends.
        var distance: Float { log((aside + 1) / (bend + 3)) }

        fileprivate mutating func add(_ other: Jumps, times share: Float) {
            at += share * other.at
            between += share * other.between
            aside += share * other.aside
            bend += share * other.bend
        }
    }

    /// - Parameters:
    ///   - frames: cells of the face in all frames about a point of the grid, in the order of time.
    ///   - point: when the point is, on the clip's clock.
    ///   - interval: milliseconds from one point to the next.
    init?(_ frames: [(time: Double, cells: [Float])], point: Double, interval: Double) {
        func nearest(_ time: Double) -> Int? {
            let index = frames.indices.min { abs(frames[$0].time - time) < abs(frames[$1].time - time) }
            return index.flatMap { abs(frames[$0].time - time) <= interval / 4 ? $0 : nil }
        }
        guard let here = nearest(point), let last = nearest(point - interval), let next = nearest(point + interval),
            last < here - 1, here + 1 < next
        else { return nil }
        var mouths: [Jumps] = []
        for zone in [FaceZones.mouth, FaceZones.upper] {
            func square(_ cells: [Float]) -> Float { MotionEnergy(cells, cells, over: zone).clip }
            func bend(_ a: Int, _ b: Int, _ c: Int) -> Float {
                let share = Float((frames[b].time - frames[a].time) / (frames[c].time - frames[a].time))
                let cells = frames[b].cells.indices.map {
                    frames[b].cells[$0] - frames[a].cells[$0] * (1 - share) - frames[c].cells[$0] * share
                }
                return square(cells)
            }
            let others = (last + 1..<here).map { ($0, last, here) } + (here + 1..<next).map { ($0, here, next) }
            let count = Float(others.count)
            mouths.append(
                Jumps(
                    at: bend(here - 1, here, here + 1),
                    between: others.reduce(0) { $0 + bend($1.0 - 1, $1.0, $1.0 + 1) } / count,
                    aside: others.reduce(0) { $0 + bend($1.1, $1.0, $1.2) } / count, bend: bend(last, here, next)))
        }
        (mouth, upper) = (mouths[0], mouths[1])
    }

    /// The mean of some.
    init(mean flickers: [FrameFlicker]) {
        let share = 1 / Float(max(flickers.count, 1))
        for one in flickers {
            mouth.add(one.mouth, times: share)
            upper.add(one.upper, times: share)
        }
    }
}
