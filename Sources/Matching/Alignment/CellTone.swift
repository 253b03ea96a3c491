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
    /// Residual that stays for half a second, in grey levels, beyond what tone curves leave.
    private static let overlay: Float = 24
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
        // Pairings that fit nowhere, such as foreign passages, teach nothing.
        let misfits = centred.map { pair in inside.map { abs(pair.clip[$0] * gain - pair.original[$0]) }.quantile(0.6) }
        let limit = 2.5 * misfits.quantile(0.4) + 3
        centred = zip(centred, misfits).filter { $0.1 <= limit }.map(\.0)
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
        let overlaid = inside.filter { cell in
            // Motion leaves residuals that come and go; a caption's or a logo's stay for a scene. Were the cell kept, its
            // bias, learnt from the longest scene, would spoil the others.
            deviations[cell] > 3 * typical + 4 || abs(bias[cell]) > 4 * typicalBias + 8
                || longest(centred.map { $0.clip[cell] * gain - $0.original[cell] }) > Self.overlay + 3 * typical
        }
        for cell in inside {
            weights[cell] = 1 / (deviations[cell] * deviations[cell] + Self.leastDeviation * Self.leastDeviation)
        }
        // Where most cells seem overlaid it is the tone that differs.
        guard overlaid.count * 2 < inside.count else { return }
        for cell in overlaid { weights[cell] = 0 }
    }

    /// The largest mean of four residuals in a row.
    private func longest(_ residuals: [Float]) -> Float {
        guard residuals.count >= 4 else { return 0 }
        var sum = residuals[0] + residuals[1] + residuals[2] + residuals[3]
        var largest = abs(sum)
        for i in 4..<max(4, residuals.count) {
            sum += residuals[i] - residuals[i - 4]
            largest = max(largest, abs(sum))
        }
        return largest / 4
    }
}
