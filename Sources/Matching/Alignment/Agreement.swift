import Fingerprinting

/// How one picture of the clip, resampled onto the original's grid, agrees with the original's picture after a robust
/// fit of gain and offset.
struct Agreement {
    /// Clip minus fitted original is `-residual`, per cell, in the clip's grey levels.
    private(set) var residuals: [Float]
    /// Tukey weights, 0 for cells that are not valid or do not fit.
    private(set) var weights: [Float]
    private let clip: [Float]
    private let original: [UInt8]
    private let valid: [Bool]
    /// Standard deviation of the residuals, robust (from the median), in grey levels.
    private(set) var scale: Float = 0
    private(set) var contrast: Float = 0

    init(clip: [Float], original: [UInt8], valid: [Bool]) {
        self.clip = clip
        self.original = original
        self.valid = valid
        residuals = [Float](repeating: 0, count: clip.count)
        weights = valid.map { $0 ? 1 : 0 }
        for _ in 0..<2 { fit() }
    }

    /// Gain and offset by weighted least squares, then new residuals and weights.
    private mutating func fit() {
        var (n, sx, sy, sxx, sxy, syy) = (Float(1e-6), Float(0), Float(0), Float(0), Float(0), Float(0))
        for i in clip.indices where weights[i] > 0 {
            let w = weights[i]
            let x = Float(original[i])
            let y = clip[i]
            n += w
            sx += w * x
            sy += w * y
            sxx += w * x * x
            sxy += w * x * y
            syy += w * y * y
        }
        let variance = max(sxx / n - (sx / n) * (sx / n), 1)
        let gain = max((sxy / n - sx / n * sy / n) / variance, 0.2)
        let offset = sy / n - gain * sx / n
        contrast = max(syy / n - (sy / n) * (sy / n), 1).squareRoot()
        var magnitudes: [Float] = []
        magnitudes.reserveCapacity(clip.count / 2)
        for i in clip.indices where valid[i] {
            residuals[i] = gain * Float(original[i]) + offset - clip[i]
            if i & 1 == 0 { magnitudes.append(abs(residuals[i])) }
        }
        scale = 1.4826 * magnitudes.quantile(0.5) + 0.5
        let cut = 3 * scale
        for i in clip.indices where valid[i] {
            let relative = residuals[i] / cut
            let rest = 1 - relative * relative
            weights[i] = rest > 0 ? rest * rest : 0
        }
    }

    /// 1 minus the correlation over the three quarters of the valid cells that fit best.
    var trimmedError: Double {
        var magnitudes: [Float] = []
        for i in clip.indices where valid[i] { magnitudes.append(abs(residuals[i])) }
        guard magnitudes.count > 16 else { return 2 }
        let limit = magnitudes.quantile(0.75)
        var (n, sx, sy, sxx, sxy, syy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        for i in clip.indices where valid[i] && abs(residuals[i]) <= limit {
            let x = Double(original[i])
            let y = Double(clip[i])
            n += 1
            sx += x
            sy += y
            sxx += x * x
            sxy += x * y
            syy += y * y
        }
        let vx = sxx / n - (sx / n) * (sx / n) + 1
        let vy = syy / n - (sy / n) * (sy / n) + 1
        return 1 - (sxy / n - sx / n * sy / n) / (vx * vy).squareRoot()
    }

    /// Mean residual, clipped at three times its scale, over contrast, in each quarter of the original.
    func quadrants(width: Int) -> SIMD4<Double> {
        let height = clip.count / width
        var sums = SIMD4<Double>()
        var counts = SIMD4<Double>(repeating: 1e-6)
        for i in clip.indices where valid[i] {
            let quadrant = (i % width * 2 >= width ? 1 : 0) + (i / width * 2 >= height ? 2 : 0)
            sums[quadrant] += Double(min(abs(residuals[i]), 3 * scale))
            counts[quadrant] += 1
        }
        return sums / counts / Double(contrast)
    }
}
