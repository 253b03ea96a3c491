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

    private func cut(
        _ frame: StillFrame, _ points: [Point], box: FrameBox = .full,
        _ change: (inout FaceModel.Input) -> Void = { _ in }
    ) -> Bitmap? {
        var input = FaceModel.face.input
        change(&input)
        return FaceCrop.pixels(of: frame.colour, face: FaceCrop.Place(points: points, box: box), for: input)
    }

    @Test func aFaceOnTheTemplateStaysWhereItIs() throws {
        let crop = try #require(cut(ramp(224, 224), upright))
        #expect(crop.width == 224 && crop.height == 224)
        for (x, y) in [(0, 0), (100, 30), (223, 223), (17, 201)] {
            #expect(abs(Int(crop[x, y, 0]) - x) <= 1 && abs(Int(crop[x, y, 1]) - y) <= 1)
        }
        #expect(abs(FaceCrop.turn(of: upright)) < 1e-9)
    }

    /// Turned by a quarter: the crop is upright again.
    @Test func aFaceThatLiesIsTurnedUpright() throws {
        let lying = upright.map { Point(x: 223 - $0.y, y: $0.x) }
        let crop = try #require(cut(ramp(224, 224), lying))
        for (x, y) in [(10, 20), (100, 30), (200, 150)] {
            #expect(abs(Int(crop[x, y, 0]) - (223 - y)) <= 1 && abs(Int(crop[x, y, 1]) - x) <= 1)
        }
    }

    /// How bright a face is, cut out alike.
    @Test func aCropOfOneChannel() throws {
        let face = FaceCrop.Place(points: upright, box: .full)
        let crop = try #require(FaceCrop.pixels(of: ramp(224, 224).colour.luma, face: face, for: FaceModel.face.input))
        #expect(crop.channels == 1 && crop.pixels.count == 224 * 224)
        let coloured = try #require(cut(ramp(224, 224), upright)).luma
        #expect(zip(crop.pixels, coloured.pixels).allSatisfy { abs(Int($0) - Int($1)) <= 2 })
    }

    /// Where a face is reduced, only what its crop shows is: it comes to the same as of the whole frame, beyond the edge too.
    @Test(arguments: [0.0, -150]) func aLargeFaceIsReducedAlone(_ left: Double) throws {
        let frame = ramp(255, 255).colour
        let face = FaceCrop.Place(points: upright.map { Point(x: $0.x + left, y: $0.y) }, box: .full)
        var input = FaceModel.face.input
        input.side = 32
        let (crop, factor) = (try #require(FaceCrop.pixels(of: frame, face: face, for: input)), 7.0)
        for (x, y) in [(0, 0), (16, 10), (31, 31)] {
            let place = (Double(x) * factor + left + factor / 2, Double(y) * factor + factor / 2)
            #expect(abs(Double(crop[x, y, 0]) - max(place.0, 3)) < 6 && abs(Double(crop[x, y, 1]) - place.1) < 6)
        }
    }

    @Test func pointsOfNoFaceGiveNoCrop() {
        #expect(cut(ramp(20, 20), [Point](repeating: Point(x: 3, y: 3), count: 5)) == nil)
    }

    @Test func aSmallerTemplateShowsTheSame() throws {
        let crop = try #require(cut(ramp(224, 224), upright) { $0.side = 56 })
        #expect(crop.width == 56)
        for (x, y) in [(10, 10), (28, 40), (50, 5)] {
            #expect(abs(Int(crop[x, y, 0]) - 4 * x) <= 3 && abs(Int(crop[x, y, 1]) - 4 * y) <= 3)
        }
    }

    @Test func theSquareAboutABox() throws {
        let box = FrameBox(x: 0.25, y: 0.25, width: 0.25, height: 0.5)
        // In a frame of 200 by 100: 50 by 50 pixels from (50, 25), doubled about their middle.
        let crop = try #require(
            cut(ramp(200, 100), upright, box: box) {
                $0.fit = .box
                $0.margin = 2
                $0.side = 100
            })
        for (x, y) in [(0, 0), (99, 99), (30, 70)] {
            #expect(abs(Int(crop[x, y, 0]) - (x + 25)) <= 1 && abs(Int(crop[x, y, 1]) - y) <= 1)
        }
        let none = FrameBox(x: 0.5, y: 0.5, width: 0, height: 0)
        #expect(cut(ramp(200, 100), upright, box: none) { $0.fit = .box } == nil)
    }

    @Test func valuesAreByChannelAndStandardised() {
        let grey = Bitmap(width: 2, height: 1, channels: 3, pixels: [0, 0, 0, 255, 255, 255])
        let values = FaceCrop.values(of: grey, for: FaceModel.face.input)
        #expect(values.count == 6)
        #expect(abs(values[0] + 1.7923) < 1e-3 && abs(values[1] - 1.9303) < 1e-3)
        #expect(FaceCrop.brightness(of: grey) == 127.5)
    }

    @Test func otherLayoutsAndOrders() {
        let crop = Bitmap(width: 2, height: 1, channels: 3, pixels: [0, 51, 255, 255, 102, 0])
        var input = FaceModel.Input(name: "x", side: 2, margin: 1, mean: [0, 0, 0.2], deviation: [1, 0.5, 1])
        #expect(FaceCrop.values(of: crop, for: input) == [0, 1, 0.4, 0.8, 0.8, -0.2])
        input.layout = .nhwc
        #expect(FaceCrop.values(of: crop, for: input) == [0, 0.4, 0.8, 1, 0.8, -0.2])
        input.channels = .bgr
        #expect(FaceCrop.values(of: crop, for: input) == [1, 0.4, -0.2, 0, 0.8, 0.8])
    }

    @Test func aNoseBesideTheMiddleIsATurn() {
        var points = upright
        points[2].x += 49.5
        #expect(abs(FaceCrop.turn(of: points) - 0.5) < 1e-6)
    }
}
