import Fingerprinting
import Media

/// Lays the pictures of a stretch of the clip on a recording's: where they lie, and how well each fits each moment.
struct PictureRegistration {
    let query: PictureSamples
    let queryAspect: Double
    /// The clip's samples.
    let samples: Range<Int>
    let reference: ReferencePictures
    let referenceAspect: Double
    let axis: SourceAxis

    /// The geometry at the hinted moments; nil where the pictures differ by `worst`, as 1 minus the trimmed correlation, or more.
    func estimate(_ hints: [OffsetHint], view: CandidateView?, worst: Double) -> GeometryEstimate.Result? {
        let estimate = GeometryEstimate(
            query: query, queryAspect: queryAspect, reference: reference, referenceAspect: referenceAspect, axis: axis)
        let hinted = samples.filter { sample in hints.contains { $0.clip.contains(query.times[sample]) } }
        let anchors = (hinted.isEmpty ? Array(samples) : hinted).map { sample in
            let time = query.times[sample]
            let hint = hints.first { $0.clip.contains(time) } ?? hints[0]
            return (sample: sample, source: Double(time + hint.offset))
        }
        return estimate.estimate(anchors, guess: view).flatMap { $0.error < worst ? $0 : nil }
    }

    /// How well each picture fits each moment under a geometry; nil where too little of the recording is in view.
    func evidence(_ geometry: GeometryEstimate.Result, _ hints: [OffsetHint]) -> PictureEvidence? {
        let warp = PictureWarp(
            map: geometry.map, original: reference.grid, binning: 2, clip: query.grid, content: geometry.content)
        guard warp.coverage > 0.06 else { return nil }
        let cells = samples.map { warp.apply(query[$0]) }
        let pairings = Pairings(clip: cells, valid: warp.valid, reference: reference, axis: axis)
        let paired = pairings.best(times: samples.map { query.times[$0] }, hints: hints)
        return PictureEvidence(clip: cells, valid: warp.valid, reference: reference, pairings: paired)
    }
}
