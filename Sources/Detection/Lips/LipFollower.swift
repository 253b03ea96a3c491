public import Media

/// Follows the mouths of a stretch: faces are looked for now and then, and lie between their places at two looks in between.
public struct LipFollower {
    private struct Follow {
        var place: FaceCrop.Place
        var movement = MouthMovement()
        /// Milliseconds, opening and darkness of each frame.
        var moments: [(time: Int, opening: Double, darkness: Double)] = []
        var boxes: [FrameBox]
        var turns: [Double]
        var lumas: [Double] = []
    }

    private var followed: [Follow] = []
    private var finished: [Follow] = []
    /// Frames since the last look, for which faces are not yet placed.
    private var pending: [any ShownPicture] = []
    private var lastLook: Int?

    public init() {}

    /// Whether faces are to be looked for in the frame at this time.
    public func looks(at time: Int) -> Bool { lastLook.map { time - $0 >= LipLimits.look } ?? true }

    /// Takes the next frame; its faces, the largest first, where they were looked for.
    public mutating func add(_ frame: any ShownPicture, faces: [FaceCrop.Place]?) {
        pending.append(frame)
        guard let faces else { return }
        var free = followed
        var kept: [Follow] = []
        for face in faces.prefix(FaceLimits.mostFaces) {
            let nearest = free.indices.max {
                free[$0].place.box.overlap(with: face.box) < free[$1].place.box.overlap(with: face.box)
            }
            if let nearest, free[nearest].place.box.overlap(with: face.box) >= FaceLimits.sameFace {
                kept.append(moved(free.remove(at: nearest), to: face, at: frame.time))
            } else {
                var new = Follow(place: face, boxes: [face.box], turns: [FaceCrop.turn(of: face.points)])
                Self.add(frame, face, to: &new)
                kept.append(new)
            }
        }
        finished += free
        followed = kept
        pending = []
        lastLook = frame.time
    }

    /// Adds the frames since the last look to a face that was found again.
    private func moved(_ follow: Follow, to place: FaceCrop.Place, at time: Int) -> Follow {
        var follow = follow
        let start = lastLook ?? time
        for frame in pending {
            let share = Double(frame.time - start) / Double(max(time - start, 1))
            Self.add(frame, follow.place.moved(to: place, by: share), to: &follow)
        }
        follow.place = place
        follow.boxes.append(place.box)
        follow.turns.append(FaceCrop.turn(of: place.points))
        return follow
    }

    private static func add(_ frame: any ShownPicture, _ place: FaceCrop.Place, to follow: inout Follow) {
        guard let crop = MouthMovement.crop(of: place, in: frame) else { return }
        let (opening, darkness) = follow.movement.add(crop)
        follow.moments.append((frame.time, opening, darkness))
        follow.lumas.append(FaceCrop.brightness(of: crop))
    }

    /// Every face that was followed, on the grid.
    /// - Parameter rows: of the film.
    public consuming func finish(rows: Int) -> [LipTrack] {
        (finished + followed).filter { !$0.moments.isEmpty }.map { track($0, rows: rows) }
    }

    private func track(_ follow: Follow, rows: Int) -> LipTrack {
        let (start, end) = (follow.moments[0].time, follow.moments[follow.moments.count - 1].time)
        let first = (start + LipLimits.step - 1) / LipLimits.step
        let steps = min(max(end / LipLimits.step - first + 1, 0), LipLimits.mostSteps)
        var track = LipTrack(
            first: first, steps: steps, box: Self.mean(follow.boxes),
            rows: Int((Self.middle(follow.boxes.map(\.height)) * Double(rows)).rounded()),
            turn: Self.middle(follow.turns), luma: Self.middle(follow.lumas))
        guard track.obstacle == nil else { return track }
        var index = 0
        for step in first..<first + steps {
            let time = step * LipLimits.step
            while index + 2 < follow.moments.count, follow.moments[index + 1].time < time { index += 1 }
            let (before, after) = (follow.moments[index], follow.moments[index + 1])
            let share = Double(time - before.time) / Double(max(after.time - before.time, 1))
            func thousandths(_ a: Double, _ b: Double) -> Int { Int(((a + (b - a) * share) * 1000).rounded()) }
            track.opening.append(thousandths(before.opening, after.opening))
            track.darkness.append(thousandths(before.darkness, after.darkness))
        }
        return track
    }

    private static func middle(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.sorted()[values.count / 2]
    }

    private static func mean(_ boxes: [FrameBox]) -> FrameBox {
        func mean(_ side: (FrameBox) -> Double) -> Double { boxes.reduce(0) { $0 + side($1) } / Double(boxes.count) }
        return FrameBox(x: mean(\.x), y: mean(\.y), width: mean(\.width), height: mean(\.height))
    }
}

extension FaceCrop.Place {
    /// As far as `share` on the way to another place.
    fileprivate func moved(to other: FaceCrop.Place, by share: Double) -> FaceCrop.Place {
        func between(_ a: Double, _ b: Double) -> Double { a + (b - a) * share }
        return FaceCrop.Place(
            points: zip(points, other.points).map { FaceCrop.Point(x: between($0.x, $1.x), y: between($0.y, $1.y)) },
            box: FrameBox(
                x: between(box.x, other.box.x), y: between(box.y, other.box.y),
                width: between(box.width, other.box.width),
                height: between(box.height, other.box.height)))
    }
}
