import Fingerprinting
package import Media

/// Some seconds of a face without interruption: what is laid on each other anew, in place and time, before it is compared.
struct FacePassage: Sendable {
    /// Most moments of a passage: some six seconds.
    static let length = 48

    /// Which face of the recording.
    let path: Int
    var moments: [FaceMoment]

    /// Moments that are looked at to find the place.
    private static let glances = 8
    /// Milliseconds by which the time map may be off, and the step of the search.
    private static let shifts = stride(from: -100.0, through: 100, by: 20)

    /// Lays the face on the clip's and measures how it moves in both. Without the moments of which the clip has no picture.
    /// - Parameters:
    ///   - grid: of the clip's small pictures.
    ///   - rows: of the clip's own frame.
    consuming func measured(grid: GridSize, rows: Int, detail: inout RecordedDetail?) -> MeasuredPassage {
        let shown = moments.filter { $0.isShown(after: 0) }
        let unseen = moments.filter { !$0.isShown(after: 0) }.map { (time: $0.clipTime, box: $0.box) }
        guard !shown.isEmpty else { return MeasuredPassage(path: path, moments: [], unseen: unseen) }
        let originals = shown.map { FacePattern($0.sample.face, in: $0.pixels(of: grid)).cells }
        let surroundings = shown.map {
            FacePattern($0.sample.surroundings, in: $0.pixels(of: grid) * FaceSample.ringScale).cells
        }
        var glances: [Int] = []
        for glance in 0..<min(Self.glances, shown.count) {
            glances.append(glance * (shown.count - 1) / max(min(Self.glances, shown.count) - 1, 1))
        }
        /// How well the faces agree at the glances, and their surroundings where the clip shows them.
        func agreements(_ shift: FaceShift, with squares: [(index: Int, cells: [Float])], surrounded: Bool)
            -> (faces: [Float], rings: [Float])
        {
            let inside = FaceProjection(shift, size: 1)
            let faces = squares.map { square in
                inside.pattern(of: square.cells).cells
                    .correlation(with: originals[square.index], over: FaceZones.upper)
            }
            guard surrounded else { return (faces, []) }
            let around = FaceProjection(shift, size: FaceSample.ringScale)
            let rings = squares.filter { shown[$0.index].ringOutside < FaceLimits.ringOutside }.map { square in
                around.pattern(of: square.cells).cells
                    .correlation(with: surroundings[square.index], over: FaceZones.ringWithoutMouth)
            }
            return (faces, rings)
        }
        func place(from start: FaceShift, step: Double, time: Double) -> FaceShift {
            let squares = glances.compactMap { index in
                shown[index].square(after: time).map { (index: index, cells: $0) }
            }
            func best(surrounded: Bool) -> FaceShift {
                FaceShift.best(from: start, step: step) { shift in
                    let (faces, rings) = agreements(shift, with: squares, surrounded: surrounded)
                    return (faces + rings).reduce(0, +) / Float(max(squares.count, 1))
                }
            }
            let placed = best(surrounded: true)
            // A caption or bars around the face pull it along: then it is laid by itself, if it fits that well.
            let rings = agreements(placed, with: squares, surrounded: true).rings
            guard let around = rings.median, around < FaceLimits.leastSurroundings else { return placed }
            let alone = best(surrounded: false)
            let faces = agreements(alone, with: squares, surrounded: false).faces
            return (faces.median ?? 0) >= FaceLimits.laidFace ? alone : placed
        }
        func patterns(_ projection: FaceProjection, time: Double) -> [[Float]?] {
            shown.map { $0.square(after: time).map { projection.pattern(of: $0).cells } }
        }
        var shift = place(from: FaceShift(), step: 0.08, time: 0)
        var time = 0.0
        if shown.count >= FaceLimits.shortestTimed {
            let inside = FaceProjection(shift, size: 1)
            var best = FaceMotion.agreement(originals, patterns(inside, time: 0)) + FaceLimits.timeGain
            for other in Self.shifts where other != 0 {
                let agreement = FaceMotion.agreement(originals, patterns(inside, time: other))
                if agreement > best { (best, time) = (agreement, other) }
            }
            if time != 0 { shift = place(from: shift, step: 0.02, time: time) }
        }
        var result = MeasuredPassage(path: path, moments: [], unseen: unseen)
        let seen = shown.indices.filter { shown[$0].isShown(after: time) }
        let inside = FaceProjection(shift, size: 1)
        let outside = FaceProjection(shift, size: FaceSample.ringScale)
        let around = seen.map { index -> Float? in
            guard shown[index].ringOutside < FaceLimits.ringOutside, let square = shown[index].square(after: time)
            else { return nil }
            let ring = outside.pattern(of: square).cells
            return ring.correlation(with: surroundings[index], over: FaceZones.surroundings)
        }
        let motion = FaceMotion(
            originals: seen.map { originals[$0] },
            clip: seen.map { index in
                shown[index].squares(after: time).map { inside.pattern(of: $0).cells }
            }, surroundings: around.compactMap { $0 }.median,
            allowance: FaceLimits.allowance(
                compared: shown[0].pixels(of: grid).y, shown: shown[0].box.height * Double(rows)))
        let fine = FineProjection(shift)
        let flicker = flicker(of: seen.map { shown[$0] }, originals: seen.map { originals[$0] }, inside, time: time)
        for (position, index) in seen.enumerated() {
            let moment = shown[index]
            result.moments.append(
                MeasuredMoment(
                    clipTime: moment.clipTime, sourceTime: moment.sourceTime, box: moment.box,
                    outside: moment.faceOutside, surroundings: around[position], energies: motion.energies[position],
                    detail: detail?.square(about: moment.sample.box, at: moment.index).flatMap {
                        moment.detail(beside: $0, fine, time: time, grid: grid)
                    }, flicker: flicker[position]))
        }
        result.bias = motion.bias
        result.isCoveredBelow = motion.isCoveredBelow
        return result
    }
}

/// A passage after comparison: what is kept of it.
package struct MeasuredPassage: Sendable {
    package let path: Int
    package var moments: [MeasuredMoment]
    /// Clip times and places of which no picture came.
    var unseen: [(time: Double, box: FrameBox)]
    /// How well what surrounds the face agrees, the median; absent where the clip does not show it.
    var surroundings: Float? { moments.compactMap(\.surroundings).median }
    /// Correlation of the upper face, the median; 1 without moments.
    var identity: Float { moments.map(\.energies.identity).median ?? 1 }
    /// Largest lasting difference of the lower face, in grey levels of the original.
    package var bias: Float = 0
    /// Whether something lies over the chin that does not reach to the mouth.
    var isCoveredBelow = false
    /// Whether the upper face too is another one at some time.
    var showsOtherFace: Bool { moments.contains(where: \.energies.lasting.isOtherFace) }
}

/// One moment of a face, compared.
package struct MeasuredMoment: Sendable {
    package let clipTime: Double
    package let sourceTime: Double
    package let box: FrameBox
    /// Share of the face outside of what the clip shows.
    package let outside: Double
    /// How well what surrounds the face agrees, -1 to 1; absent where the clip does not show it.
    package let surroundings: Float?
    package let energies: FaceEnergies
    /// Where the recording has a finer picture of the moment, and the clip shows the face that finely.
    package let detail: FaceDetail?
    /// Absent where the clip has no frames between the points of the grid.
    package let flicker: FrameFlicker?
}

extension FaceMoment {
    fileprivate func detail(
        beside original: RecordedDetail.Square, _ projection: FineProjection, time: Double, grid: GridSize
    ) -> FaceDetail? {
        let pixels = pixels(of: grid)
        guard let own = FineProjection.Band(pixels: pixels, other: original.pixels),
            let others = FineProjection.Band(pixels: original.pixels, other: pixels)
        else { return nil }
        return FaceDetail(
            original: FineProjection().cells(of: original.cells, in: others),
            clips: squares(after: time).map { projection.cells(of: $0, in: own) })
    }
}

extension FacePassage {
    /// Milliseconds by which the frames of the grid may lie off the best shift in time, which is found between frames.
    private static let offsets = stride(from: -40.0, through: 40, by: 10)

    /// - Parameters:
    ///   - originals: parallel to the moments.
    ///   - time: the best shift in time.
    private func flicker(
        of moments: [FaceMoment], originals: [[Float]], _ projection: FaceProjection, time: Double
    ) -> [FrameFlicker?] {
        let frames = moments.map { moment in
            moment.frames.map { (time: $0.time, cells: projection.pattern(of: $0.cells).cells) }
        }
        func distance(_ offset: Double) -> Float {
            moments.indices.reduce(0) { sum, index in
                let time = moments[index].clipTime + time + offset
                let nearest = frames[index].min { abs($0.time - time) < abs($1.time - time) }
                return sum
                    + (nearest.map {
                        MotionEnergy(originals[index], $0.cells, over: FaceZones.face).difference
                    } ?? 0)
            }
        }
        let distances = Self.offsets.map { (offset: $0, distance: distance($0)) }
        guard let offset = distances.min(by: { $0.distance < $1.distance })?.offset else { return [] }
        return moments.indices.map { index in
            FrameFlicker(
                frames[index], point: moments[index].clipTime + time + offset,
                interval: Double(PictureSamples.interval))
        }
    }
}

extension FaceShift {
    /// The shift with the highest score, by descent along one axis after the other in steps that are halved.
    static func best(from start: FaceShift, step: Double, score: (FaceShift) -> Float) -> FaceShift {
        var best = start
        var bestScore = score(start)
        var step = step
        while step > 0.004 {
            var improved = false
            for axis in 0..<4 {
                for sign in [-1.0, 1.0] {
                    var next = best
                    switch axis {
                    case 0: next.x += sign * step
                    case 1: next.y += sign * step
                    case 2: next.scale *= 1 + sign * step * 0.75
                    default: next.aspect *= 1 + sign * step * 0.5
                    }
                    guard abs(next.x) <= 0.16, abs(next.y) <= 0.16, 0.85...1.15 ~= next.scale,
                        0.94...1.06 ~= next.aspect
                    else { continue }
                    let nextScore = score(next)
                    if nextScore > bestScore + 1e-4 {
                        (best, bestScore, improved) = (next, nextScore, true)
                        break
                    }
                }
            }
            if !improved { step /= 2 }
        }
        return best
    }
}

extension [Float] {
    fileprivate var median: Float? { isEmpty ? nil : quantile(0.5) }
}
