import Fingerprinting
import Media

/// Estimates where the clip's picture lies in the recording's from a few moments at which both are supposed to agree.
struct GeometryEstimate {
    let query: PictureSamples
    let queryAspect: Double
    let reference: ReferencePictures
    let referenceAspect: Double
    let axis: SourceAxis

    struct Result {
        let map: PlanarMap
        let mirrored: Bool
        let content: FrameBox
        /// 1 minus the trimmed correlation.
        let error: Double
    }

    /// Moments compared; more only cost time.
    private static let moments = 6
    /// Neighbouring pictures of the recording tried for each moment: half a second to either side.
    private static let neighbours = -4...4

    /// - Parameters:
    ///   - anchors: pairs of a clip sample and a source time in milliseconds.
    ///   - guess: how the retrieval saw the clip, to within some percent.
    func estimate(_ anchors: [(sample: Int, source: Double)], guess: CandidateView?) -> Result? {
        var pairs = spread(anchors)
        guard !pairs.isEmpty else { return nil }
        var bars = ContentBox(grid: query.grid)
        for sample in 0..<query.count { bars.add(query[sample]) }
        let box = bars.box
        let contents = box == .full ? [box] : [box, .full]
        let coarse = CoarseRegistration(
            clipGrid: query.grid, originalGrid: reference.grid, clipAspect: queryAspect, originalAspect: referenceAspect
        )
        var matches = coarse.matches(pairs.prefix(4).map(picture), contents: contents, keeping: 3)
        if let guess { matches.append(CoarseRegistration.Match(guess)) }
        var best: (RegistrationRefinement.Result, CoarseRegistration.Match)?
        let few = pairs.prefix(3).map(picture)
        for match in matches {
            let refined = refinement(match.content).refine(match.map, pairs: few, model: .similarity, iterations: 6)
            if best.map({ refined.error < $0.0.error }) ?? true { best = (refined, match) }
        }
        guard let (start, match) = best, start.error < 1 else { return nil }
        let refinement = refinement(match.content)
        pairs = timed(pairs, by: start.map, refinement)
        let result = refinement.refine(start.map, pairs: pairs.map(picture), richest: .homography)
        return Result(map: result.map, mirrored: match.mirrored, content: match.content, error: result.error)
    }

    private func refinement(_ content: FrameBox) -> RegistrationRefinement {
        RegistrationRefinement(
            clipGrid: query.grid, originalGrid: reference.grid, aspect: referenceAspect, content: content)
    }

    private func picture(_ pair: PictureEvidence.Pairing) -> PicturePair {
        PicturePair(clip: Array(query[pair.clip]), original: reference.picture(pair.reference))
    }

    /// A few moments far apart, those with much contrast in the recording first.
    private func spread(_ anchors: [(sample: Int, source: Double)]) -> [PictureEvidence.Pairing] {
        let pairs = anchors.compactMap { anchor in
            reference.nearest(anchor.source, axis: axis).map {
                PictureEvidence.Pairing(clip: anchor.sample, reference: $0)
            }
        }
        let stride = max(1, pairs.count / (2 * Self.moments))
        let picked = Swift.stride(from: stride / 2, to: pairs.count, by: stride).map { pairs[$0] }
        let ranked = picked.map { (pair: $0, contrast: contrast($0.reference)) }.sorted { $0.contrast > $1.contrast }
        return ranked.prefix(Self.moments).map(\.pair)
    }

    private func contrast(_ index: Int) -> Float {
        let cells = reference.cells[index * reference.cellCount..<(index + 1) * reference.cellCount]
        let mean = cells.reduce(0, +) / Float(cells.count)
        return cells.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(cells.count)
    }

    /// Replaces each moment's picture of the recording by its best neighbour, and drops moments that fit nowhere.
    private func timed(
        _ pairs: [PictureEvidence.Pairing], by map: PlanarMap, _ refinement: RegistrationRefinement
    ) -> [PictureEvidence.Pairing] {
        let warp = refinement.warp(map)
        let rated = pairs.map { pair in
            let clip = warp.apply(query[pair.clip])
            let options = Self.neighbours.map { pair.reference + $0 }.filter { reference.times.indices.contains($0) }
            let errors = options.map {
                Agreement(clip: clip, original: reference.picture($0), valid: warp.valid).trimmedError
            }
            let best = errors.indices.min { errors[$0] < errors[$1] } ?? 0
            return (pair: PictureEvidence.Pairing(clip: pair.clip, reference: options[best]), error: errors[best])
        }
        let least = rated.map(\.error).min() ?? 0
        return rated.filter { $0.error <= 3 * least + 0.05 }.map(\.pair)
    }
}
