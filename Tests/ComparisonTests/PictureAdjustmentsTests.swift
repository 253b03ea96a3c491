import Comparison
import Fingerprinting
import Testing

/// Captions, logos and tone on pictures made from a formula: a gradient with a pattern that moves.
struct PictureAdjustmentsTests {
    private static let grid = GridSize(width: 64, height: 36)

    private func original(_ moment: Int) -> [Float] {
        (0..<Self.grid.area).map { cell in
            let (x, y) = (cell % Self.grid.width, cell / Self.grid.width)
            let pattern = (x * 3 + y * 5 + moment * 7) % 11 < 5 ? 12 : 0
            return Float(40 + 2 * x + 2 * y + pattern)
        }
    }

    /// The adjustments found where each cell of the clip's pictures is made from the original's by a rule.
    private func adjustments(
        rows valid: Range<Int> = 0..<36, moments: Int = 12,
        clip: (_ x: Int, _ y: Int, _ moment: Int, _ level: Float) -> Float
    ) -> Set<Adjustment> {
        let pictures = (0..<moments).map(original)
        let places = (0..<Self.grid.area).map { ($0 % Self.grid.width, $0 / Self.grid.width) }
        let pairs = PicturePairs(
            grid: Self.grid, valid: places.map { valid.contains($0.1) },
            clip: pictures.enumerated().map { moment, picture in
                zip(places, picture).map { clip($0.0, $0.1, moment, $1) }
            },
            original: pictures)
        return PictureAdjustments(pairs).adjustments
    }

    /// What coding leaves: a few levels up and down.
    private func noise(_ x: Int, _ y: Int, _ moment: Int) -> Float {
        Float((x * 31 + y * 17 + moment * 13) % 9 - 4)
    }

    @Test func `coding noise is no adjustment`() {
        #expect(adjustments { x, y, moment, level in level + noise(x, y, moment) } == [])
    }

    @Test func `a band at the bottom is a caption`() {
        let found = adjustments { x, y, moment, level in y >= 30 ? 30 : level + noise(x, y, moment) }
        #expect(found == [.captioned])
    }

    @Test func `letters in a row at the top are a caption`() {
        let found = adjustments { x, y, moment, level in
            (3...5).contains(y) && (12..<52).contains(x) && x % 3 != 0 ? 235 : level + noise(x, y, moment)
        }
        #expect(found == [.captioned])
    }

    @Test func `a box in a corner is a logo`() {
        let found = adjustments { x, y, moment, level in
            (53..<61).contains(x) && (1..<5).contains(y) ? 76 : level + noise(x, y, moment)
        }
        #expect(found == [.logo])
    }

    @Test func `a box in the middle is neither`() {
        let found = adjustments { x, y, moment, level in
            (28..<36).contains(x) && (14..<22).contains(y) ? 20 : level + noise(x, y, moment)
        }
        #expect(found == [])
    }

    @Test func `a band for less than half of the time is no caption`() {
        let found = adjustments { x, y, moment, level in
            y >= 30 && moment < 5 ? 30 : level + noise(x, y, moment)
        }
        #expect(found == [])
    }

    @Test func `what lies outside of the clip's picture does not count`() {
        let found = adjustments(rows: 4..<32) { x, y, moment, level in
            (4..<32).contains(y) ? level + noise(x, y, moment) : 0
        }
        #expect(found == [])
    }

    @Test(arguments: [(gain: 1.2, offset: 0), (gain: 1, offset: 18), (gain: 0.8, offset: 20)])
    func `contrast and brightness recolour`(gain: Double, offset: Double) {
        let found = adjustments { x, y, moment, level in
            level * Float(gain) + Float(offset) + noise(x, y, moment)
        }
        #expect(found == [.recoloured])
    }

    @Test func `a caption and a logo are found on a recoloured picture`() {
        let found = adjustments { x, y, moment, level in
            if y >= 30 { return 30 }
            if (53..<61).contains(x), (1..<5).contains(y) { return 76 }
            return 1.2 * level + 10 + noise(x, y, moment)
        }
        #expect(found == [.captioned, .logo, .recoloured])
    }

    @Test func `too few moments say nothing of overlays`() {
        let found = adjustments(moments: 5) { x, y, moment, level in y >= 30 ? 30 : level + noise(x, y, moment) }
        #expect(found == [])
    }
}
