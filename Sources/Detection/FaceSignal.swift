public import Media

/// Whether faces were swapped, by a frozen image network with a linear head: each face's crops are judged and their scores averaged.
public enum FaceSignal {
    /// What a child's looks at some stretches of a clip come to, by the network that it asked.
    public static func result(_ seen: FaceExamination, in ranges: [TimeRange], by model: FaceModel = .face)
        -> DetectorResult
    {
        let faces = asked(of: seen)
        let filmed = faces.filter { !isAnimation($0.value) }
        let judged = seen.looks.filter { $0.score != nil && filmed[$0.track] != nil }
        let moments = judged.map { look in
            DetectorResult.Moment(
                time: MediaTime(milliseconds: look.time), box: look.box, track: look.track,
                score: model.calibration.suspicion(look.score ?? 0))
        }
        let total = filmed.values.filter { $0.count >= FaceLimits.fewestCrops }
            .map { trimmedMean($0.compactMap(\.score)) }.max()
        let reason = filmed.count < faces.count ? .animation : obstacle(to: seen)
        var result = DetectorResult(
            of: model.card, outcome: total.map { outcome(of: $0, by: model) } ?? .cannotAssess(reason),
            ranges: ranges, isAsked: true)
        result.score = total.map(model.calibration.suspicion)
        result.moments = moments
        return result
    }

    /// Whether all faces that the network was asked about are drawn or rendered ones.
    static func areAnimations(_ seen: FaceExamination) -> Bool {
        let faces = asked(of: seen)
        return !faces.isEmpty && faces.values.allSatisfy(isAnimation)
    }

    /// The looks of which the network's answers count, by the face that they are at.
    private static func asked(of seen: FaceExamination) -> [Int: [FaceLook]] {
        let asked = FaceLimits.isRecompressed(seen.quantiser) ? [] : seen.looks.filter { $0.score != nil }
        return Dictionary(grouping: asked, by: \.track)
    }

    /// Whether most looks at a face are at a drawn or rendered one: what was measured of the network holds for filmed faces.
    private static func isAnimation(_ face: [FaceLook]) -> Bool { 2 * face.count(where: \.isAnimation) > face.count }

    private static func outcome(of total: Double, by model: FaceModel) -> DetectorResult.Outcome {
        if total >= model.calibration.signs { return model.isExperimental ? .cannotAssess(.experimental) : .signs }
        return total <= model.calibration.noSigns ? .noSigns : .cannotAssess(.inconclusive)
    }

    /// The commonest reason why faces were not judged; where most of them could have been, coarse frames or too few looks.
    static func obstacle(to seen: FaceExamination) -> DetectorReason {
        guard !seen.looks.isEmpty else { return .noFace }
        let otherwise: DetectorReason = FaceLimits.isRecompressed(seen.quantiser) ? .recompressed : .tooFewFrames
        let reasons = seen.looks.map { $0.obstacle ?? otherwise }
        let counts = Dictionary(grouping: reasons, by: \.self).mapValues(\.count)
        return DetectorReason.allCases.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? .noFace
    }

    /// Without the highest and the lowest, which a blink or a blur may have made.
    static func trimmedMean(_ scores: [Double]) -> Double {
        let left = Int(Double(scores.count) * FaceLimits.trimmed)
        let kept = scores.sorted().dropFirst(left).dropLast(left)
        return kept.reduce(0, +) / Double(kept.count)
    }
}
