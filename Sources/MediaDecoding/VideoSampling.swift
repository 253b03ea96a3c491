/// Which decoded frames a reader yields.
public enum VideoSampling: Sendable, Hashable {
    case all
    /// Only frames that lie nearest to a point of the grid `0, n, 2n, …`; the earlier of two equally near. And the last frame.
    case nearest(everyMilliseconds: Int)
}

/// Picks, one frame behind the decoder, the frames that lie nearest to a grid point.
struct NearestFramePicker {
    let interval: Int
    /// First grid point, in milliseconds, that has no frame yet.
    private var point = 0

    init(interval: Int) {
        precondition(interval > 0, "a grid has an interval")
        self.interval = interval
    }

    /// Whether the frame at `time`, followed by one at `next`, is the nearest to a grid point.
    mutating func picks(frameAt time: Int, followedBy next: Int) -> Bool {
        let middle = time + (next - time) / 2
        guard point <= middle else { return false }
        point = (middle / interval + 1) * interval
        return true
    }
}
