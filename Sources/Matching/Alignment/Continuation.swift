import Fingerprinting

/// Carries a line on through samples that the path took for another recording's though they lie on this one's pictures.
///
/// The path weighs how far a picture is off in units of what a good match is off, and along a passage that hardly moves that unit is
/// tiny: compression alone then looks like another recording. Whether a picture lies on the original is told the same way as
/// for the registration. What plays there, if it is another take of the same scene, the comparison of faces and regions sees.
struct Continuation {
    let evidence: TrackEvidence
    let pairing: PictureRegistration
    let geometry: GeometryEstimate.Result
    private let warp: PictureWarp

    /// Share of a sample's bits of sound that differ from which it is not the recording's sound.
    private static let otherSound: Float = 0.35

    init(evidence: TrackEvidence, pairing: PictureRegistration, geometry: GeometryEstimate.Result) {
        self.evidence = evidence
        self.pairing = pairing
        self.geometry = geometry
        warp = PictureWarp(
            map: geometry.map, original: pairing.reference.grid, binning: 1, clip: pairing.query.grid,
            content: geometry.content)
    }

    func applied(to lines: [TimeLine]) -> [TimeLine] {
        var lines = lines
        for index in lines.indices {
            let end = index + 1 < lines.count ? lines[index + 1].samples.lowerBound : evidence.pictureCount
            while lines[index].samples.upperBound < end, carries(lines[index], lines[index].samples.upperBound) {
                lines[index].samples = lines[index].samples.lowerBound..<lines[index].samples.upperBound + 1
            }
            let start = index > 0 ? lines[index - 1].samples.upperBound : 0
            while lines[index].samples.lowerBound > start, carries(lines[index], lines[index].samples.lowerBound - 1) {
                lines[index].samples = lines[index].samples.lowerBound - 1..<lines[index].samples.upperBound
            }
        }
        return lines
    }

    private func carries(_ line: TimeLine, _ sample: Int) -> Bool {
        guard sample < evidence.pictureCount else { return false }
        let time = line.time(at: Double(evidence.times[sample]))
        if evidence.sound != nil, let rate = evidence.soundErrorRate(sample, at: time), rate >= Self.otherSound {
            return false
        }
        guard let index = pairing.reference.nearest(time, axis: pairing.axis) else { return false }
        let clip = warp.apply(pairing.query[pairing.samples.lowerBound + sample])
        let agreement = Agreement(clip: clip, original: pairing.reference.picture(index), valid: warp.valid)
        return agreement.trimmedError <= Aligner.closeRegistration
    }
}
