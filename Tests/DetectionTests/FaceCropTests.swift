import Detection
import Media
import Testing

@Suite struct FaceCropTests {
    private typealias Point = FaceCrop.Point

    /// A picture whose red rises to the right and whose green rises downwards, a value a pixel.
    private func ramp(_ width: Int, _ height: Int) -> StillFrame {
        StillFrame(
            time: 0, width: width, height: height,
            rgb: (0..<height).flatMap { y in (0..<width).flatMap { x in [UInt8(x), UInt8(y), 50] } })
    }

    /// The template's own points, enlarged as the crop is: the crop is the picture.
    private let upright = [
        Point(x: 62.5, y: 55.35), Point(x: 161.5, y: 55.35), Point(x: 112, y: 113.1), Point(x: 70.97, y: 161.5),
        Point(x: 153.03, y: 161.5),
    ]

    @Test func aFaceOnTheTemplateStaysWhereItIs() throws {
        let crop = try #require(FaceCrop.pixels(of: ramp(224, 224), points: upright))
        #expect(crop.width == FaceCrop.side && crop.height == FaceCrop.side)
        for (x, y) in [(0, 0), (100, 30), (223, 223), (17, 201)] {
            #expect(abs(Int(crop[x, y, 0]) - x) <= 1 && abs(Int(crop[x, y, 1]) - y) <= 1)
        }
        #expect(abs(FaceCrop.turn(of: upright)) < 1e-9)
    }

    /// Turned by a quarter: the crop is upright again.
    @Test func aFaceThatLiesIsTurnedUpright() throws {
        let lying = upright.map { Point(x: 223 - $0.y, y: $0.x) }
        let crop = try #require(FaceCrop.pixels(of: ramp(224, 224), points: lying))
        for (x, y) in [(10, 20), (100, 30), (200, 150)] {
            #expect(abs(Int(crop[x, y, 0]) - (223 - y)) <= 1 && abs(Int(crop[x, y, 1]) - x) <= 1)
        }
    }

    @Test func pointsOfNoFaceGiveNoCrop() {
        #expect(FaceCrop.pixels(of: ramp(20, 20), points: [Point](repeating: Point(x: 3, y: 3), count: 5)) == nil)
    }

    @Test func reducingAveragesSquares() {
        let small = FaceCrop.reduced(ramp(9, 7), by: 2)
        #expect(small.width == 4 && small.height == 3)
        #expect(small[1, 2, 0] == 3 && small[1, 2, 1] == 5 && small[3, 0, 2] == 50)
    }

    @Test func valuesAreByChannelAndStandardised() {
        let grey = Bitmap(width: 2, height: 1, channels: 3, pixels: [0, 0, 0, 255, 255, 255])
        let values = FaceCrop.values(of: grey)
        #expect(values.count == 6)
        #expect(abs(values[0] + 1.7923) < 1e-3 && abs(values[1] - 1.9303) < 1e-3)
        #expect(FaceCrop.luma(of: grey) == 127.5)
    }

    @Test func aNoseBesideTheMiddleIsATurn() {
        var points = upright
        points[2].x += 49.5
        #expect(abs(FaceCrop.turn(of: points) - 0.5) < 1e-6)
    }
}
