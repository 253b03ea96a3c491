internal import Detection

/// What an examination takes, and where it lies on this machine.
struct ExaminationParts {
    private let detector = FaceDetectorLibrary.find()
    /// Those that judge faces, and last the one that tells them apart, where it is asked.
    private let networks: [(files: FaceNetworkFiles?, tried: [String])]
    private let tellsPeople: Bool
    private let voices = NetworkFiles.find(VoiceModel.version, sha256: VoiceModel.sha256)

    init(judges: [FaceJudge] = [], tellsPeople: Bool = false) {
        networks = judges.map(FaceNetworkFiles.find) + (tellsPeople ? [FaceNetworkFiles.findIdentity()] : [])
        self.tellsPeople = tellsPeople
    }

    /// Those that can be loaded.
    private var files: [FaceNetworkFiles] { detector.path == nil ? [] : networks.compactMap(\.files) }

    /// As much of a plan as there are parts for.
    func possible(_ plan: ExaminationPlan) -> ExaminationPlan {
        ExaminationPlan(
            faces: files.isEmpty ? [] : plan.faces, lips: detector.path == nil ? [] : plan.lips,
            voices: voices.files == nil ? [] : plan.voices)
    }

    func request(_ plan: ExaminationPlan, _ limits: AnalysisLimits) -> AnalysisRequest {
        request(
            .examine(plan), limits, faces: !plan.faces.isEmpty, lips: !plan.lips.isEmpty, voices: !plan.voices.isEmpty)
    }

    /// With the parts that are needed.
    func request(
        _ job: AnalysisRequest.Job, _ limits: AnalysisLimits, faces: Bool = false, lips: Bool = false,
        voices: Bool = false
    ) -> AnalysisRequest {
        AnalysisRequest(
            job: job, limits: limits, faceDetector: faces || lips ? detector.path : nil,
            faceNetworks: faces ? files : [], voiceNetwork: voices ? self.voices.files : nil)
    }

    /// What a child said; nil where none was asked, since there is nothing to ask with.
    func examination(_ plan: ExaminationPlan, _ reply: AnalysisReply?) -> ClipExamination {
        var faces = (reply?.faces ?? [])[...]
        let seen = faceObstacles(reply?.parts).map { Self.result($0, $0 == nil ? faces.popFirst() : nil) }
        return ClipExamination(
            judged: tellsPeople ? seen.dropLast() : seen, people: tellsPeople ? seen.last : nil,
            lips: plan.lips.isEmpty ? nil : Self.result(detectorObstacle(reply?.parts), reply?.lips),
            voices: plan.voices.isEmpty ? nil : Self.result(voiceObstacle(reply?.parts), reply?.voice))
    }

    private static func result<Seen>(_ obstacle: ExaminationObstacle?, _ seen: Seen?) -> Result<
        Seen, ExaminationObstacle
    > {
        if let obstacle { return .failure(obstacle) }
        return seen.map(Result.success) ?? .failure(.silence)
    }

    /// Why each network cannot be asked; nil where it can.
    func faceObstacles(_ states: PartStates?) -> [ExaminationObstacle?] {
        var left = (states?.faceNetworks ?? [])[...]
        return networks.map { network in
            guard detector.path != nil, network.files != nil else { return .missing(tried: network.tried) }
            return ExaminationObstacle(states?.detector) ?? ExaminationObstacle(left.popFirst())
        }
    }

    private func detectorObstacle(_ states: PartStates?) -> ExaminationObstacle? {
        if case .nowhere(let tried) = detector { return .missing(tried: tried) }
        return ExaminationObstacle(states?.detector)
    }

    func voiceObstacle(_ states: PartStates?) -> ExaminationObstacle? {
        voices.files == nil ? .missing(tried: voices.tried) : ExaminationObstacle(states?.voices)
    }
}
