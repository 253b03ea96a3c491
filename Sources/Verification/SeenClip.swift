import ClipAnalysis
import Detection
import Media

/// What a child saw and heard of some stretches of a clip, and what that comes to.
struct SeenClip {
    /// Milliseconds.
    let ranges: [Range<Int>]
    let media: MediaDescription?
    /// What was asked.
    let plan: ExaminationPlan
    /// In the order in which they were asked.
    let judges: [FaceJudge]
    /// Nil where no child answered.
    let examination: ClipExamination?

    // MARK: Detectors

    /// What a detector finds, or why it finds nothing.
    func result(of detector: ClipDetector) -> DetectorResult {
        guard detector.suits(media) else { return detector.result(.doesNotApply(.unsupported)) }
        return switch detector {
        case .faces(let judge): faces(by: judge)
        case .lipsAndSound: lips
        }
    }

    private func examination(by judge: FaceJudge) -> Result<FaceExamination, ExaminationObstacle>? {
        judges.firstIndex(of: judge).flatMap { examination?.judged[$0] }
    }

    private func faces(by judge: FaceJudge) -> DetectorResult {
        switch Self.seen(examination(by: judge)) {
        case .success(let seen): return FaceSignal.result(seen, in: plan.faces.times, by: judge.model)
        case .failure(let obstacle): return ClipDetector.faces(judge).result(.doesNotApply(obstacle.reason))
        }
    }

    private var lips: DetectorResult {
        // Too short to be compared: what would be seen in it are too few frames.
        guard !plan.lips.isEmpty else {
            return DetectorResult(
                of: LipModel.card, outcome: .cannotAssess(.tooFewFrames), ranges: ranges.times, isAsked: true)
        }
        switch Self.seen(examination?.lips) {
        case .success(let seen):
            return LipSignal.result(seen, faces: try? examination(by: .face)?.get(), in: plan.lips.times)
        case .failure(let obstacle): return ClipDetector.lipsAndSound.result(.doesNotApply(obstacle.reason))
        }
    }

    private static func seen<Seen>(_ result: Result<Seen, ExaminationObstacle>?) -> Result<Seen, PersonObstacle> {
        switch result {
        case .success(let seen): .success(seen)
        case .failure(.missing): .failure(PersonObstacle(reason: .notInstalled))
        case .failure, nil: .failure(PersonObstacle(reason: .unusable))
        }
    }

    // MARK: People

    /// A face and a voice against those of a person.
    func results(for person: PersonReferences) -> [PersonResult] {
        let face = face.map { PersonSignal.face($0, as: person, in: plan.faces.times) }
        let voice = voice.map { PersonSignal.voice($0, as: person, in: plan.voices.times) }
        return [Self.result(face, .face, of: person), Self.result(voice, .voice, of: person)]
    }

    private static func result(
        _ compared: Result<PersonResult, PersonObstacle>, _ signal: PersonResult.Signal, of person: PersonReferences
    ) -> PersonResult {
        switch compared {
        case .success(let result): result
        case .failure(let obstacle):
            PersonResult(person: person.name, signal: signal, outcome: .doesNotApply(obstacle.reason))
        }
    }

    /// The faces in numbers that tell people apart.
    var face: Result<FaceExamination, PersonObstacle> {
        media?.video == nil ? .failure(PersonObstacle(reason: .unsupported)) : Self.seen(examination?.people)
    }

    /// The main voice in such numbers.
    var voice: Result<VoiceExamination, PersonObstacle> {
        guard media?.audio != nil else { return .failure(PersonObstacle(reason: .unsupported)) }
        // Too short for a voice, whoever speaks.
        if plan.voices.isEmpty { return .success(VoiceExamination(of: [], modulation: 0)) }
        return Self.seen(examination?.voices)
    }
}

extension PersonResult {
    /// That neither face nor voice were compared.
    static func both(of person: PersonReferences, _ reason: DetectorReason) -> [PersonResult] {
        [Signal.face, .voice].map { PersonResult(person: person.name, signal: $0, outcome: .doesNotApply(reason)) }
    }
}

extension [Range<Int>] {
    fileprivate var times: [TimeRange] { map(TimeRange.init(milliseconds:)) }
}
