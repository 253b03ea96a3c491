internal import Glibc
public import Media

/// Cuts a face out as a network takes it. For the project's own the steps are those of its training's `faces.py`.
public enum FaceCrop {
    /// Eyes, nose and corners of the mouth in a crop of 224 by 224, before it is enlarged about its middle: the medians of the training
    /// crops, made symmetrical.
    private static let template = [(67.0, 60.5), (157.0, 60.5), (112.0, 113.0), (74.7, 157.0), (149.3, 157.0)]
    private static let templateSide = 224

    /// A point of a picture in pixels; the middle of the first pixel is 0.
    public struct Point: Sendable, Hashable {
        public var x: Double
        public var y: Double

        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// A face in a frame.
    public struct Place: Sendable, Hashable {
        /// Both eyes, the nose, both corners of the mouth, from the left as seen.
        public var points: [Point]
        public var box: FrameBox

        public init(points: [Point], box: FrameBox) {
            precondition(points.count == template.count, "five points")
            self.points = points
            self.box = box
        }

        /// Its points in a picture reduced so many times.
        fileprivate func points(by factor: Double) -> [Point] {
            points.map { Point(x: ($0.x + 0.5) / factor - 0.5, y: ($0.y + 0.5) / factor - 0.5) }
        }
    }

    /// What a network is given of a face: `side` times `side` pixels of three values; the frame's edge goes on beyond it.
    ///
    /// Nil where the points are those of no face, or the box holds nothing.
    public static func pixels(of frame: StillFrame, face: Place, for input: FaceModel.Input) -> Bitmap? {
        guard let scale = similarity(of: face, in: frame, by: 1, for: input)?.scale else { return nil }
        let factor = max(Int(1 / scale), 1)
        guard frame.width >= factor, frame.height >= factor,
            let placed = similarity(of: face, in: frame, by: Double(factor), for: input)
        else { return nil }
        let (source, side) = (reduced(frame, by: factor), input.side)
        var pixels: [UInt8] = []
        pixels.reserveCapacity(side * side * 3)
        for y in 0..<side {
            for x in 0..<side { append(source, at: placed.origin(ofX: Double(x), y: Double(y)), to: &pixels) }
        }
        return Bitmap(width: side, height: side, channels: 3, pixels: pixels)
    }

    /// As the network takes it, standardised.
    public static func values(of crop: Bitmap, for input: FaceModel.Input) -> [Float] {
        let places = input.channels == .rgb ? [0, 1, 2] : [2, 1, 0]
        let (mean, deviation) = (input.mean.map { Float($0) }, input.deviation.map { Float($0) })
        func value(_ pixel: Int, _ channel: Int) -> Float {
            (Float(crop.pixels[3 * pixel + places[channel]]) / 255 - mean[channel]) / deviation[channel]
        }
        let count = crop.width * crop.height
        return switch input.layout {
        case .nchw: (0..<3).flatMap { channel in (0..<count).map { value($0, channel) } }
        case .nhwc: (0..<count).flatMap { pixel in (0..<3).map { value(pixel, $0) } }
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

    /// What lays a face of a picture, reduced so many times, on a crop; nil where it enlarges or reduces a hundredfold.
    private static func similarity(
        of face: Place, in frame: StillFrame, by factor: Double, for input: FaceModel.Input
    ) -> Similarity? {
        let placed =
            switch input.fit {
            case .aligned: aligned(face.points(by: factor), input)
            case .box:
                boxed(face.box, width: Double(frame.width) / factor, height: Double(frame.height) / factor, input)
            }
        return (0.01...100).contains(placed.scale) ? placed : nil
    }

    /// The square about a box, as it is.
    private static func boxed(_ box: FrameBox, width: Double, height: Double, _ input: FaceModel.Input) -> Similarity {
        let length = max(box.width * width, box.height * height) * input.margin
        let scale = Double(input.side) / max(length, 1e-6)
        let middle = Double(input.side - 1) / 2
        return Similarity(
            real: scale, imaginary: 0, x: middle - scale * ((box.x + box.width / 2) * width - 0.5),
            y: middle - scale * ((box.y + box.height / 2) * height - 0.5))
    }

    /// The one that lays the points nearest to the template, by least squares.
    private static func aligned(_ points: [Point], _ input: FaceModel.Input) -> Similarity {
        let (size, middle) = (Double(input.side) / Double(templateSide), Double(templateSide) / 2)
        let target = template.map {
            Point(
                x: (($0.0 - middle) * input.margin + middle) * size, y: (($0.1 - middle) * input.margin + middle) * size
            )
        }
        let (mean, wanted) = (center(points), center(target))
        var (real, imaginary, norm) = (0.0, 0.0, 1e-12)
        for (point, goal) in zip(points, target) {
            let (ax, ay, bx, by) = (point.x - mean.x, point.y - mean.y, goal.x - wanted.x, goal.y - wanted.y)
            real += ax * bx + ay * by
            imaginary += ax * by - ay * bx
            norm += ax * ax + ay * ay
        }
        (real, imaginary) = (real / norm, imaginary / norm)
        return Similarity(
            real: real, imaginary: imaginary, x: wanted.x - real * mean.x + imaginary * mean.y,
            y: wanted.y - imaginary * mean.x - real * mean.y)
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
