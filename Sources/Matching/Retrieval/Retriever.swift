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
        let votes = try VoteCollector(query).collect(from: index)
        let peaks = VotePeaks(query).strongest(of: votes)
        var byRecording: [RecordingID: [VotePeaks.Peak]] = [:]
        for peak in peaks { byRecording[peak.recording, default: []].append(peak) }
        return byRecording.map { Self.candidate($0, peaks: $1) }
            .sorted { ($1.score, $0.recording) < ($0.score, $1.recording) }
            .prefix(Self.candidateLimit).map { $0 }
    }

    /// - Parameter peaks: of one recording, strongest first.
    private static func candidate(_ recording: RecordingID, peaks: [VotePeaks.Peak]) -> Candidate {
        let first = peaks[0].offset
        return Candidate(
            recording: recording, offsets: peaks.map(\.offset), score: first.score, pictureVotes: first.pictureVotes,
            soundVotes: first.soundVotes, view: peaks[0].view)
    }
}
