import Matching
import Media

/// What was done to the frame, read from where the original's picture lies in the clip's.
struct FrameAdjustments {
    /// Least part of the frame, at one side, that counts as a bar or as cut off: two cells of the original's grid. The
    /// registration's corners are right within one.
    private static let leastInset = 0.03
    /// Least shear, turn or keystone, in fractions of the frame across the whole frame, of a picture filmed off a screen:
    /// about 1.5 degrees.
    private static let leastTilt = 0.03
    /// A registration that correlates less than this says where the picture lies, but not how it is tilted. Excerpts filmed off a
    /// screen had 0.98 and more; captions and foreign passages, at 0.80 to 0.95, bend the map.
    private static let leastCorrelation = 0.95

    let registration: Registration
    /// The part of the original's frame inside the original's own bars.
    let original: FrameBox

    var adjustments: Set<Adjustment> {
        var adjustments: Set<Adjustment> = []
        if registration.mirrored { adjustments.insert(.mirrored) }
        let matrix = registration.originalToClip
        let isTilted = [1, 3, 6, 7].contains { abs(matrix[$0]) > Self.leastTilt }
        if isTilted, registration.correlation >= Self.leastCorrelation { adjustments.insert(.filmedOffScreen) }
        let frame = sides(of: .full)
        let picture = sides(of: original)
        let content = registration.content
        let bounds = [content.x, content.y, 1 - content.x - content.width, 1 - content.y - content.height]
        for side in 0..<4 {
            // Distances from the clip's edge inwards.
            let hasBar = bounds[side] > Self.leastInset
            let isOwnBar = abs(picture[side] - bounds[side]) < Self.leastInset && frame[side] < Self.leastInset
            if hasBar, !isOwnBar { adjustments.insert(.letterboxed) }
            if picture[side] < bounds[side] - Self.leastInset { adjustments.insert(.cropped) }
        }
        return adjustments
    }

    /// How far inside of the clip's left, top, right and bottom edges a part of the original lies; negative outside.
    private func sides(of box: FrameBox) -> [Double] {
        let points =
            [(box.x, box.y), (box.x + box.width, box.y), (box.x, box.y + box.height)]
            + [(box.x + box.width, box.y + box.height)]
        let mapped = points.map { clipPoint($0.0, $0.1) }
        let (x, y) = (mapped.map(\.0), mapped.map(\.1))
        return [x.min()!, y.min()!, 1 - x.max()!, 1 - y.max()!]
    }

    private func clipPoint(_ x: Double, _ y: Double) -> (Double, Double) {
        let m = registration.originalToClip
        let w = m[6] * x + m[7] * y + m[8]
        return ((m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w)
    }
}
