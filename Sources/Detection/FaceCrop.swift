internal import Glibc
public import Media

/// Lays a face on the template that the network was trained with: the same steps as in the training's `faces.py`.
public enum FaceCrop {
    /// Columns and rows of a crop.
    public static let side = 224
    /// Eyes, nose and corners of the mouth in a crop, before it is enlarged about its middle: the medians of the training crops, made
    /// symmetrical.
    private static let template = [(67.0, 60.5), (157.0, 60.5), (112.0, 113.0), (74.7, 157.0), (149.3, 157.0)]
    private static let zoom = 1.1
    /// What the tower was trained with: mean and deviation of red, green and blue.
    private static let mean: [Float] = [0.48145466, 0.4578275, 0.40821073]
    private static let deviation: [Float] = [0.26862954, 0.26130258, 0.27577711]

    /// A point of a picture in pixels; the middle of the first pixel is 0.
    public struct Point: Sendable, Hashable {
        public var x: Double
        public var y: Double

        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// What lies under the template: `side` times `side` pixels of three values; the frame's edge goes on beyond it.
    ///
    /// Nil where the points are those of no face.
    ///
    /// - Parameter points: both eyes, the nose, both corners of the mouth, from the left as seen.
    public static func pixels(of frame: StillFrame, points: [Point]) -> Bitmap? {
        precondition(points.count == template.count, "five points")
        guard let scale = similarity(from: points)?.scale else { return nil }
        let factor = max(Int(1 / scale), 1)
        let moved = points.map {
            Point(x: ($0.x + 0.5) / Double(factor) - 0.5, y: ($0.y + 0.5) / Double(factor) - 0.5)
        }
        guard let placed = similarity(from: moved), frame.width >= factor, frame.height >= factor else { return nil }
        let source = reduced(frame, by: factor)
        var pixels: [UInt8] = []
        pixels.reserveCapacity(side * side * 3)
        for y in 0..<side {
            for x in 0..<side { append(source, at: placed.origin(ofX: Double(x), y: Double(y)), to: &pixels) }
        }
        return Bitmap(width: side, height: side, channels: 3, pixels: pixels)
    }

    /// As the network takes it: red, then green, then blue, each by rows, standardised.
    public static func values(of crop: Bitmap) -> [Float] {
        (0..<3).flatMap { channel in
            stride(from: channel, to: crop.pixels.count, by: 3).map {
                (Float(crop.pixels[$0]) / 255 - mean[channel]) / deviation[channel]
            }
        }
    }

    /// How far the nose lies beside the middle of the eyes, along the line through them, in distances between the eyes.
    public static func turn(of points: [Point]) -> Double {
        let (dx, dy) = (points[1].x - points[0].x, points[1].y - points[0].y)
        let (nx, ny) = (points[2].x - (points[0].x + points[1].x) / 2, points[2].y - (points[0].y + points[1].y) / 2)
        return min(abs(nx * dx + ny * dy) / max(dx * dx + dy * dy, 1e-6), 1e6)
    }

    /// Mean brightness of a crop, 0 to 255 (Rec. 601).
    public static func luma(of crop: Bitmap) -> Double {
        var sum = 0
        for at in stride(from: 0, to: crop.pixels.count, by: 3) {
            sum += 299 * Int(crop.pixels[at])
            sum += 587 * Int(crop.pixels[at + 1])
            sum += 114 * Int(crop.pixels[at + 2])
        }
        return Double(sum) / 1000 / Double(crop.width * crop.height)
    }

    /// Means over squares of `factor` pixels; what is left over at the right and below is cut off.
    public static func reduced(_ frame: StillFrame, by factor: Int) -> Bitmap {
        guard factor > 1 else {
            return Bitmap(width: frame.width, height: frame.height, channels: 3, pixels: frame.rgb)
        }
        let (width, height) = (frame.width / factor, frame.height / factor)
        let area = factor * factor
        var pixels = [UInt8](repeating: 0, count: width * height * 3)
        var sums = [Int](repeating: 0, count: width * 3)
        for y in 0..<height {
            for index in sums.indices { sums[index] = 0 }
            for row in y * factor..<(y + 1) * factor {
                var at = row * frame.width * 3
                for x in 0..<width {
                    for _ in 0..<factor {
                        sums[x * 3] += Int(frame.rgb[at])
                        sums[x * 3 + 1] += Int(frame.rgb[at + 1])
                        sums[x * 3 + 2] += Int(frame.rgb[at + 2])
                        at += 3
                    }
                }
            }
            for index in sums.indices { pixels[y * width * 3 + index] = UInt8((sums[index] + area / 2) / area) }
        }
        return Bitmap(width: width, height: height, channels: 3, pixels: pixels)
    }

    /// A turn with a scale, as a complex number, and a shift.
    private struct Similarity {
        var real: Double
        var imaginary: Double
        var x: Double
        var y: Double

        var scale: Double { hypot(real, imaginary) }

        /// What is laid on this place of the template.
        func origin(ofX toX: Double, y toY: Double) -> Point {
            let (dx, dy, norm) = (toX - x, toY - y, real * real + imaginary * imaginary)
            return Point(x: (real * dx + imaginary * dy) / norm, y: (real * dy - imaginary * dx) / norm)
        }
    }

    /// The one that lays the points nearest to the template, by least squares; nil where it enlarges or reduces a hundredfold.
    private static func similarity(from points: [Point]) -> Similarity? {
        let middle = Double(side) / 2
        let target = template.map { Point(x: ($0.0 - middle) * zoom + middle, y: ($0.1 - middle) * zoom + middle) }
        let (mean, wanted) = (center(points), center(target))
        var (real, imaginary, norm) = (0.0, 0.0, 1e-12)
        for (point, goal) in zip(points, target) {
            let (ax, ay, bx, by) = (point.x - mean.x, point.y - mean.y, goal.x - wanted.x, goal.y - wanted.y)
            real += ax * bx + ay * by
            imaginary += ax * by - ay * bx
            norm += ax * ax + ay * ay
        }
        (real, imaginary) = (real / norm, imaginary / norm)
        let placed = Similarity(
            real: real, imaginary: imaginary, x: wanted.x - real * mean.x + imaginary * mean.y,
            y: wanted.y - imaginary * mean.x - real * mean.y)
        return (0.01...100).contains(placed.scale) ? placed : nil
    }

    private static func center(_ points: [Point]) -> Point {
        let count = Double(points.count)
        return Point(x: points.reduce(0) { $0 + $1.x } / count, y: points.reduce(0) { $0 + $1.y } / count)
    }

    /// The pixel at a place between pixels.
    private static func append(_ source: Bitmap, at place: Point, to pixels: inout [UInt8]) {
        let x = min(max(place.x, 0), Double(source.width - 1))
        let y = min(max(place.y, 0), Double(source.height - 1))
        let (left, top) = (Int(x), Int(y))
        let (right, below) = (min(left + 1, source.width - 1), min(top + 1, source.height - 1))
        let (across, down) = (x - Double(left), y - Double(top))
        for channel in 0..<3 {
            func value(_ x: Int, _ y: Int) -> Double { Double(source[x, y, channel]) }
            let upper = value(left, top) * (1 - across) + value(right, top) * across
            let lower = value(left, below) * (1 - across) + value(right, below) * across
            pixels.append(UInt8((upper * (1 - down) + lower * down).rounded()))
        }
    }
}
