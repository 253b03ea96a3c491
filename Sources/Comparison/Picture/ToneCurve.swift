/// The clip's grey levels as a function of the recording's: a parabola, which gain, offset and gamma bend little from.
struct ToneCurve {
    /// Rounds of reweighting; it settles after three or four.
    private static let rounds = 6
    /// Least distance, in grey levels, between the recording's dark and light cells for a gain to mean something.
    private static let leastContrast: Float = 30
    /// Deviation from a gain of 1, and from the recording's level in grey levels, that coding does not cause.
    private static let leastGain: Float = 0.12
    private static let leastShift: Float = 10

    /// Constant, linear and quadratic coefficient, on levels from 0 to 1.
    private var coefficients = SIMD3<Float>(0, 1, 0)
    /// The recording's levels below which a tenth, half and nine tenths of the cells lie.
    private var levels: [Float] = []

    /// Fits from the identity on; cells that do not fit, such as captions, lose their weight.
    init(_ pairs: PicturePairs) {
        var points: [SIMD2<Float>] = []
        for (clip, original) in zip(pairs.clip, pairs.original) {
            for cell in pairs.valid.indices where pairs.valid[cell] {
                points.append(SIMD2(original[cell], clip[cell]) / 255)
            }
        }
        guard points.count > 64 else { return }
        let some = stride(from: 0, to: points.count, by: max(1, points.count / 4096)).map { points[$0] }
        levels = [0.1, 0.5, 0.9].map { some.map(\.x).quantile($0) * 255 }
        for _ in 0..<Self.rounds {
            let scale = 1.4826 * some.map { abs($0.y - value($0.x)) }.quantile(0.5) + 0.004
            fit(points, cut: 3 * scale)
        }
    }

    /// What the clip shows where the recording shows a grey level.
    func callAsFunction(_ level: Float) -> Float { value(level / 255) * 255 }

    /// Whether somebody changed brightness, contrast or gamma.
    var isDistinct: Bool {
        guard let dark = levels.first, let light = levels.last else { return false }
        let shift = levels.map { abs(self($0) - $0) }.max() ?? 0
        let gain = light - dark < Self.leastContrast ? 1 : (self(light) - self(dark)) / (light - dark)
        return shift > Self.leastShift || abs(gain - 1) > Self.leastGain
    }

    private func value(_ x: Float) -> Float { coefficients.x + x * (coefficients.y + x * coefficients.z) }

    /// One round of weighted least squares with Tukey's weights.
    private mutating func fit(_ points: [SIMD2<Float>], cut: Float) {
        var moments = [Double](repeating: 0, count: 5)
        var right = SIMD3<Double>()
        for point in points {
            let relative = (point.y - value(point.x)) / cut
            let rest = 1 - relative * relative
            guard rest > 0 else { continue }
            let x = Double(point.x)
            var power = Double(rest * rest)
            let weighted = power * Double(point.y)
            right += SIMD3(1, x, x * x) * weighted
            for i in 0..<5 {
                moments[i] += power
                power *= x
            }
        }
        // Held at the identity where few levels occur.
        let ridge = moments[0] * 1e-5
        let (a, b, c, d, e) = (moments[0], moments[1], moments[2] + ridge, moments[3], moments[4] + ridge)
        right.y += ridge
        let first = SIMD3(a, b, moments[2])
        let second = SIMD3(b, c, d)
        let third = SIMD3(moments[2], d, e)
        let determinant = (first * cross(second, third)).sum()
        guard abs(determinant) > 1e-12 else { return }
        let solution =
            (cross(second, third) * right.x + cross(third, first) * right.y + cross(first, second) * right.z)
            / determinant
        coefficients = SIMD3<Float>(solution)
    }
}

private func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}
