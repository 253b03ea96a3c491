import Glibc

/// How a face moves in clip and original over a passage, the clip's adjusted to the original's by what the upper face shows.
struct FaceMotion {
    /// Parallel to the moments; nil where the clip has no picture.
    private(set) var energies: [FaceEnergies?]
    private(set) var bias: Float = 0
    private(set) var stillUpper: Float = 0
    /// Logarithm of the lasting difference relative to what differs from moment to moment; 0 in passages too short to tell.
    private(set) var lasting: Float = 0

    /// - Parameters:
    ///   - originals: patterns of the face in the recording.
    ///   - clip: parallel to it.
    init(originals: [[Float]], clip: [[Float]?]) {
        energies = [FaceEnergies?](repeating: nil, count: originals.count)
        let shown = clip.indices.filter { clip[$0] != nil }
        guard !shown.isEmpty else { return }
        let pairs = shown.map { index in
            (original: originals[index], clip: FaceFit(original: originals[index], clip: clip[index]!).adjusted)
        }
        let count = Float(pairs.count)
        var stillOriginal = [Float](repeating: 0, count: originals[0].count)
        var stillClip = stillOriginal
        for pair in pairs {
            for cell in stillClip.indices {
                stillOriginal[cell] += pair.original[cell] / count
                stillClip[cell] += pair.clip[cell] / count
            }
        }
        let still = zip(stillClip, stillOriginal).map { $0 - $1 }
        let level = still.mean(over: FaceZones.upper)
        bias = FaceZones.lower.reduce(0) { max($0, abs(still[$1] - level)) }
        stillUpper = still.variance(over: FaceZones.upper)
        for (pair, index) in zip(pairs, shown) {
            let a = zip(pair.original, stillOriginal).map { $0 - $1 }
            let b = zip(pair.clip, stillClip).map { $0 - $1 }
            energies[index] = FaceEnergies(
                mouth: MotionEnergy(a, b, over: FaceZones.mouth), upper: MotionEnergy(a, b, over: FaceZones.upper),
                identity: pair.original.correlation(with: clip[index]!, over: FaceZones.upper))
        }
        if pairs.count >= FaceLimits.shortestTimed {
            let noise = energies.reduce(0) { $0 + ($1?.upper.difference ?? 0) } / count
            lasting = log((still.variance(over: FaceZones.mouth) + stillUpper + 1) / (noise + 1))
        }
    }

    /// Correlation of the motion of the whole face, -1 to 1.
    static func agreement(_ originals: [[Float]], _ clip: [[Float]?]) -> Float {
        let shown = clip.indices.filter { clip[$0] != nil }
        let count = Float(max(shown.count, 1))
        var (xx, yy, xy): (Float, Float, Float) = (0, 0, 0)
        var (meanA, meanB) = ([Float](repeating: 0, count: shown.count), [Float](repeating: 0, count: shown.count))
        for (position, index) in shown.enumerated() {
            meanA[position] = originals[index].mean(over: FaceZones.face)
            meanB[position] = clip[index]!.mean(over: FaceZones.face)
        }
        for cell in FaceZones.face {
            var (a, b): (Float, Float) = (0, 0)
            for (position, index) in shown.enumerated() {
                a += (originals[index][cell] - meanA[position]) / count
                b += (clip[index]![cell] - meanB[position]) / count
            }
            for (position, index) in shown.enumerated() {
                let x = originals[index][cell] - meanA[position] - a
                let y = clip[index]![cell] - meanB[position] - b
                xx += x * x
                yy += y * y
                xy += x * y
            }
        }
        return xy / (xx.squareRoot() * yy.squareRoot() + 1)
    }
}

/// Motion of one moment, in squares of grey levels of the original, and how alike the faces are.
package struct FaceEnergies: Sendable {
    package let mouth: MotionEnergy
    package let upper: MotionEnergy
    /// Correlation of the upper face.
    package let identity: Float
}

/// Mean squares and product over a zone, the zone's means removed.
package struct MotionEnergy: Sendable {
    package var original: Float = 0
    package var clip: Float = 0
    package var difference: Float = 0
    package var product: Float = 0

    init(_ a: [Float], _ b: [Float], over zone: [Int]) {
        let (meanA, meanB) = (a.mean(over: zone), b.mean(over: zone))
        let count = Float(zone.count)
        for cell in zone {
            let (x, y) = (a[cell] - meanA, b[cell] - meanB)
            original += x * x / count
            clip += y * y / count
            difference += (y - x) * (y - x) / count
            product += x * y / count
        }
    }

    /// The mean of some.
    init(mean energies: [MotionEnergy]) {
        let count = Float(max(energies.count, 1))
        for energy in energies {
            original += energy.original / count
            clip += energy.clip / count
            difference += energy.difference / count
            product += energy.product / count
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
    func variance(over zone: [Int]) -> Float {
        let mean = mean(over: zone)
        return zone.reduce(0) { $0 + (self[$1] - mean) * (self[$1] - mean) } / Float(Swift.max(zone.count, 1))
    }
}
