/// What a search found, and what it could not look at.
public struct Matches: Sendable {
    /// The recording that covers most of the clip first; overlapping registrations of the same footage are all listed.
    /// Empty where nothing is confirmed.
    public let alignments: [Alignment]
    /// Recordings that may match, but whose fingerprint this version cannot decode; ascending.
    public let unreadable: [RecordingID]

    public init(alignments: [Alignment], unreadable: [RecordingID] = []) {
        self.alignments = alignments
        self.unreadable = unreadable
    }

    /// Whether any of these recordings is only weakly known to be a source of the clip.
    public func isWeak(in recordings: Set<RecordingID>) -> Bool {
        alignments.contains { recordings.contains($0.recording) && $0.strength == .weak }
    }
}
