/// What a search found, and what it could not look at.
public struct Matches: Sendable {
    /// The recording that covers most of the clip first; overlapping registrations of the same footage are all listed.
    /// Empty where nothing is confirmed.
    public let alignments: [Alignment]
    /// Recordings that may match, but whose fingerprint this version cannot decode; ascending.
    public let unreadable: [RecordingID]
    /// Recordings of which the index holds the keys and nobody the fingerprint: the clip could not be laid on them. Strongest
    /// first.
    public let unpublished: [Candidate]

    public init(alignments: [Alignment], unreadable: [RecordingID] = [], unpublished: [Candidate] = []) {
        self.alignments = alignments
        self.unreadable = unreadable
        self.unpublished = unpublished
    }

    /// Whether any of these recordings is only weakly known to be a source of the clip.
    public func isWeak(in recordings: Set<RecordingID>) -> Bool {
        alignments.contains { recordings.contains($0.recording) && $0.strength == .weak }
    }
}
