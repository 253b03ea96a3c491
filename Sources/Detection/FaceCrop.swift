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

    /// What a network is given of a face: `side` times `side` pixels, of as many channels as the frame has; the frame's edge goes on beyond it.
    ///
    /// Nil where the points are those of no face, or the box holds nothing.
    public static func pixels(of frame: Bitmap, face: Place, for input: FaceModel.Input) -> Bitmap? {
        guard let scale = similarity(of: face, in: frame, by: 1, for: input)?.scale else { return nil }
        let factor = max(Int(1 / scale), 1)
        guard frame.width >= factor, frame.height >= factor,
            let placed = similarity(of: face, in: frame, by: Double(factor), for: input)
        else { return nil }
        let side = input.side
        let (columns, rows) = placed.extent(of: side, width: frame.width / factor, height: frame.height / factor)
        let source = frame.part(columns: columns.scaled(by: factor), rows: rows.scaled(by: factor)).reduced(by: factor)
        var pixels: [UInt8] = []
        pixels.reserveCapacity(side * side * source.channels)
        for y in 0..<side {
            for x in 0..<side {
                let place = placed.origin(ofX: Double(x), y: Double(y))
                append(
                    source, at: Point(x: place.x - Double(columns.lowerBound), y: place.y - Double(rows.lowerBound)),
                    to: &pixels)
            }
        }
        return Bitmap(width: side, height: side, channels: source.channels, pixels: pixels)
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

    /// Mean brightness of a crop, 0 to 255.
    public static func brightness(of crop: Bitmap) -> Double {
        let luma = crop.luma
        return Double(luma.pixels.reduce(0) { $0 + Int($1) }) / Double(luma.pixels.count)
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

        /// Which pixels of a picture are read for a crop of so many columns and rows.
        func extent(of side: Int, width: Int, height: Int) -> (columns: Range<Int>, rows: Range<Int>) {
            let last = Double(side - 1)
            let corners = [(0, 0), (last, 0), (0, last), (last, last)].map { origin(ofX: $0.0, y: $0.1) }
            return (Self.span(of: corners.map(\.x), within: width), Self.span(of: corners.map(\.y), within: height))
        }

        /// Beyond the edges the outermost pixels go on.
        private static func span(of places: [Double], within count: Int) -> Range<Int> {
            func pixel(_ place: Double) -> Int { Int(min(max(place, 0), Double(count - 1))) }
            return pixel(places.min() ?? 0)..<min(pixel(places.max() ?? 0) + 2, count)
        }
    }

    /// What lays a face of a picture, reduced so many times, on a crop; nil where it enlarges or reduces a hundredfold.
    private static func similarity(
        of face: Place, in frame: Bitmap, by factor: Double, for input: FaceModel.Input
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
        let (across, down) = (Float(x - Double(left)), Float(y - Double(top)))
        let (values, channels) = (source.pixels.span, source.channels)
        let (first, second) = (top * source.width, below * source.width)
        for channel in 0..<channels {
            func value(_ pixel: Int) -> Float { Float(values[pixel * channels + channel]) }
            let upper = value(first + left) * (1 - across) + value(first + right) * across
            let lower = value(second + left) * (1 - across) + value(second + right) * across
            pixels.append(UInt8(upper * (1 - down) + lower * down + 0.5))
        }
    }
}

extension Range<Int> {
    /// The same in a picture that is so many times larger.
    fileprivate func scaled(by factor: Int) -> Range<Int> { lowerBound * factor..<upperBound * factor }
}
