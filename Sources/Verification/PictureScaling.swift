import Comparison
package import Matching
package import Media

/// How large the original's picture was made in a clip.
package struct PictureScaling {
    /// Least change of size that counts, as a fraction. The corners of a registration are right within one of some 64 cells: two
    /// ends that err apart are off by 0.031.
    private static let least = 0.04

    /// Clip pixels for one pixel of the original, across and down the original's picture.
    let across: Double
    let down: Double

    /// - Parameters:
    ///   - clip: size of the clip's upright picture, in pixels.
    ///   - original: size of the original's upright picture, in pixels.
    package init(_ registration: Registration, clip: SIMD2<Double>, original: SIMD2<Double>) {
        func length(_ from: SIMD2<Double>, _ to: SIMD2<Double>) -> Double {
            let way = (registration.clipPoint(to) - registration.clipPoint(from)) * clip
            return (way * way).sum().squareRoot()
        }
        across = length([0, 0.5], [1, 0.5]) / original.x
        down = length([0.5, 0], [0.5, 1]) / original.y
    }

    /// Whether the picture was made larger or smaller; what was only cut off or put between bars was not.
    package var isRescaled: Bool { max(abs(across - 1), abs(down - 1)) > Self.least }
}

extension PictureScaling {
    /// From what the clip's file and the original's statement say of themselves; nothing where either is silent.
    ///
    /// - Parameter aspect: width over height of the original as shown. A statement holds the coded size, which lies on its side
    ///   where the file says that its picture is to be turned.
    package init?(_ registration: Registration?, clip: MediaDescription.Video?, source: SourceRecord?, aspect: Double) {
        guard let registration, let clip, let width = source?.width, let height = source?.height, width > 0, height > 0
        else { return nil }
        let coded = SIMD2(Double(width), Double(height))
        let isTurned = coded.x > coded.y ? aspect < 1 : coded.x < coded.y && aspect > 1
        let size = SIMD2(Double(clip.width), Double(clip.height))
        self.init(
            registration, clip: clip.rotation % 180 == 0 ? size : [size.y, size.x],
            original: isTurned ? [coded.y, coded.x] : coded)
    }
}

extension Registration {
    /// Where a point of the original's frame lies in the clip's, both in fractions of the frame.
    fileprivate func clipPoint(_ point: SIMD2<Double>) -> SIMD2<Double> {
        let m = originalToClip
        let w = m[6] * point.x + m[7] * point.y + m[8]
        return [(m[0] * point.x + m[1] * point.y + m[2]) / w, (m[3] * point.x + m[4] * point.y + m[5]) / w]
    }
}

extension Adjustment {
    /// Adjustments of the picture that no container can ask a player for: to make them the picture was coded again. A crop, a turn
    /// and a mirror image are not among them.
    static let recodings: Set<Adjustment> = [
        .rescaled, .letterboxed, .recoloured, .filmedOffScreen, .captioned, .logo,
    ]
}
