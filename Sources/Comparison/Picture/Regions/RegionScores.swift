import Fingerprinting
import Media

/// How much each part of the picture differs at one moment, beyond what coding, motion and an imperfect registration explain.
struct RegionScores {
    /// One a cell: 1 is the threshold; nothing compared is NaN.
    let cells: [Float]
    private let clip: [Float]
    private let expected: [Float]
    private let width: Int

    /// - Parameter faces: what is left to the comparison of faces, in fractions of the recording's frame.
    init(_ moment: RegionMoment, tone: ToneCurve, means: BoxMeans, valid: [Bool], faces: [FrameBox] = []) {
        let expected = Self.matched(moment, tone: tone, valid: valid)
        let clip = moment.clip
        // Of the clip's cells, their squares, and those of their motion.
        let clipMeans = means(zip(clip, moment.motion).map { SIMD4($0, $0 * $0, $1 * $1, 0) })
        let count = clip.count
        var structure = [Float](repeating: .infinity, count: count)
        var level = structure
        var variance = [Float](repeating: 0, count: count)
        for shift in Self.shifts {
            let original = Self.shifted(expected, by: shift, width: means.grid.width)
            // Of the original's cells, their squares, and their products with the clip's.
            let originalMeans = means(zip(original, clip).map { SIMD4($0, $0 * $0, $0 * $1, 0) })
            for cell in 0..<count {
                let (ours, theirs) = (clipMeans[cell], originalMeans[cell])
                let (a, b) = (ours.x, theirs.x)
                let own = max(theirs.y - b * b, 0)
                let common = theirs.z - a * b
                let gain = min(max(common / max(own, 1), RegionLimits.gain.lowerBound), RegionLimits.gain.upperBound)
                let rest = ours.y - a * a + gain * (gain * own - 2 * common)
                structure[cell] = min(structure[cell], max(rest, 0))
                level[cell] = min(level[cell], abs(a - b))
                variance[cell] = max(variance[cell], own)
            }
        }
        var cells = [Float](repeating: .nan, count: count)
        for cell in 0..<count where valid[cell] && means.share[cell] >= RegionLimits.leastShare {
            let motion = clipMeans[cell].z
            let (s, l) = (RegionLimits.structure, RegionLimits.level)
            let structural = structure[cell] / (s.least + s.share * variance[cell] + motion + moment.loss)
            let levelled = level[cell] * level[cell] / (l.least + l.share * variance[cell] + motion + moment.loss)
            cells[cell] = max(structural / RegionLimits.structureExcess, levelled / RegionLimits.levelExcess)
        }
        for face in faces { Self.clear(face, in: &cells, grid: means.grid) }
        self.cells = cells
        self.clip = clip
        self.expected = expected
        width = means.grid.width
    }

    /// The recording's picture in the clip's tone, gain and offset matched for this moment; cells far off do not count.
    private static func matched(_ moment: RegionMoment, tone: ToneCurve, valid: [Bool]) -> [Float] {
        var expected = moment.original.map { tone($0) }
        let cells = stride(from: 0, to: expected.count, by: 3).filter { valid[$0] }
        guard cells.count > 64 else { return expected }
        let offset = cells.map { moment.clip[$0] - expected[$0] }.quantile(0.5)
        let limit = 3 * cells.map { abs(moment.clip[$0] - expected[$0] - offset) }.quantile(0.5) + 0.5
        let fitting = cells.filter { abs(moment.clip[$0] - expected[$0] - offset) < limit }
        let count = Float(max(fitting.count, 1))
        let mean = fitting.reduce(0) { $0 + expected[$1] } / count
        let residual = fitting.reduce(0) { $0 + moment.clip[$1] - expected[$1] } / count
        var (cross, square) = (Float(0), Float(1))
        for cell in fitting {
            let x = expected[cell] - mean
            cross += x * (moment.clip[cell] - expected[cell] - residual)
            square += x * x
        }
        let gain = cross / square
        // What the clip's tone drives beyond black and white is lost in it.
        for cell in expected.indices {
            let level = expected[cell] + residual + gain * (expected[cell] - mean)
            expected[cell] = min(max(level, 0), 255)
        }
        return expected
    }

    /// Whether the recording, laid a cell or two to the side, shows the same here: the registration is off, not the picture.
    func isShifted(_ region: CellRegion) -> Bool {
        let reach = RegionLimits.farthestShift
        let rows = region.rows.clamped(to: reach..<clip.count / width - reach)
        let columns = region.columns.clamped(to: reach..<width - reach)
        let places = rows.flatMap { row in columns.map { row * width + $0 } }
        guard !places.isEmpty else { return true }
        let count = Float(places.count)
        var (near, far) = (Float.infinity, Float.infinity)
        for down in -reach...reach {
            for across in -reach...reach {
                var (sum, squares) = (Float(0), Float(0))
                for place in places {
                    let residual = clip[place] - expected[place + down * width + across]
                    sum += residual
                    squares += residual * residual
                }
                let variance = squares / count - sum * sum / (count * count)
                if max(abs(down), abs(across)) <= 1 { near = min(near, variance) }
                far = min(far, variance)
            }
        }
        return far < RegionLimits.shiftedShare * near
    }

    /// Leaves out a face with some of its surroundings.
    private static func clear(_ face: FrameBox, in cells: inout [Float], grid: GridSize) {
        let margin = SIMD2(face.width, face.height) * RegionLimits.faceMargin
        let size = SIMD2(Double(grid.width), Double(grid.height))
        let low = ((SIMD2(face.x, face.y) - margin) * size).clamped(lowerBound: .zero, upperBound: size)
        let high = ((SIMD2(face.x + face.width, face.y + face.height) + margin) * size)
            .clamped(lowerBound: .zero, upperBound: size)
        for row in Int(low.y)..<Int(high.y.rounded(.up)) {
            for column in Int(low.x)..<Int(high.x.rounded(.up)) { cells[row * grid.width + column] = .nan }
        }
    }

    private static let shifts: [SIMD2<Float>] = [-1, 0, 1].flatMap { y in
        [-1, 0, 1].map { SIMD2($0, y) * RegionLimits.shift }
    }

    /// Moved right and down by a part of a cell; the outermost cells stay.
    private static func shifted(_ cells: [Float], by shift: SIMD2<Float>, width: Int) -> [Float] {
        var moved = cells
        let (x, y) = (abs(shift.x), abs(shift.y))
        if x > 0 {
            let step = shift.x > 0 ? -1 : 1
            for cell in cells.indices where (1..<width - 1).contains(cell % width) {
                moved[cell] = (1 - x) * cells[cell] + x * cells[cell + step]
            }
        }
        guard y > 0 else { return moved }
        let step = shift.y > 0 ? -width : width
        var result = moved
        for cell in width..<cells.count - width { result[cell] = (1 - y) * moved[cell] + y * moved[cell + step] }
        return result
    }
}
