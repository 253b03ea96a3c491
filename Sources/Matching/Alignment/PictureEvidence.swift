import Fingerprinting

/// How well each picture of the clip fits each moment of the recording.
///
/// Pictures are vectors of cells, centred, corrected by what distinguishes the clip from the recording all the time (tone,
/// captions, logos) and weighted by how reliable each cell is. The distance to a moment between two pictures of the
/// recording follows from dot products alone.
struct PictureEvidence: Sendable {
    /// A picture of the clip and the source time it is taken to show.
    struct Pairing: Sendable {
        let clip: Int
        let reference: Int
    }

    private let reference: ReferencePictures
    private let clipCount: Int
    private let lanes: Int
    private(set) var clipVectors: [SIMD8<Float>] = []
    private(set) var referenceVectors: [SIMD8<Float>] = []
    private var clipNorms: [Float] = []
    private var referenceNorms: [Float] = []
    /// Dot product of each picture of the recording with the next.
    private var successors: [Float] = []
    /// `clipCount` rows of one dot product a picture of the recording.
    private var products: [Float] = []
    /// Distance of a good match, the unit of costs.
    private(set) var unit: Float = 1

    /// Share of the difference between neighbouring pictures of the recording that even a right match may show, since the
    /// recording is known only every 120 ms.
    private static let motionShare: Float = 0.12

    /// - Parameters:
    ///   - clip: the clip's pictures, resampled onto the recording's feature cells, one after the other.
    ///   - pairings: pictures believed to show the same; from them tone, overlays and noise are learnt.
    init(clip: [[Float]], valid: [Bool], reference: ReferencePictures, pairings: [Pairing]) {
        self.reference = reference
        clipCount = clip.count
        let cells = reference.cellCount
        lanes = (cells + 7) / 8
        let tone = CellTone(clip: clip, valid: valid, reference: reference, pairings: pairings)
        func vector(_ source: (Int) -> Float, into vectors: inout [SIMD8<Float>], norms: inout [Float]) {
            var mean = Float(0)
            for cell in 0..<cells { mean += tone.weights[cell] * source(cell) }
            mean /= max(tone.totalWeight, 1e-6)
            var norm = Float(0)
            for lane in 0..<lanes {
                var values = SIMD8<Float>()
                for i in 0..<min(8, cells - lane * 8) {
                    let cell = lane * 8 + i
                    let centred: Float = source(cell) - mean
                    values[i] = centred * tone.roots[cell]
                }
                norm += (values * values).sum()
                vectors.append(values)
            }
            norms.append(norm)
        }
        clipVectors.reserveCapacity(clip.count * lanes)
        for picture in clip {
            vector(
                { (cell: Int) -> Float in picture[cell] * tone.gain - tone.bias[cell] }, into: &clipVectors,
                norms: &clipNorms)
        }
        referenceVectors.reserveCapacity(reference.times.count * lanes)
        for picture in reference.times.indices {
            let base = picture * cells
            vector(
                { (cell: Int) -> Float in reference.cells[base + cell] }, into: &referenceVectors,
                norms: &referenceNorms)
        }
        fillProducts()
        let best = pairings.map { distance($0.clip, $0.reference, 0) }
        // The better part of the pairings: some may be of foreign passages.
        unit = max(best.quantile(0.35) * 1.15, 0.5)
    }

    private mutating func fillProducts() {
        let count = reference.times.count
        products = [Float](repeating: 0, count: clipCount * count)
        for i in 0..<clipCount {
            let a = i * lanes
            for j in 0..<count {
                let b = j * lanes
                var sum = SIMD8<Float>()
                for lane in 0..<lanes { sum += clipVectors[a + lane] * referenceVectors[b + lane] }
                products[i * count + j] = sum.sum()
            }
        }
        successors = [Float](repeating: 0, count: count)
        for j in 0..<max(count - 1, 0) {
            var sum = SIMD8<Float>()
            for lane in 0..<lanes {
                sum += referenceVectors[j * lanes + lane] * referenceVectors[(j + 1) * lanes + lane]
            }
            successors[j] = sum.sum()
        }
    }

    /// Weighted squared distance between a picture of the clip and the recording `fraction` of the way from one of its
    /// pictures to the next.
    func distance(_ clip: Int, _ index: Int, _ fraction: Float) -> Float {
        let next = min(index + 1, reference.times.count - 1)
        let row = clip * reference.times.count
        let g = 1 - fraction
        let successor = next > index ? successors[index] : referenceNorms[index]
        var norm = g * g * referenceNorms[index]
        norm += fraction * fraction * referenceNorms[next]
        norm += 2 * g * fraction * successor
        let product = g * products[row + index] + fraction * products[row + next]
        return max(0, clipNorms[clip] + norm - 2 * product)
    }

    /// Distance in units of a good match's: about 1 where the pictures show the same.
    func cost(_ clip: Int, _ index: Int, _ fraction: Float) -> Float {
        distance(clip, index, fraction) / (unit + Self.motionShare * motion(index))
    }

    /// Squared distance from one picture of the recording to the next.
    func motion(_ index: Int) -> Float {
        let next = index + 1
        guard next < reference.times.count else { return 0 }
        return max(0, referenceNorms[index] + referenceNorms[next] - 2 * successors[index])
    }

    func clipVector(_ picture: Int) -> ArraySlice<SIMD8<Float>> { clipVectors[picture * lanes..<(picture + 1) * lanes] }

    func referenceVector(_ index: Int, _ fraction: Float) -> [SIMD8<Float>] {
        let next = min(index + 1, reference.times.count - 1)
        return (0..<lanes).map { lane in
            let from = referenceVectors[index * lanes + lane]
            return from + (referenceVectors[next * lanes + lane] - from) * fraction
        }
    }
}
