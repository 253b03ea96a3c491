/// How much changes in a window of the clip and of the recording, and how much of it is the same change.
struct MotionEnergies: Sendable {
    /// Sums of squared differences from each cell's mean over the window.
    private(set) var clip: Float = 0
    private(set) var original: Float = 0
    /// Sum of the products of both.
    private(set) var cross: Float = 0

    init() {}

    /// Nil where the window has no picture, or leaves the source axis.
    init?(_ window: Range<Int>, _ line: TimeLine, _ evidence: TrackEvidence) {
        guard let picture = evidence.picture, window.upperBound <= evidence.pictureCount else { return nil }
        var clips: [ArraySlice<SIMD8<Float>>] = []
        var originals: [[SIMD8<Float>]] = []
        for sample in window {
            guard let place = evidence.place(at: line.time(at: Double(evidence.times[sample]))) else { return nil }
            clips.append(picture.clipVector(sample))
            originals.append(picture.referenceVector(place.index, place.fraction))
        }
        let count = Float(window.count)
        for lane in originals[0].indices {
            var (a, b, aa, bb, ab) = (
                SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>()
            )
            for i in originals.indices {
                let x = clips[i][clips[i].startIndex + lane]
                let y = originals[i][lane]
                a += x
                b += y
                aa += x * x
                bb += y * y
                ab += x * y
            }
            cross += (ab - a * b / count).sum()
            clip += (aa - a * a / count).sum()
            original += (bb - b * b / count).sum()
        }
    }

    mutating func add(_ other: MotionEnergies, scaledBy factor: Float) {
        clip += other.clip * factor
        original += other.original * factor
        cross += other.cross * factor
    }

    var correlation: Float { cross / max(clip * original, 1e-6).squareRoot() }
}
