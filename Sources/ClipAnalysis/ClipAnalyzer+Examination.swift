public import Detection

extension ClipAnalyzer {
    /// Has faces, lips and voices of a file examined by one child, which decodes each stretch once.
    ///
    /// - Parameters:
    ///   - plan: what is asked about which stretches.
    ///   - judges: networks that judge faces.
    ///   - tellsPeople: puts faces into numbers that tell people apart.
    public func examination(
        path: String, plan: ExaminationPlan, judges: [FaceJudge] = [], tellsPeople: Bool = false
    ) async throws(ClipAnalysisError) -> ClipExamination {
        let parts = ExaminationParts(judges: judges, tellsPeople: tellsPeople)
        let possible = parts.possible(plan)
        guard possible != ExaminationPlan() else { return parts.examination(plan, nil) }
        return parts.examination(plan, try await ask(parts.request(possible, limits), path: path))
    }

    /// Why this network cannot judge faces on this machine; nil where it can.
    public func obstacle(to judge: FaceJudge) async throws(ClipAnalysisError) -> ExaminationObstacle? {
        try await obstacles(to: ExaminationParts(judges: [judge])).first ?? nil
    }

    /// Why faces cannot be told apart on this machine; nil where they can.
    public func obstacleToTellingFaces() async throws(ClipAnalysisError) -> ExaminationObstacle? {
        try await obstacles(to: ExaminationParts(tellsPeople: true)).first ?? nil
    }

    private func obstacles(to parts: ExaminationParts) async throws(ClipAnalysisError) -> [ExaminationObstacle?] {
        parts.networkObstacles(try await ask(parts.request(.confine, limits, faces: true)).parts)
    }

    /// Why voices cannot be told apart on this machine; nil where they can.
    public func obstacleToTellingVoices() async throws(ClipAnalysisError) -> ExaminationObstacle? {
        let parts = ExaminationParts()
        return parts.voiceObstacle(try await ask(parts.request(.confine, limits, voices: true)).parts)
    }
}
