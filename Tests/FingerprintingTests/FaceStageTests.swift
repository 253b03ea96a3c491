import Fingerprinting
import Foundation
import Media
import Testing

@Suite struct FaceStageTests {
    /// Columns of 24 x 24 pixels that grow by ten.
    private static let ramp = (0..<576).map { UInt8($0 % 24 * 10) }
    private static let grid = GridSize(width: 24, height: 24)

    private static func firstRow(_ patch: FacePatch) -> [Int] { patch.cells.prefix(24).map { Int($0) } }

    /// Sixteenths of the ramp's columns from `first` on, its ends continued.
    private static func columns(from first: Int) -> [Int] {
        (first..<first + 24).map { column in min(max(column, 0), 23) * 160 }
    }

    @Test func aFlatPatchIsItsMean() {
        let luma = [UInt8](repeating: 126, count: 7 * 5)
        let box = FrameBox(x: 0.1, y: 0.3, width: 0.37, height: 0.9)
        let full = FacePatch(luma: luma[...], grid: GridSize(width: 7, height: 5), box: box)
        #expect(full.cells == [Int16](repeating: 126 * 16, count: 576))
        // 126 * 24 / 12: the orthonormal transform holds the mean times the side.
        #expect(full.code.levels == [252] + [Int16](repeating: 0, count: 35))
        // (126 - 16) * 255 / 219 * 16 = 2049.3
        let limited = FacePatch(luma: luma[...], grid: GridSize(width: 7, height: 5), range: .limited, box: box)
        #expect(limited.cells == [Int16](repeating: 2049, count: 576))
    }

    @Test func cellsAreMeansOfTheirAreas() {
        let whole = FacePatch(luma: Self.ramp[...], grid: Self.grid, box: .full)
        #expect(Self.firstRow(whole) == Self.columns(from: 0))
        // Half a box to the left of the picture: its first column goes on.
        let left = FacePatch(
            luma: Self.ramp[...], grid: Self.grid, box: FrameBox(x: -0.5, y: 0, width: 1, height: 1))
        #expect(Self.firstRow(left) == Self.columns(from: -12))
        let right = FacePatch(
            luma: Self.ramp[...], grid: Self.grid, box: FrameBox(x: 0.5, y: 0, width: 1, height: 1))
        #expect(Self.firstRow(right) == Self.columns(from: 12))
        // Two pixels a cell: 0 and 10 make 5.
        let pixels = (0..<48 * 48).map { UInt8($0 % 48 * 5) }
        let halved = FacePatch(luma: pixels[...], grid: GridSize(width: 48, height: 48), box: .full)
        #expect(Self.firstRow(halved)[..<3] == [40, 200, 360])
        // Half a pixel a cell: means over a pixel's width about its centre, 0, 3/4 * 0 + 1/4 * 80, 1/4 * 0 + 3/4 * 80, …
        let few = (0..<12 * 12).map { UInt8($0 % 12 * 20) }
        let doubled = FacePatch(luma: few[...], grid: GridSize(width: 12, height: 12), box: .full)
        #expect(Self.firstRow(doubled)[..<4] == [0, 80, 240, 400])
    }

    @Test func codesAreTheCosineTransform() {
        var noise = Noise(seed: 21)
        let luma: [UInt8] = (0..<576).map { _ in UInt8(truncatingIfNeeded: noise.next()) }
        let patch = FacePatch(luma: luma[...], grid: Self.grid, box: .full)
        var expected: [Double] = []
        for v in 0..<8 {
            for u in 0..<8 - v {
                var sum = 0.0
                for index in 0..<576 {
                    let across: Double = cos(Double((2 * (index % 24) + 1) * u) * Double.pi / 48)
                    let down: Double = cos(Double((2 * (index / 24) + 1) * v) * Double.pi / 48)
                    sum += Double(luma[index]) * across * down
                }
                if u == 0 { sum *= 0.5.squareRoot() }
                if v == 0 { sum *= 0.5.squareRoot() }
                expected.append(sum / 12)
            }
        }
        let (coefficients, levels) = (patch.coefficients, patch.code.levels)
        for index in 0..<36 {
            let off = abs(Double(coefficients[index]) - expected[index])
            // A basis of 20 bits, with the mean of 128 in all cells, is off by a thousandth of the step.
            #expect(off < 0.02)
            let rounding = abs(Double(levels[index]) - expected[index] / 12)
            #expect(rounding < 0.502)
        }
        // What lies within the band comes back.
        let again: [Float] = FaceCode.cells(of: coefficients)
        let rounded: [UInt8] = again.map { cell in UInt8(min(max(cell, 0), 255).rounded()) }
        let back = FacePatch(luma: rounded[...], grid: Self.grid, box: .full).coefficients
        for (a, b) in zip(back, coefficients) { #expect(abs(a - b) < 3) }
        let mean = FaceCode(levels: [200] + [Int16](repeating: 0, count: 35))
        for cell in mean.cells { #expect(abs(cell - 100) < 0.01) }
    }

    @Test(arguments: [0, 90, 180, 270], [false, true]) func boxesAreOfThePictureAsShown(rotation: Int, mirrored: Bool) {
        var noise = Noise(seed: 22)
        let coded = (0..<48 * 24).map { _ in UInt8(truncatingIfNeeded: noise.next()) }
        let turned = rotation % 180 != 0
        let shown = turned ? GridSize(width: 24, height: 48) : GridSize(width: 48, height: 24)
        var luma: [UInt8] = []
        for y in 0..<shown.height {
            for x in 0..<shown.width {
                let column = mirrored ? shown.width - 1 - x : x
                let index: Int
                switch rotation {
                case 90: index = (23 - column) * 48 + y
                case 180: index = (23 - y) * 48 + 47 - column
                case 270: index = column * 48 + 47 - y
                default: index = y * 48 + column
                }
                luma.append(coded[index])
            }
        }
        let video = Synthetic.description(width: 48, height: 24, rotation: rotation, mirrored: mirrored).video!
        let box = FrameBox(x: 0.125, y: 0.25, width: 0.5, height: 0.5)
        let ofFrame = FacePatch(frame: Synthetic.frame(coded, 48, 24, 0), video: video, box: box)
        #expect(ofFrame == FacePatch(luma: luma[...], grid: shown, box: box))
    }

    @Test func oddBoxesDoNotTrap() {
        for box in [
            FrameBox(x: .nan, y: .infinity, width: -1, height: 0),
            FrameBox(x: 1e300, y: -1e300, width: 1e300, height: 1),
            FrameBox(x: 9, y: 9, width: 1e-9, height: 9),
        ] {
            let patch = FacePatch(luma: Self.ramp[...], grid: Self.grid, box: box)
            #expect(patch.cells.allSatisfy { 0...4080 ~= $0 })
        }
    }
}
