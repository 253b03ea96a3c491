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
}
