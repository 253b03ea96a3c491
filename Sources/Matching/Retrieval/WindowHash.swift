internal import Fingerprinting
import Media

/// The signs of a window's low spatial frequencies, and which of them are least certain.
///
/// A window is resampled to 11 x 11 equal parts; of its cosine transform the 24 lowest frequencies give one bit each. Low
/// frequencies survive scaling, compression and small errors of the window's place: half a step of the hypotheses (1.7 % of
/// the frame) leaves more than half of the keys within four uncertain bits.
struct WindowHash {
    static let bitCount: UInt32 = 24
    /// Bits that a look-up may flip.
    static let uncertainCount = 5
    /// Horizontal and vertical frequency of each bit, low bits first.
    private static let frequencies: [(u: Int, v: Int)] =
        (1...5).flatMap { order in (0...order).map { (u: $0, v: order - $0) } } + [(1, 5), (2, 4), (3, 3), (4, 2)]
    /// A coefficient below it may be noise of coding: grey levels of an orthonormal transform. The fingerprint's coarsest
    /// steps leave about 3.
    private static let noise = 4.0
    /// With fewer coefficients above the noise a window says nothing: black, a plain wall, bars, a fade.
    private static let requiredCount = 12
    /// Frequencies 0...6.
    private static let orderCount = 7
    /// Bits that change sign when the window is mirrored.
    static let mirrorMask: UInt32 = frequencies.indices.reduce(0) { mask, bit in
        frequencies[bit].u % 2 == 1 ? mask | 1 << UInt32(bit) : mask
    }

    let bits: UInt32
    /// Bits by growing certainty.
    let uncertain: InlineArray<5, UInt8>

    /// - Returns: nil where the window holds too little to tell it from others.
    init?(_ image: IntegralImage, _ window: FrameBox) {
        let grid = image.grid
        let columns = IntegralImage.Edges(start: window.x, length: window.width, count: grid.width)
        let rows = IntegralImage.Edges(start: window.y, length: window.height, count: grid.height)
        var vertical = InlineArray<7, SIMD16<Double>>(repeating: .zero)
        for edge in 0..<IntegralImage.Edges.count {
            let sums = image.sums(at: columns, row: rows.cells[edge], fraction: rows.fractions[edge])
            for v in 0..<Self.orderCount { vertical[v] += sums * Self.weights[v][edge] }
        }
        let scale = 121 / (window.width * window.height * Double(grid.area))
        var bits: UInt32 = 0
        var strong = 0
        var least = InlineArray<5, Double>(repeating: .infinity)
        var uncertain = InlineArray<5, UInt8>(repeating: 0)
        for (bit, frequency) in Self.frequencies.enumerated() {
            let coefficient = (vertical[frequency.v] * Self.weights[frequency.u]).sum() * scale
            if coefficient > 0 { bits |= 1 << UInt32(bit) }
            var magnitude = abs(coefficient)
            if magnitude > Self.noise { strong += 1 }
            var candidate = UInt8(bit)
            for rank in 0..<Self.uncertainCount where magnitude < least[rank] {
                swap(&magnitude, &least[rank])
                swap(&candidate, &uncertain[rank])
            }
        }
        guard strong >= Self.requiredCount else { return nil }
        self.bits = bits
        self.uncertain = uncertain
    }

    /// Cosines of the transform, differenced so that they apply to the integral image rather than to the cells.
    private static let weights: [SIMD16<Double>] = (0..<orderCount).map { order in
        var weights = SIMD16<Double>()
        for cell in 0..<11 {
            let value = basis(order: order, cell: cell)
            weights[cell] -= value
            weights[cell + 1] += value
        }
        return weights
    }

    /// Orthonormal cosine basis over 11 cells, from a table: cos(pi m / 22) for m = 0...11, in units of 2^-20, rounded.
    private static func basis(order: Int, cell: Int) -> Double {
        if order == 0 { return 316_158 / 1_048_576 }
        let phase = (2 * cell + 1) * order % 44
        let folded = phase <= 22 ? phase : 44 - phase
        let cosine = folded <= 11 ? cosines[folded] : -cosines[22 - folded]
        return cosine / 1_048_576 * (447_114 / 1_048_576)
    }

    private static let cosines: [Double] = [
        1_048_576, 1_037_903, 1_006_101, 953_818, 882_118, 792_461, 686_671, 566_903, 435_594, 295_418, 149_228, 0,
    ]
}
