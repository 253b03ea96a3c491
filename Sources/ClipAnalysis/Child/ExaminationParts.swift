internal import Detection

/// What an examination takes, and where it lies on this machine.
struct ExaminationParts {
    /// A network that is given faces.
    private struct Asked {
        let found: (files: FaceNetworkFiles?, tried: [String])
        /// Places, among all who are answered, of those who read its answer.
        let readers: [Int]
    }

    private let detector = FaceDetectorLibrary.find()
    /// Those that judge faces, and last the one that tells them apart, where it is asked.
    private let networks: [Asked]
    private let tellsPeople: Bool
    private let voices = NetworkFiles.find(VoiceModel.version, sha256: VoiceModel.sha256)

    /// Judges that share a network have it asked once.
    init(judges: [FaceJudge] = [], tellsPeople: Bool = false) {
        let shared = Dictionary(grouping: judges.indices) { judges[$0].network }.values.sorted { $0[0] < $1[0] }
        let judging = shared.map { readers in
            Asked(found: FaceNetworkFiles.find(readers.map { judges[$0] }), readers: readers)
        }
        let telling = Asked(found: FaceNetworkFiles.findIdentity(), readers: [judges.count])
        networks = judging + (tellsPeople ? [telling] : [])
        self.tellsPeople = tellsPeople
    }

    /// Those that can be loaded.
    private var files: [FaceNetworkFiles] { detector.path == nil ? [] : networks.compactMap(\.found.files) }

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
        let seen = faces(reply)
        return ClipExamination(
            judged: tellsPeople ? seen.dropLast() : seen, people: tellsPeople ? seen.last : nil,
            lips: plan.lips.isEmpty ? nil : Self.result(detectorObstacle(reply?.parts), reply?.lips),
            voices: plan.voices.isEmpty ? nil : Self.result(voiceObstacle(reply?.parts), reply?.voice))
    }

    /// What every reader of an answer is told, in their order.
    private func faces(_ reply: AnalysisReply?) -> [Result<FaceExamination, ExaminationObstacle>] {
        var left = (reply?.faces ?? [])[...]
        let told = zip(networks, networkObstacles(reply?.parts)).flatMap { network, obstacle in
            network.readers.map { ($0, Self.result(obstacle, obstacle == nil ? left.popFirst() : nil)) }
        }
        return told.sorted { $0.0 < $1.0 }.map(\.1)
    }

    private static func result<Seen>(_ obstacle: ExaminationObstacle?, _ seen: Seen?) -> Result<
        Seen, ExaminationObstacle
    > {
        if let obstacle { return .failure(obstacle) }
        return seen.map(Result.success) ?? .failure(.silence)
    }

    /// Why each network cannot be asked; nil where it can.
    func networkObstacles(_ states: PartStates?) -> [ExaminationObstacle?] {
        var left = (states?.faceNetworks ?? [])[...]
        return networks.map { network in
            guard detector.path != nil, network.found.files != nil else { return .missing(tried: network.found.tried) }
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
