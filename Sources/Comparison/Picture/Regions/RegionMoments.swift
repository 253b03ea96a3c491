import Fingerprinting
import Matching
import Media

/// One moment at which clip and recording are laid on each other in detail. All arrays are `grid.area` cells of the
/// recording's detail, rows from the top.
struct RegionMoment: Sendable {
    /// Milliseconds, on the clip's clock.
    let time: Int
    /// Milliseconds, on the recording's clock.
    let sourceTime: Int
    /// The segment of the time map that it lies in.
    let segment: Int
    /// Grey levels, 0 to 255.
    let clip: [Float]
    let original: [Float]
    /// Variance of what the recording's fingerprint itself lost to its quantiser, in squares of grey levels.
    let loss: Float
    /// By how much the clip's picture changes from one frame to the next, in grey levels: what a mistimed frame explains.
    let motion: [Float]
}

/// Finds, as the clip's pictures come, those that belong to the recording's detailed pictures, and lays them on its grid.
struct RegionMoments: Sendable {
    /// Farthest that the clip's frame may lie from a moment, in milliseconds: clips have ten frames a second or more.
    private static let reach = 100
    /// Moments from which the registration is refined; more cost time.
    private static let refining = 4
    /// Frames kept: two on either side of a moment.
    private static let window = 5

    /// A moment to come.
    private struct Target {
        let time: Int
        let sourceTime: Int
        let segment: Int
        let loss: Float
        let original: [UInt8]
    }

    /// Frames around a moment, in the order of time.
    private struct Found {
        let target: Target
        let frames: [(time: Int, luma: [UInt8])]

        /// The frames nearest to the moment, that nearest first, as indices.
        var nearest: [Int] {
            let near = frames.indices.filter { abs(frames[$0].time - target.time) <= RegionMoments.reach }
            let sorted = near.sorted { abs(frames[$0].time - target.time) < abs(frames[$1].time - target.time) }
            return Array(sorted.prefix(3))
        }
    }

    let grid: GridSize
    /// Cells of the recording that the clip shows; known once the registration is refined.
    private(set) var valid: [Bool]
    /// Moments laid on each other since the last were taken out.
    private(set) var ready: [RegionMoment] = []
    /// From the recording's unit square to the clip's.
    private(set) var map: PlanarMap
    /// 1 minus the trimmed correlation of the pictures laid on each other.
    private(set) var registrationError = 0.0

    private let content: FrameBox
    private let aspect: Double
    private var targets: [Target]
    private var next = 0
    private var recent: [(time: Int, luma: [UInt8])] = []
    private var waiting: [Found] = []
    private var warp: PictureWarp?
    /// Of the clip's pictures; nothing before the first came.
    private(set) var clipGrid: GridSize?

    /// - Parameters:
    ///   - detail: of the recording; without it there are no moments.
    ///   - aspect: width over height of the recording's frame.
    init(detail: PictureTrack?, aspect: Double, placement: ClipPlacement) throws(FingerprintError) {
        grid = detail?.grid ?? GridSize(width: 1, height: 1)
        self.aspect = aspect
        content = placement.content
        map = placement.map
        valid = [Bool](repeating: false, count: grid.area)
        targets = []
        guard let detail else { return }
        for (index, segment) in placement.segments.enumerated() {
            let source = segment.source.start.milliseconds..<segment.source.end.milliseconds
            let first = max(0, source.lowerBound / detail.interval - 1)
            let end = min(detail.sampleCount, source.upperBound / detail.interval + 2)
            guard first < end else { continue }
            let samples = try detail.samples(first..<end)
            for sample in 0..<samples.count where source.contains(samples.times[sample]) {
                targets.append(
                    Target(
                        time: Int(segment.clipTime(ofSource: Double(samples.times[sample]))),
                        sourceTime: samples.times[sample], segment: index,
                        loss: RegionLimits.loss(step: try detail.step(ofSample: first + sample)),
                        original: Array(samples[sample])))
            }
        }
        targets.sort { $0.time < $1.time }
    }

    /// Takes the clip's next pictures; what they repeat of those before is passed over.
    mutating func add(_ pictures: PictureSequence) {
        clipGrid = pictures.grid
        for index in 0..<pictures.count where pictures.times[index] > recent.last?.time ?? .min {
            recent.append((pictures.times[index], Array(pictures[index])))
            if recent.count > Self.window { recent.removeFirst() }
            while next < targets.count, recent.count(where: { $0.time >= targets[next].time }) > Self.window / 2 {
                take()
            }
        }
    }

    mutating func finish() {
        while next < targets.count { take() }
        settle()
    }

    /// Takes out the moments that are ready.
    mutating func drain() -> [RegionMoment] {
        defer { ready = [] }
        return ready
    }

    /// The frames at hand are those around the next moment.
    private mutating func take() {
        let found = Found(target: targets[next], frames: recent)
        next += 1
        guard !found.nearest.isEmpty else { return }
        if warp == nil {
            waiting.append(found)
            if waiting.count == Self.refining { settle() }
        } else {
            lay(found)
        }
    }

    /// Refines the registration with the moments that wait for it, and lays them on the grid.
    private mutating func settle() {
        guard warp == nil, let clipGrid, !waiting.isEmpty else { return }
        let refinement = RegionRegistration(
            RegistrationRefinement(clipGrid: clipGrid, originalGrid: grid, aspect: aspect, content: content),
            pairs: waiting.map { PicturePair(clip: $0.frames[$0.nearest[0]].luma, original: $0.target.original) })
        (map, registrationError) = refinement.best(from: map)
        let warp = refinement.refinement.warp(map)
        self.warp = warp
        valid = warp.valid.eroded(by: RegionLimits.border, width: grid.width)
        for found in waiting { lay(found) }
        waiting = []
    }

    /// Takes the frame that agrees best.
    private mutating func lay(_ found: Found) {
        guard let warp else { return }
        let original = found.target.original.map { Float($0) }
        let nearest = found.nearest
        let pictures = nearest.map { warp.apply(found.frames[$0].luma[...]) }
        let agreements = pictures.map { correlation($0, original) }
        guard let best = agreements.indices.max(by: { agreements[$0] < agreements[$1] }) else { return }
        let frame = nearest[best]
        let around = (max(frame - 1, 0), min(frame + 1, found.frames.count - 1))
        let before = warp.apply(found.frames[around.0].luma[...])
        let after = warp.apply(found.frames[around.1].luma[...])
        let steps = Float(max(around.1 - around.0, 1))
        ready.append(
            RegionMoment(
                time: found.target.time, sourceTime: found.target.sourceTime, segment: found.target.segment,
                clip: pictures[best], original: original, loss: found.target.loss,
                motion: zip(before, after).map { abs($1 - $0) / steps }))
    }

    private func correlation(_ a: [Float], _ b: [Float]) -> Float {
        var (n, sa, sb, saa, sbb, sab) = (Float(1), Float(0), Float(0), Float(0), Float(0), Float(0))
        for cell in a.indices where valid[cell] {
            n += 1
            sa += a[cell]
            sb += b[cell]
            saa += a[cell] * a[cell]
            sbb += b[cell] * b[cell]
            sab += a[cell] * b[cell]
        }
        return (sab - sa * sb / n) / max((saa - sa * sa / n) * (sbb - sb * sb / n), 1).squareRoot()
    }
}

extension [Bool] {
    /// Without the flags that have an unset one, or the grid's edge, within so many cells along rows or columns.
    fileprivate func eroded(by cells: Int, width: Int) -> [Bool] {
        let height = count / width
        return indices.map { cell in
            let (x, y) = (cell % width, cell / width)
            guard x >= cells, x < width - cells, y >= cells, y < height - cells else { return false }
            return (-cells...cells).allSatisfy { self[cell + $0] && self[cell + $0 * width] }
        }
    }
}
