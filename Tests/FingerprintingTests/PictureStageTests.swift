import Fingerprinting
import Media
import Testing

@Suite struct PictureStageTests {
    @Test func averagesARamp() {
        var whole = AreaAverager(width: 4, height: 2, grid: GridSize(width: 2, height: 1))
        #expect(whole.average([0, 10, 20, 30, 40, 50, 60, 70], range: .full) == [25, 45])
        // Cell 0 covers one and a half of three pixels: (0 * 2 + 100) / 3.
        var part = AreaAverager(width: 3, height: 1, grid: GridSize(width: 2, height: 1))
        #expect(part.average([0, 100, 200], range: .full) == [33, 167])
        // More cells than pixels: each shows its pixel.
        var finer = AreaAverager(width: 1, height: 2, grid: GridSize(width: 2, height: 4))
        #expect(finer.average([7, 9], range: .full) == [7, 7, 7, 7, 9, 9, 9, 9])
    }

    @Test func stretchesLimitedRange() {
        var averager = AreaAverager(width: 5, height: 1, grid: GridSize(width: 5, height: 1))
        #expect(averager.average([16, 126, 235, 3, 250], range: .limited) == [0, 128, 255, 0, 255])
        #expect(averager.average([16, 126, 235, 3, 250], range: .full) == [16, 126, 235, 3, 250])
    }

    /// Every size up to 40 x 9 on small grids against sums over sixteenths of the definition: one unit of area at a time.
    @Test func agreesWithTheDefinition() {
        var noise = Noise(seed: 3)
        for (width, height) in [(1, 1), (2, 3), (5, 4), (9, 7), (33, 5), (40, 9), (3, 600)] {
            for (columns, rows) in [(1, 1), (2, 3), (3, 2), (7, 5), (1, 2)] {
                let luma = (0..<width * height).map { _ in UInt8(truncatingIfNeeded: noise.next()) }
                var averager = AreaAverager(
                    width: width, height: height, grid: GridSize(width: columns, height: rows))
                var expected: [UInt8] = []
                for row in 0..<rows {
                    for column in 0..<columns {
                        var sum = 0
                        for y in row * height..<(row + 1) * height {
                            for x in column * width..<(column + 1) * width {
                                sum += Int(luma[y / rows * width + x / columns])
                            }
                        }
                        expected.append(UInt8((sum * 2 + width * height) / (width * height * 2)))
                    }
                }
                #expect(averager.average(luma, range: .full) == expected, "\(width)x\(height) to \(columns)x\(rows)")
            }
        }
    }

    private let rows: [WritableKeyPath<BlockTransform.Block, BlockTransform.Row>] = [
        \.r0, \.r1, \.r2, \.r3, \.r4, \.r5, \.r6, \.r7,
    ]

    @Test func transformsAConstantBlock() {
        var block = BlockTransform.Block.zero
        for row in rows { block[keyPath: row] = BlockTransform.Row(repeating: 100) }
        let coefficients = BlockTransform.forward(block)
        // Orthonormal: the mean times eight.
        #expect(coefficients.r0 == BlockTransform.Row(800 << 15, 0, 0, 0, 0, 0, 0, 0))
        for row in rows.dropFirst() { #expect(coefficients[keyPath: row] == .zero) }
        var restored = BlockTransform.Block.zero
        restored.r0[0] = 800
        let back = BlockTransform.inverse(restored)
        for row in rows { #expect(back[keyPath: row] == block[keyPath: row]) }
    }

    @Test func transformInverts() {
        var noise = Noise(seed: 5)
        for _ in 0..<200 {
            var block = BlockTransform.Block.zero
            for row in rows { block[keyPath: row] = .random(in: -255...255, using: &noise) }
            var coefficients = BlockTransform.forward(block)
            for row in rows { coefficients[keyPath: row] = (coefficients[keyPath: row] &+ (1 << 14)) &>> 15 }
            let back = BlockTransform.inverse(coefficients)
            for row in rows {
                let difference = back[keyPath: row] &- block[keyPath: row]
                // The matrix of whole numbers is off an orthonormal one by less than 0.5 %; rounding adds a little.
                #expect(difference.max() <= 5 && difference.min() >= -5)
            }
        }
    }

    @Test func choosesTheNearestFrame() {
        func chosen(_ times: [Int]) -> [Int] {
            var selector = FrameSelector()
            var result: [Int] = []
            for time in times {
                selector.add(Synthetic.flat(0, milliseconds: time, width: 1, height: 1)) { _, time, _ in
                    result.append(time)
                }
            }
            selector.finish { _, time, _ in result.append(time) }
            return result
        }
        #expect(chosen([0, 40, 80, 120, 160, 200, 240]) == [0, 120, 240])
        // 60 is as near to 0 as to 120, and so are both its neighbours to it: the earlier wins.
        #expect(chosen([60, 180]) == [60, 60, 180])
        #expect(chosen([0, 1000]) == [0, 0, 0, 0, 0, 1000, 1000, 1000, 1000])
        #expect(chosen([5000]).count == 43)
        // Late, repeated and negative times are passed over.
        #expect(chosen([-40, 0, 120, 100, 120, 240]) == [0, 120, 240])
        #expect(chosen([]) == [])
    }
}
