/// How a face moves in clip and original over a passage, the clip's adjusted to the original's by what the upper face shows.
struct FaceMotion {
    /// Parallel to the moments.
    private(set) var energies: [FaceEnergies] = []
    /// Largest lasting difference of the lower face, in grey levels.
    private(set) var bias: Float = 0
    /// Whether something lies over the chin that does not reach to the mouth: a caption.
    private(set) var isCoveredBelow = false

    /// - Parameters:
    ///   - originals: patterns of the face in the recording, moment after moment.
    ///   - clip: parallel to it, some patterns of the clip each, of times hardly apart: the one most alike is taken.
    ///   - surroundings: how well what surrounds the face agrees, -1 to 1; nil where the clip does not show it.
    ///   - allowance: factor of the limit of a lasting difference, for what coding takes from a face of few lines.
    init(originals: [[Float]], clip: [[[Float]]], surroundings: Float?, allowance: Float) {
        guard !originals.isEmpty else { return }
        let pairs = zip(originals, clip).map { FacePair(original: $0, candidates: $1) }
        let count = Float(pairs.count)
        var stillOriginal = [Float](repeating: 0, count: originals[0].count)
        var stillClip = stillOriginal
        for pair in pairs {
            for cell in stillClip.indices {
                stillOriginal[cell] += pair.original[cell] / count
                stillClip[cell] += pair.adjusted[cell] / count
            }
        }
        let still = zip(stillClip, stillOriginal).map { $0 - $1 }
        let level = still.mean(over: FaceZones.upper)
        bias = FaceZones.lower.reduce(0) { max($0, abs(still[$1] - level)) }
        func depth(_ zone: [Int]) -> Float { zone.reduce(0) { $0 + abs(still[$1] - level) } / Float(zone.count) }
        let edge = depth(FaceZones.bottom)
        isCoveredBelow = edge >= FaceLimits.coverDepth && edge >= FaceLimits.coverContrast * depth(FaceZones.lips)
        let lasting = LastingDifference.along(pairs, surroundings: surroundings, allowance: allowance)
        for (pair, lasting) in zip(pairs, lasting) {
            let a = zip(pair.original, stillOriginal).map { $0 - $1 }
            let b = zip(pair.adjusted, stillClip).map { $0 - $1 }
            energies.append(
                FaceEnergies(
                    mouth: MotionEnergy(a, b, over: FaceZones.mouth), upper: MotionEnergy(a, b, over: FaceZones.upper),
                    identity: pair.original.correlation(with: pair.clip, over: FaceZones.upper), lasting: lasting,
                    isVisible: pair.isVisible))
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
    /// What differs for about a second around the moment.
    package let lasting: LastingDifference
    /// Whether there is a face to see, in clip or original: light enough on dark, or dark on light.
    let isVisible: Bool
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

    /// Motion of the clip that the original's does not explain.
    var unexplained: Float { max(clip - product * product / (original + 1), 0) }

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
