/// A first guess which pictures show the same, from the hints alone: for each picture of the clip the one that fits best
/// among those near the hinted times.
struct Pairings {
    let clip: [[Float]]
    let valid: [Bool]
    let reference: ReferencePictures
    let axis: SourceAxis

    /// Pictures tried to either side of a hint.
    private static let reach = 3
    private static let mostHints = 6

    func best(times: [Int], hints: [OffsetHint]) -> [PictureEvidence.Pairing] {
        let inside = valid.indices.filter { valid[$0] }
        guard !inside.isEmpty else { return [] }
        let normalised = reference.times.indices.map { standard(reference.cells, $0 * reference.cellCount, inside) }
        var offsets: [Int] = []
        for hint in hints where !offsets.contains(where: { abs($0 - hint.offset) < 200 }) {
            offsets.append(hint.offset)
        }
        return clip.indices.compactMap { sample in
            let picture = standard(clip[sample], 0, inside)
            var best: (index: Int, distance: Float)?
            for offset in offsets.prefix(Self.mostHints) {
                guard let centre = reference.nearest(Double(times[sample] + offset), axis: axis) else { continue }
                for index in max(0, centre - Self.reach)...min(normalised.count - 1, centre + Self.reach) {
                    var distance: Float = 0
                    let other = normalised[index]
                    for i in picture.indices { distance += min(abs(picture[i] - other[i]), 1) }
                    if distance < best?.distance ?? .infinity { best = (index, distance) }
                }
            }
            return best.map { PictureEvidence.Pairing(clip: sample, reference: $0.index) }
        }
    }

    /// Zero mean, unit deviation over the valid cells.
    private func standard(_ cells: [Float], _ base: Int, _ inside: [Int]) -> [Float] {
        var values = inside.map { cells[base + $0] }
        let mean = values.reduce(0, +) / Float(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(values.count)
        let scale = 1 / max(variance.squareRoot(), 3)
        for i in values.indices { values[i] = (values[i] - mean) * scale }
        return values
    }
}
