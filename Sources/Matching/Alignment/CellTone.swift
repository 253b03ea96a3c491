/// What distinguishes the clip's pictures from the recording's all the time, and how far each cell can be relied on.
struct CellTone: Sendable {
    /// Factor from the clip's grey levels to the recording's.
    private(set) var gain: Float = 1
    /// To be subtracted from each cell of the clip after the gain: tone curve, static overlays.
    private(set) var bias: [Float]
    /// One over the variance of a cell's residual; 0 for cells that are not valid.
    private(set) var weights: [Float]
    private(set) var roots: [Float] = []
    private(set) var totalWeight: Float = 0

    /// Residual that coding leaves in any cell, in grey levels: registered pictures are quantised in steps of 10.
    private static let leastDeviation: Float = 1.5
    /// Pairings looked at; more add nothing to a median.
    private static let mostPairings = 72

    init(clip: [[Float]], valid: [Bool], reference: ReferencePictures, pairings: [PictureEvidence.Pairing]) {
        let cells = reference.cellCount
        bias = [Float](repeating: 0, count: cells)
        weights = valid.map { $0 ? 1 : 0 }
        let stride = max(1, pairings.count / Self.mostPairings)
        let picked = Swift.stride(from: 0, to: pairings.count, by: stride).map { pairings[$0] }
        if picked.count >= 6 { learn(clip, valid, reference, picked) }
        roots = weights.map { $0.squareRoot() }
        totalWeight = weights.reduce(0, +)
    }

    private mutating func learn(
        _ clip: [[Float]], _ valid: [Bool], _ reference: ReferencePictures, _ pairings: [PictureEvidence.Pairing]
    ) {
        let cells = reference.cellCount
        let inside = valid.indices.filter { valid[$0] }
        guard inside.count > 16 else { return }
        var (cross, square) = (Float(0), Float(1))
        var centred: [(clip: [Float], original: [Float])] = []
        for pairing in pairings {
            let base = pairing.reference * cells
            var (a, b) = (Float(0), Float(0))
            for cell in inside {
                a += clip[pairing.clip][cell]
                b += reference.cells[base + cell]
            }
            a /= Float(inside.count)
            b /= Float(inside.count)
            var pair = (clip: [Float](repeating: 0, count: cells), original: [Float](repeating: 0, count: cells))
            for cell in inside {
                pair.clip[cell] = clip[pairing.clip][cell] - a
                pair.original[cell] = reference.cells[base + cell] - b
            }
            centred.append(pair)
        }
        // Slope of the recording's levels over the clip's, cells far off the line left out the second time.
        for pass in 0..<2 {
            var (newCross, newSquare) = (Float(0), Float(1))
            for pair in centred {
                for cell in inside {
                    let residual = pair.clip[cell] * gain - pair.original[cell]
                    guard pass == 0 || abs(residual) < 25 else { continue }
                    newCross += pair.clip[cell] * pair.original[cell]
                    newSquare += pair.clip[cell] * pair.clip[cell]
                }
            }
            (cross, square) = (newCross, newSquare)
            gain = min(max(cross / square, 0.4), 2.5)
        }
        var deviations = [Float](repeating: 0, count: cells)
        var residuals = [Float](repeating: 0, count: centred.count)
        for cell in inside {
            for i in centred.indices { residuals[i] = centred[i].clip[cell] * gain - centred[i].original[cell] }
            let median = residuals.quantile(0.5)
            for i in residuals.indices { residuals[i] = abs(residuals[i] - median) }
            bias[cell] = median
            deviations[cell] = 1.4826 * residuals.quantile(0.5)
        }
        let typical = inside.map { deviations[$0] }.quantile(0.5)
        let typicalBias = inside.map { abs(bias[$0]) }.quantile(0.5)
        for cell in inside {
            // A cell much noisier or further off than most is covered by a caption or a logo. Were it kept, its bias, learnt
            // from the longest scene, would spoil the others.
            let deviation = deviations[cell]
            let covered = deviation > 3 * typical + 4 || abs(bias[cell]) > 4 * typicalBias + 8
            weights[cell] = covered ? 0 : 1 / (deviation * deviation + Self.leastDeviation * Self.leastDeviation)
        }
    }
}
