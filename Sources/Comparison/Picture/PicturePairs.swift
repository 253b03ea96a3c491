package import Fingerprinting
import Matching
import Media

/// Pictures of the clip beside the recording's at the same moments, both on the recording's grid.
package struct PicturePairs {
    /// Most moments looked at, spread over the clip; more add nothing to a median.
    private static let moments = 24

    let grid: GridSize
    /// Cells that the clip shows.
    let valid: [Bool]
    private(set) var clip: [[Float]] = []
    private(set) var original: [[Float]] = []

    package init(grid: GridSize, valid: [Bool], clip: [[Float]] = [], original: [[Float]] = []) {
        self.grid = grid
        self.valid = valid
        self.clip = clip
        self.original = original
    }

    /// Reads the pictures of those segments that the picture does not contradict.
    init(
        query: PictureTrack, reference: PictureTrack, segments: [AlignedSegment], registration: Registration
    ) throws(FingerprintError) {
        let m = registration.originalToClip
        let warp = PictureWarp(
            map: PlanarMap(
                row0: SIMD3(m[0], m[1], m[2]), row1: SIMD3(m[3], m[4], m[5]), row2: SIMD3(m[6], m[7], m[8])),
            original: reference.grid, binning: 1, clip: query.grid, content: registration.content)
        self.init(grid: reference.grid, valid: warp.valid)
        let shown = segments.filter { $0.picture == .supports || $0.picture == .undecided }
        let total = shown.reduce(0) { $0 + $1.clip.duration }
        for segment in shown {
            let count = max(1, Int(Double(Self.moments) * segment.clip.duration / total))
            for moment in 0..<count {
                let share = (Double(moment) + 0.5) / Double(count)
                let time = segment.clip.start.seconds + share * segment.clip.duration
                let index = Int(time * 1000) / PictureSamples.interval
                guard index < query.sampleCount else { continue }
                let sample = try query.samples(index..<index + 1)
                let elapsed = Double(sample.times[0]) / 1000 - segment.clip.start.seconds
                let source = segment.source.start.seconds + elapsed * segment.speed
                guard let picture = try reference.picture(at: source * 1000) else { continue }
                clip.append(warp.apply(sample[0]))
                original.append(picture)
            }
        }
    }
}

extension PictureTrack {
    /// The picture at a time in milliseconds, between those of the two neighbouring samples.
    fileprivate func picture(at time: Double) throws(FingerprintError) -> [Float]? {
        let index = Int((time / Double(PictureSamples.interval)).rounded(.down))
        guard index >= 0, index + 1 < sampleCount else { return nil }
        let pair = try samples(index..<index + 2)
        let span = Double(max(pair.times[1] - pair.times[0], 1))
        let share = Float(min(max((time - Double(pair.times[0])) / span, 0), 1))
        return zip(pair[0], pair[1]).map { Float($0) + (Float($1) - Float($0)) * share }
    }
}
