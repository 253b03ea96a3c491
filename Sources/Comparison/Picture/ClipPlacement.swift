import Matching
import Media

/// Where and when a clip's pictures lie on a recording's: the time map's segments, and the map of the frame.
struct ClipPlacement: Sendable {
    let recording: RecordingID
    /// Those that the picture does not contradict, in the order of clip time.
    let segments: [AlignedSegment]
    /// From the original's unit square to the clip's, and back.
    let map: PlanarMap
    let inverse: PlanarMap
    /// The part of the clip's frame that holds the picture, in fractions of the clip's frame.
    let content: FrameBox

    /// Nothing where the pictures were not laid on each other.
    init?(_ alignment: Alignment) {
        guard let registration = alignment.geometry else { return nil }
        let m = registration.originalToClip
        let map = PlanarMap(
            row0: SIMD3(m[0], m[1], m[2]), row1: SIMD3(m[3], m[4], m[5]), row2: SIMD3(m[6], m[7], m[8]))
        guard let inverse = map.inverse else { return nil }
        self.map = map
        self.inverse = inverse
        recording = alignment.recording
        segments = alignment.segments.filter { $0.picture == .supports || $0.picture == .undecided }
        content = registration.content
    }

    /// The smallest upright box of the clip's frame that holds a box of the original's; it may reach beyond the frame.
    func clipBox(of box: FrameBox) -> FrameBox { map.bounds(of: box) }

    /// The smallest upright box of the original's frame that holds a box of the clip's.
    func originalBox(of box: FrameBox) -> FrameBox { inverse.bounds(of: box) }
}

extension AlignedSegment {
    /// Clip time of a source time, both in milliseconds.
    func clipTime(ofSource time: Double) -> Double {
        clip.start.seconds * 1000 + (time - source.start.seconds * 1000) / speed
    }

    /// Source time of a clip time, both in milliseconds.
    func sourceTime(ofClip time: Double) -> Double {
        source.start.seconds * 1000 + (time - clip.start.seconds * 1000) * speed
    }
}

extension PlanarMap {
    /// The smallest upright box around the image of a box.
    func bounds(of box: FrameBox) -> FrameBox {
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)]
            .map { apply(box.x + $0.0 * box.width, box.y + $0.1 * box.height) }
        let low = corners.reduce(corners[0]) { pointwiseMin($0, $1) }
        let high = corners.reduce(corners[0]) { pointwiseMax($0, $1) }
        return FrameBox(x: low.x, y: low.y, width: high.x - low.x, height: high.y - low.y)
    }
}

extension FrameBox {
    /// The part that lies in another box.
    func clamped(to other: FrameBox) -> FrameBox {
        let left = min(max(x, other.x), other.x + other.width)
        let top = min(max(y, other.y), other.y + other.height)
        return FrameBox(
            x: left, y: top, width: min(max(x + width, left), other.x + other.width) - left,
            height: min(max(y + height, top), other.y + other.height) - top)
    }

    var area: Double { width * height }
}
