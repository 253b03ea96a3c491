/// Which decoded frames a reader yields.
public enum VideoSampling: Sendable, Hashable {
    case all
    /// Only frames that lie nearest to a point of the grid `0, n, 2n, …`; the earlier of two equally near. And the last frame.
    case nearest(everyMilliseconds: Int)
    /// Only the frames that lie nearest to these times in milliseconds, in colour, and at most `height` rows high as shown. A
    /// frame that is the nearest to several of them comes once.
    case stills(nearestTo: [Int], height: Int)

    var isOfStills: Bool { if case .stills = self { true } else { false } }
}

/// Picks, one frame behind the decoder, the frames that lie nearest to a point.
struct NearestFramePicker {
    private var points: Points

    private enum Points {
        /// The first point of the grid, in milliseconds, that has no frame yet.
        case grid(next: Int, interval: Int)
        /// Those that have none, ascending.
        case list(ArraySlice<Int>)
    }

    init(interval: Int) {
        precondition(interval > 0, "a grid has an interval")
        points = .grid(next: 0, interval: interval)
    }

    init(points: [Int]) {
        self.points = .list(points.sorted()[...])
    }

    /// Whether the frame at `time`, followed by one at `next`, is the nearest to a point.
    mutating func picks(frameAt time: Int, followedBy next: Int) -> Bool {
        let middle = time + (next - time) / 2
        switch points {
        case .grid(let point, let interval):
            guard point <= middle else { return false }
            points = .grid(next: (middle / interval + 1) * interval, interval: interval)
            return true
        case .list(let left):
            let rest = left.drop { $0 <= middle }
            points = .list(rest)
            return rest.count < left.count
        }
    }

    /// The first point that has no frame yet, of a list.
    var next: Int? { if case .list(let left) = points { left.first } else { nil } }

    /// No point is left; a grid has no end.
    var isSated: Bool {
        if case .list(let left) = points { return left.isEmpty }
        return false
    }
}
