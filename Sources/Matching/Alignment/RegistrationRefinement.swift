package import Fingerprinting
package import Media

/// Refines a placement by robust Gauss-Newton (Tukey weights) on the original's grid.
///
/// The model grows from similarity to affine to homography only where the picture supports it: on plain backgrounds a
/// richer model follows noise.
package struct RegistrationRefinement {
    package enum Model: Int {
        case similarity = 4
        case affine = 6
        case homography = 8
    }

    package struct Result {
        package var map: PlanarMap
        /// 1 minus the correlation of the better three quarters of the cells, mean over the pairs; 2 where the map is useless.
        package var error: Double
        /// The same for each quadrant of the original, as mean trimmed residual in units of the picture's contrast.
        var quadrants: SIMD4<Double>
    }

    let clipGrid: GridSize
    let originalGrid: GridSize
    /// Width over height of the original's frame.
    let aspect: Double
    let content: FrameBox

    package init(clipGrid: GridSize, originalGrid: GridSize, aspect: Double, content: FrameBox) {
        self.clipGrid = clipGrid
        self.originalGrid = originalGrid
        self.aspect = aspect
        self.content = content
    }

    /// A richer model must lower the error to this fraction, chosen in the prototype's registration of 319 clips.
    private static let gain = 0.92
    /// Least part of the original that a clip must show.
    private static let leastCoverage = 0.08

    /// Similarity first, richer models where they earn their parameters.
    func refine(_ start: PlanarMap, pairs: [PicturePair], richest: Model, iterations: Int = 8) -> Result {
        var best = refine(start, pairs: pairs, model: .similarity, iterations: iterations)
        guard best.error < 1 else { return best }
        if richest.rawValue >= Model.affine.rawValue {
            let affine = refine(best.map, pairs: pairs, model: .affine, iterations: 5)
            if affine.error < Self.gain * best.error, anisotropy(affine.map) < 0.12 { best = affine }
        }
        if richest == .homography {
            let keystone = refine(best.map, pairs: pairs, model: .homography, iterations: 6)
            let supported = (0..<4).count { keystone.quadrants[$0] < 0.97 * best.quadrants[$0] }
            if keystone.error < Self.gain * best.error, supported >= 3, anisotropy(keystone.map) < 0.25 {
                best = keystone
            }
        }
        return best
    }

    package func refine(_ start: PlanarMap, pairs: [PicturePair], model: Model, iterations: Int) -> Result {
        measure(refined(start, pairs: pairs, model: model, iterations: iterations), pairs: pairs)
    }

    /// The map alone, not measured.
    package func refined(_ start: PlanarMap, pairs: [PicturePair], model: Model, iterations: Int) -> PlanarMap {
        var map = start
        for _ in 0..<iterations {
            let warp = warp(map)
            guard warp.coverage > Self.leastCoverage else { break }
            var system = NormalEquations(count: model.rawValue)
            for pair in pairs {
                accumulate(pair, warp, model, into: &system)
            }
            guard let step = system.solve() else { break }
            map = map * increment(step, model)
            if step.allSatisfy({ abs($0) < 2e-4 }) { break }
        }
        return map
    }

    /// How well the pairs agree under a map.
    package func measure(_ map: PlanarMap, pairs: [PicturePair]) -> Result {
        let warp = warp(map)
        var result = Result(map: map, error: 2, quadrants: .init(repeating: 2))
        guard warp.coverage > Self.leastCoverage else { return result }
        var error = 0.0
        var quadrants = SIMD4<Double>()
        for pair in pairs {
            let agreement = Agreement(clip: warp.apply(pair.clip[...]), original: pair.original, valid: warp.valid)
            error += agreement.trimmedError
            quadrants += agreement.quadrants(width: originalGrid.width)
        }
        result.error = error / Double(pairs.count)
        result.quadrants = quadrants / Double(pairs.count)
        return result
    }

    package func warp(_ map: PlanarMap) -> PictureWarp {
        PictureWarp(map: map, original: originalGrid, binning: 1, clip: clipGrid, content: content)
    }

    /// Adds one pair's cells to the normal equations; coordinates are centred and in units of the original's height.
    private func accumulate(
        _ pair: PicturePair, _ warp: PictureWarp, _ model: Model, into system: inout NormalEquations
    ) {
        let picture = warp.apply(pair.clip[...])
        let agreement = Agreement(clip: picture, original: pair.original, valid: warp.valid)
        let (w, h) = (originalGrid.width, originalGrid.height)
        let across = Double(w) / aspect
        let down = Double(h)
        for row in 1..<(h - 1) {
            let y = (Double(row) + 0.5) / down - 0.5
            for column in 1..<(w - 1) {
                let i = row * w + column
                let weight = agreement.weights[i]
                guard weight > 0 else { continue }
                let x = ((Double(column) + 0.5) / Double(w) - 0.5) * aspect
                let gx = Double(picture[i + 1] - picture[i - 1]) * 0.5 * across
                let gy = Double(picture[i + w] - picture[i - w]) * 0.5 * down
                var row = NormalEquations.Row()
                switch model {
                case .similarity: row = [gx * x + gy * y, gy * x - gx * y, gx, gy, 0, 0, 0, 0]
                case .affine: row = [gx * x, gx * y, gx, gy * x, gy * y, gy, 0, 0]
                case .homography:
                    let radial = -(gx * x + gy * y)
                    row = [gx * x, gx * y, gx, gy * x, gy * y, gy, radial * x, radial * y]
                }
                system.add(row, residual: Double(agreement.residuals[i]), weight: Double(weight))
            }
        }
    }

    /// The step as a map of the original's unit square onto itself.
    private func increment(_ p: [Double], _ model: Model) -> PlanarMap {
        let centred = PlanarMap.scaling(aspect, 1, offset: -aspect / 2, -0.5)
        let back = PlanarMap.scaling(1 / aspect, 1, offset: 0.5, 0.5)
        let step =
            switch model {
            case .similarity:
                PlanarMap(row0: [1 + p[0], -p[1], p[2]], row1: [p[1], 1 + p[0], p[3]], row2: [0, 0, 1])
            case .affine:
                PlanarMap(row0: [1 + p[0], p[1], p[2]], row1: [p[3], 1 + p[4], p[5]], row2: [0, 0, 1])
            case .homography:
                PlanarMap(row0: [1 + p[0], p[1], p[2]], row1: [p[3], 1 + p[4], p[5]], row2: [p[6], p[7], 1])
            }
        return back * step * centred
    }

    /// How far the map's linear part at the centre is from a similarity: 0 for a similarity.
    package func anisotropy(_ map: PlanarMap) -> Double {
        let centre = map.apply(0.5, 0.5)
        let clipAspect =
            aspect * Double(clipGrid.width * originalGrid.height)
            / Double(clipGrid.height * originalGrid.width)
        let unit = SIMD2(clipAspect, 1.0)
        let dx = (map.apply(0.5 + 0.01 / aspect, 0.5) - centre) * unit
        let dy = (map.apply(0.5, 0.51) - centre) * unit
        let (lx, ly) = ((dx * dx).sum().squareRoot(), (dy * dy).sum().squareRoot())
        return max(abs(lx / max(ly, 1e-9) - 1), abs((dx * dy).sum()) / max(lx * ly, 1e-12))
    }
}
