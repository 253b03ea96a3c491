import Glibc

/// What differs in a face for about a second, relative to the contrast of the face: another face, or another mouth on it.
///
/// The mean of the difference over some moments, so that what coding adds from moment to moment, and what moves, mostly cancels;
/// what remains of it is taken off.
package struct LastingDifference: Sendable, Hashable {
    /// Mean square over the face, in parts of the original face's variance.
    package private(set) var face: Float = 0
    /// Mean square of what differs from moment to moment, in the same parts: how far the difference itself can be trusted.
    package private(set) var noise: Float = 0
    /// How far the difference lies above its limit, in doublings: above 0 the face differs.
    package private(set) var score: Float = -.infinity
    /// Share of the upper face in it: mean square there over mean square in the whole face.
    package private(set) var upperShare: Float = 0
    /// The moment's own difference, noise and all, in parts of the original face's variance.
    package private(set) var own: Float = 0

    var isOtherFace: Bool { score > 0 && upperShare > FaceLimits.upperShare }

    /// Moments over which the mean is taken: a second.
    static let length = 9
    /// Squares of grey levels that are added to the variance of a face: one of less contrast is hardly there.
    private static let floor: Float = 20

    /// - Parameters:
    ///   - pairs: moment after moment.
    ///   - surroundings: how well what surrounds the face agrees, -1 to 1; nil where the clip does not show it.
    ///   - allowance: factor of the limit, for what coding takes from a face of few lines.
    /// - Returns: parallel to the pairs.
    static func along(_ pairs: [FacePair], surroundings: Float?, allowance: Float) -> [LastingDifference] {
        let zone = FaceZones.face
        let cells = pairs.map { Cells($0.original, $0.adjusted, over: zone) }
        let length = min(Self.length, pairs.count)
        guard length > 1 else { return pairs.map { _ in LastingDifference() } }
        let upper = zone.indices.filter { FaceZones.isUpper[zone[$0]] }
        let unlaid = max(0, FaceLimits.laid - (surroundings ?? FaceLimits.unknownSurroundings))
        let limit = (FaceLimits.lasting + FaceLimits.lastingUnlaid * unlaid) * allowance
        var windows = [LastingDifference](repeating: LastingDifference(), count: pairs.count - length + 1)
        var sum = Cells(count: zone.count)
        for (index, moment) in cells.enumerated() {
            sum.add(moment, 1)
            guard index >= length - 1 else { continue }
            let start = index - length + 1
            windows[start] = LastingDifference(
                sum, cells[start...index], upper: upper, limit: limit)
            sum.add(cells[start], -1)
        }
        var result = WindowScores.spread(windows, length: length, over: pairs.count) { $0.score > $1.score }
        for index in result.indices { result[index].own = cells[index].own }
        return result
    }

    private init(_ sum: Cells, _ moments: ArraySlice<Cells>, upper: [Int], limit: Float) {
        let count = Float(moments.count)
        let total = moments.reduce(0) { $0 + $1.difference.meanSquare } / count
        let still = sum.difference.meanSquare / (count * count)
        let change = max(total - still, 0) / (count - 1)
        let contrast = sum.original.meanSquare / (count * count) + Self.floor
        face = max(still - change, 0) / contrast
        noise = change * count / contrast
        score = log2((face + 1e-4) / (limit + FaceLimits.lastingNoise * noise))
        let stillUpper = upper.map { sum.difference[$0] }.meanSquare / (count * count)
        upperShare = still > 0 ? stillUpper / still : 0
    }

    init() {}

    /// Original and difference of a face, each without its mean; of some moments their sums.
    private struct Cells {
        var original: [Float]
        var difference: [Float]

        init(_ original: [Float], _ clip: [Float], over zone: [Int]) {
            let (meanA, meanB) = (original.mean(over: zone), clip.mean(over: zone))
            self.original = zone.map { original[$0] - meanA }
            difference = zone.map { clip[$0] - meanB - (original[$0] - meanA) }
        }

        init(count: Int) {
            original = [Float](repeating: 0, count: count)
            difference = original
        }

        var own: Float { difference.meanSquare / (original.meanSquare + LastingDifference.floor) }

        mutating func add(_ other: Cells, _ sign: Float) {
            for cell in original.indices {
                original[cell] += sign * other.original[cell]
                difference[cell] += sign * other.difference[cell]
            }
        }
    }
}

extension [Float] {
    fileprivate var meanSquare: Float { reduce(0) { $0 + $1 * $1 } / Float(Swift.max(count, 1)) }
}
