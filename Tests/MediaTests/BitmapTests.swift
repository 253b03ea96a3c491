import Media
import Testing

@Suite struct BitmapTests {
    /// A picture whose red rises to the right and whose green rises downwards, a value a pixel.
    private func ramp(_ width: Int, _ height: Int) -> Bitmap {
        Bitmap(
            width: width, height: height, channels: 3,
            pixels: (0..<height).flatMap { y in (0..<width).flatMap { x in [UInt8(x), UInt8(y), 50] } })
    }

    @Test func reducingAveragesSquares() {
        let small = ramp(9, 7).reduced(by: 2)
        #expect(small.width == 4 && small.height == 3)
        #expect(small[1, 2, 0] == 3 && small[1, 2, 1] == 5 && small[3, 0, 2] == 50)
        #expect(ramp(9, 7).reduced(by: 1) == ramp(9, 7))
        let grey = Bitmap(width: 2, height: 2, channels: 1, pixels: [0, 255, 255, 255])
        #expect(grey.reduced(by: 2).pixels == [191])
    }

    @Test func aPartKeepsItsPixels() {
        let part = ramp(9, 7).part(columns: 3..<5, rows: 2..<5)
        #expect(part.width == 2 && part.height == 3)
        #expect(part[0, 0, 0] == 3 && part[1, 2, 0] == 4 && part[1, 2, 1] == 4)
    }

    @Test func lumaWeighsTheColours() {
        let colours = Bitmap(width: 3, height: 1, channels: 3, pixels: [255, 0, 0, 0, 255, 0, 0, 0, 255])
        #expect(colours.luma.pixels == [76, 150, 29])
        #expect(colours.luma.luma == colours.luma)
    }
}
