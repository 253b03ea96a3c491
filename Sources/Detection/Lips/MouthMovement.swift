public import Media

/// How far a mouth has opened since the first frame, and how dark it is, from one crop of a face to the next.
///
/// The lower lip and the chin move down against nose and cheeks as the mouth opens (Lucas and Kanade 1981: least squares over the slopes
/// of brightness), and its inside is darker than the face. The steps are those of `Tests/Benchmarks/Detection/lips.py`.
public struct MouthMovement: Sendable {
    /// How a face is laid: on the template, without more about it.
    public static let input = FaceModel.Input(
        name: "mouth", side: 48, margin: 1, mean: [0, 0, 0], deviation: [1, 1, 1])

    /// Rows and columns of a crop.
    private struct Area {
        var rows: Range<Int>
        var columns: Range<Int>
    }

    private static let lower = Area(rows: 36..<47, columns: 16..<32)
    private static let upper = Area(rows: 17..<29, columns: 14..<34)
    private static let mouth = Area(rows: 30..<42, columns: 17..<31)
    private static let face = Area(rows: 15..<48, columns: 11..<37)
    /// Pixels of the mouth whose darkness counts.
    private static let darkest = 24
    private static let kernel = [1.0, 4, 6, 4, 1].map { $0 / 16 }
    /// Pixels a frame beyond which a movement is none of a mouth.
    private static let fastest = 1.5
    /// Keeps an area without slopes from moving.
    private static let ridge = 0.25

    private let side = MouthMovement.input.side
    private var last: [Double]?
    private var opening = 0.0

    public init() {}

    /// A face as it is given here: how bright it is. Nil where the points are those of no face.
    public static func crop(of place: FaceCrop.Place, in picture: some ShownPicture) -> Bitmap? {
        let (part, there) = picture.luma(around: place)
        return FaceCrop.pixels(of: part, face: there, for: input)
    }

    /// Opening in pixels of the crop, and darkness as a share of the face's brightness, at most 0.
    public mutating func add(_ crop: Bitmap) -> (opening: Double, darkness: Double) {
        precondition(crop.width == side && crop.height == side, "a crop as `input` lays it")
        let plain = crop.luma.pixels.map(Double.init)
        let smooth = blurred(plain)
        if let last {
            opening += descent(from: last, to: smooth, in: Self.lower) - descent(from: last, to: smooth, in: Self.upper)
        }
        last = smooth
        let dark = values(of: plain, in: Self.mouth).sorted().prefix(Self.darkest)
        let face = values(of: plain, in: Self.face)
        let brightness = face.reduce(0, +) / Double(face.count)
        return (opening, -dark.reduce(0, +) / Double(Self.darkest) / (brightness + 1))
    }

    private func blurred(_ image: [Double]) -> [Double] {
        let across = convolved(image) { pixel, offset in
            pixel / side * side + min(max(pixel % side + offset, 0), side - 1)
        }
        return convolved(across) { pixel, offset in
            min(max(pixel / side + offset, 0), side - 1) * side + pixel % side
        }
    }

    private func convolved(_ image: [Double], _ place: (Int, Int) -> Int) -> [Double] {
        image.indices.map { pixel in
            var sum = 0.0
            for (index, weight) in Self.kernel.enumerated() { sum += weight * image[place(pixel, index - 2)] }
            return sum
        }
    }

    private func values(of image: [Double], in area: Area) -> [Double] {
        area.rows.flatMap { image[$0 * side + area.columns.lowerBound..<$0 * side + area.columns.upperBound] }
    }

    /// By how many pixels what lies in an area moved down, brightness taken away.
    private func descent(from before: [Double], to after: [Double], in area: Area) -> Double {
        let change = zip(values(of: after, in: area), values(of: before, in: area)).map { $0 - $1 }
        let mean = change.reduce(0, +) / Double(change.count)
        var (product, square) = (0.0, 0.0)
        var place = 0
        for row in area.rows {
            for column in area.columns {
                let (below, above) = ((row + 1) * side + column, (row - 1) * side + column)
                let slope = (before[below] - before[above] + after[below] - after[above]) / 4
                product += slope * (change[place] - mean)
                square += slope * slope
                place += 1
            }
        }
        let moved = -product / (square + Self.ridge * Double(change.count))
        return min(max(moved, -Self.fastest), Self.fastest)
    }
}

extension ShownPicture {
    /// The face and half of its size about it, cut out: what is read of a picture for a crop.
    fileprivate func luma(around place: FaceCrop.Place) -> (Bitmap, FaceCrop.Place) {
        func span(_ start: Double, _ length: Double, of count: Int) -> Range<Int> {
            func pixel(_ value: Double) -> Int { Int(min(max(value * Double(count), 0), Double(count))) }
            let first = min(pixel(start - length / 2), count - 1)
            return first..<max(pixel(start + 1.5 * length), first + 1)
        }
        let columns = span(place.box.x, place.box.width, of: width)
        let rows = span(place.box.y, place.box.height, of: height)
        let points = place.points.map {
            FaceCrop.Point(x: $0.x - Double(columns.lowerBound), y: $0.y - Double(rows.lowerBound))
        }
        return (luma(columns: columns, rows: rows), FaceCrop.Place(points: points, box: place.box))
    }
}
