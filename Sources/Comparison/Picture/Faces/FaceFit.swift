/// A face of the original at one moment, and the clip's.
struct FacePair {
    let original: [Float]
    /// The clip's, and adjusted to the original's (`FaceFit`).
    let clip: [Float]
    let adjusted: [Float]

    /// - Parameter candidates: patterns of the clip, at least one; the one most alike is taken.
    init(original: [Float], candidates: [[Float]]) {
        self.original = original
        let fits = candidates.map { (clip: $0, adjusted: FaceFit(original: original, clip: $0).adjusted) }
        let best = fits.min { Self.difference(original, $0.adjusted) < Self.difference(original, $1.adjusted) }!
        (clip, adjusted) = best
    }

    var isVisible: Bool {
        max(original.variance(over: FaceZones.face), clip.variance(over: FaceZones.face)) >= FaceLimits.visible
    }

    private static func difference(_ a: [Float], _ b: [Float]) -> Float {
        let (meanA, meanB) = (a.mean(over: FaceZones.face), b.mean(over: FaceZones.face))
        return FaceZones.face.reduce(0) { sum, cell in
            let difference = b[cell] - meanB - (a[cell] - meanA)
            return sum + difference * difference
        }
    }
}

/// Adjusts the clip's face to the original's: brightness, contrast, and a last remainder of displacement, as the upper face
/// shows them; what a mouth was replaced with has no say.
struct FaceFit {
    /// The clip's cells after adjustment.
    let adjusted: [Float]

    init(original: [Float], clip: [Float]) {
        let side = FacePattern.side
        // Slopes by central differences; the upper zone keeps off the patch's edge.
        func slope(_ cell: Int, _ step: Int) -> Float {
            let (before, after) = (cell - step, cell + step)
            guard original.indices.contains(before), original.indices.contains(after) else { return 0 }
            return (original[after] - original[before]) / 2
        }
        let centre = original.mean(over: FaceZones.upper)
        var matrix = [[Float]](repeating: [Float](repeating: 0, count: 5), count: 4)
        for cell in FaceZones.upper {
            let row = [1, original[cell] - centre, slope(cell, 1), slope(cell, side), clip[cell]]
            for i in 0..<4 {
                for j in 0..<5 { matrix[i][j] += row[i] * row[j] }
            }
        }
        // A flat face tells nothing of contrast and displacement: hold them at 1 and 0.
        let ridge = Float(FaceZones.upper.count) * 4
        matrix[1][1] += ridge
        matrix[1][4] += ridge
        matrix[2][2] += ridge
        matrix[3][3] += ridge
        for pivot in 0..<4 {
            for row in 0..<4 where row != pivot {
                let factor = matrix[row][pivot] / matrix[pivot][pivot]
                for column in pivot..<5 { matrix[row][column] -= factor * matrix[pivot][column] }
            }
        }
        let solution = (0..<4).map { matrix[$0][4] / matrix[$0][$0] }
        let contrast = min(max(solution[1], 0.3), 3)
        adjusted = clip.indices.map { cell in
            let x = cell % side == 0 || cell % side == side - 1 ? 0 : slope(cell, 1)
            return (clip[cell] - solution[0] - solution[2] * x - solution[3] * slope(cell, side)) / contrast + centre
        }
    }
}

extension [Float] {
    fileprivate func variance(over zone: [Int]) -> Float {
        let mean = mean(over: zone)
        return zone.reduce(0) { $0 + (self[$1] - mean) * (self[$1] - mean) } / Float(Swift.max(zone.count, 1))
    }
}
