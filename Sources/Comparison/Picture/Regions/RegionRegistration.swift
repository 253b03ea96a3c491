import Matching

/// Refines where the recording's picture lies in the clip's, on the grid of the detail, with models no richer than the
/// picture supports.
struct RegionRegistration {
    /// Most that widths and heights may be scaled differently: pixels that are not square, taken for square.
    private static let largestAnisotropy = 0.06
    /// A richer model must lower the error to this fraction of that of a map without turn, shear and keystone: those follow
    /// noise on plain backgrounds, and letters that fly in.
    private static let affineGain = 0.92
    private static let keystoneGain = 0.85
    private static let iterations = 4

    let refinement: RegistrationRefinement
    let pairs: [PicturePair]

    init(_ refinement: RegistrationRefinement, pairs: [PicturePair]) {
        self.refinement = refinement
        self.pairs = pairs
    }

    /// The best map near one that is right within some cells, and its error.
    func best(from start: PlanarMap) -> (map: PlanarMap, error: Double) {
        let before = refinement.measure(start, pairs: pairs)
        var best = upright(start.affine)
        func offer(_ other: RegistrationRefinement.Result, gain: Double) {
            if other.error < gain * best.error { best = other }
        }
        let affine = refinement.refine(start.affine, pairs: pairs, model: .affine, iterations: Self.iterations)
        offer(upright(affine.map), gain: 1)
        offer(before, gain: Self.affineGain)
        if refinement.anisotropy(affine.map) < Self.largestAnisotropy { offer(affine, gain: Self.affineGain) }
        if start.isProjective {
            let keystone = refinement.refine(start, pairs: pairs, model: .homography, iterations: Self.iterations)
            offer(keystone, gain: Self.keystoneGain)
        }
        return (best.map, best.error)
    }

    /// The best map near another that only scales and moves.
    private func upright(_ start: PlanarMap) -> RegistrationRefinement.Result {
        var best = refinement.measure(start.upright, pairs: pairs)
        for _ in 0..<Self.iterations {
            let map = refinement.refined(best.map, pairs: pairs, model: .affine, iterations: 1)
            let next = refinement.measure(map.upright, pairs: pairs)
            guard next.error < best.error else { break }
            best = next
        }
        return best
    }
}

extension PlanarMap {
    /// Whether parallel lines do not stay parallel.
    fileprivate var isProjective: Bool { abs(row2.x) > 1e-9 || abs(row2.y) > 1e-9 }

    /// The same without turn and shear, about the centre of the frame.
    fileprivate var upright: PlanarMap {
        let centre = apply(0.5, 0.5)
        return PlanarMap(
            row0: SIMD3(row0.x, 0, centre.x - row0.x / 2), row1: SIMD3(0, row1.y, centre.y - row1.y / 2),
            row2: SIMD3(0, 0, 1))
    }

    /// The affine map that agrees at the centre of the frame.
    fileprivate var affine: PlanarMap {
        guard isProjective else { return self }
        let (centre, step) = (apply(0.5, 0.5), 1e-3)
        let dx = (apply(0.5 + step, 0.5) - centre) / step
        let dy = (apply(0.5, 0.5 + step) - centre) / step
        let origin = centre - 0.5 * (dx + dy)
        return PlanarMap(
            row0: SIMD3(dx.x, dy.x, origin.x), row1: SIMD3(dx.y, dy.y, origin.y), row2: SIMD3(0, 0, 1))
    }
}
