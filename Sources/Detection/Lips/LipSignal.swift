public import Media

/// Whether mouths move with the sound: how far they open against how loud speech is, in windows of four seconds.
public enum LipSignal {
    /// What a child saw and heard in some stretches of a clip comes to.
    ///
    /// - Parameter faces: what `FaceModel.face` made of the same faces, where it was asked: drawn mouths were not measured.
    public static func result(_ seen: LipExamination, faces: FaceExamination? = nil, in ranges: [TimeRange])
        -> DetectorResult
    {
        if let faces, FaceSignal.areAnimations(faces) { return result(of: [], seen, [(.animation, 1)], in: ranges) }
        var obstacles: [(reason: DetectorReason, steps: Int)] = []
        var windows: [LipWindow] = []
        let coarse: DetectorReason? = FaceLimits.isRecompressed(seen.quantiser) ? .recompressed : nil
        for (place, face) in seen.faces.enumerated() {
            if let obstacle = face.obstacle ?? coarse {
                obstacles.append((obstacle, face.steps))
                continue
            }
            let comparison = LipComparison(face, face: place, sounds: seen.sounds)
            if let obstacle = comparison.obstacle {
                obstacles.append((obstacle, face.steps))
            } else {
                windows += comparison.windows
            }
        }
        return result(of: speaking(windows), seen, obstacles, in: ranges)
    }

    private static func result(
        of windows: [LipWindow], _ seen: LipExamination, _ obstacles: [(reason: DetectorReason, steps: Int)],
        in ranges: [TimeRange]
    ) -> DetectorResult {
        guard !windows.isEmpty else {
            let reason = commonest(obstacles)
            return DetectorResult(of: LipModel.card, outcome: .cannotAssess(reason), ranges: ranges, isAsked: true)
        }
        let curve = windows[0].curve.indices.map { lag in
            windows.reduce(0) { $0 + $1.curve[lag] } / Double(windows.count)
        }
        let suspicion = LipModel.suspicion(LipModel.agreement(of: curve))
        var result = DetectorResult(of: LipModel.card, outcome: outcome(of: suspicion), ranges: ranges, isAsked: true)
        result.score = suspicion
        result.soundOffset = LipModel.offset(of: curve)
        result.moments = windows.map { window in
            DetectorResult.Moment(
                time: MediaTime(milliseconds: (window.first + LipLimits.window / 2) * LipLimits.step),
                box: seen.faces[window.face].box, track: window.face, score: LipModel.suspicion(window.agreement))
        }
        return result
    }

    private static func outcome(of suspicion: Double) -> DetectorResult.Outcome {
        let bounds = LipModel.card.bounds
        if suspicion >= bounds.upperBound {
            return LipModel.card.isExperimental ? .cannotAssess(.experimental) : .signs
        }
        return suspicion <= bounds.lowerBound ? .noSigns : .cannotAssess(.inconclusive)
    }

    /// Of windows of several faces at the same time the one that goes best with the sound, in the order of time: one person speaks.
    private static func speaking(_ windows: [LipWindow]) -> [LipWindow] {
        let best = windows.sorted { ($1.agreement, $0.first) < ($0.agreement, $1.first) }
        var kept: [LipWindow] = []
        for window in best where !kept.contains(where: { $0.face != window.face && overlap($0, window) }) {
            kept.append(window)
        }
        return kept.sorted { ($0.first, $0.face) < ($1.first, $1.face) }
    }

    /// Whether more than half of two windows is the same time.
    private static func overlap(_ a: LipWindow, _ b: LipWindow) -> Bool {
        abs(a.first - b.first) * 2 < LipLimits.window
    }

    /// The reason that holds for the most of what was seen.
    private static func commonest(_ obstacles: [(reason: DetectorReason, steps: Int)]) -> DetectorReason {
        func steps(_ reason: DetectorReason) -> Int {
            obstacles.filter { $0.reason == reason }.reduce(0) { $0 + max($1.steps, 1) }
        }
        let reasons = DetectorReason.allCases.filter { steps($0) > 0 }
        return reasons.max { steps($0) < steps($1) } ?? .noFace
    }
}
