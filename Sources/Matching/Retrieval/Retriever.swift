public import Fingerprinting

/// Finds the recordings that a clip may come from, by votes of its keys for (recording, time offset).
public struct Retriever: Sendable {
    /// Candidates given, strongest first.
    private static let candidateLimit = 32

    public init() {}

    /// - Returns: candidates, strongest first; nothing more than that has been checked.
    public func candidates(
        for query: Fingerprint, search: RetrievalQuery.Search, in index: some RetrievalIndex
    ) throws -> [Candidate] {
        try candidates(for: RetrievalQuery(query, search: search), in: index)
    }

    public func candidates(for query: RetrievalQuery, in index: some RetrievalIndex) throws -> [Candidate] {
        let peaks = VotePeaks(query).strongest(of: VoteCollector.agreeing(try votes(of: query, in: index)))
        var byRecording: [RecordingID: [VotePeaks.Peak]] = [:]
        for peak in peaks { byRecording[peak.recording, default: []].append(peak) }
        return byRecording.map { Self.candidate($0, peaks: $1) }
            .sorted { ($1.score, $0.recording) < ($0.score, $1.recording) }
            .prefix(Self.candidateLimit).map { $0 }
    }

    /// What a copy has kept as it was is looked up first: most copies have kept enough of it, and the many keys with flipped bits are
    /// then asked for those moments alone that it does not explain. A clip of the cropped search was not found that way: all is asked.
    private func votes(of query: RetrievalQuery, in index: some RetrievalIndex) throws -> [Vote] {
        let collector = VoteCollector(query)
        guard query.search == .direct else { return try collector.votes(from: index) { _ in true } }
        let exact = try collector.votes(from: index) { $0.flips == 0 }
        let peaks = VotePeaks(query).strongest(of: VoteCollector.agreeing(exact))
        let explained = ExplainedMoments(peaks, of: query)
        return exact + (try collector.votes(from: index) { $0.flips > 0 && !explained.contains($0) })
    }

    /// - Parameter peaks: of one recording, strongest first.
    private static func candidate(_ recording: RecordingID, peaks: [VotePeaks.Peak]) -> Candidate {
        let first = peaks[0].offset
        return Candidate(
            recording: recording, offsets: peaks.map(\.offset), score: first.score, pictureVotes: first.pictureVotes,
            soundVotes: first.soundVotes, view: peaks[0].view)
    }
}
