import Matching
public import Media

/// A signed recording that a clip was found in, and where, before the two are compared: a place to look at, and no verdict.
public struct FoundSource: Sendable, Hashable {
    public let record: SourceRecord
    public let passages: [Passage]

    /// A stretch of the clip and where it lies in the recording.
    public struct Passage: Sendable, Hashable {
        public let clip: TimeRange
        public let source: TimeRange

        public init(clip: TimeRange, source: TimeRange) {
            self.clip = clip
            self.source = source
        }
    }

    public init(record: SourceRecord, passages: [Passage]) {
        self.record = record
        self.passages = passages
    }

    /// Nothing where no record holds.
    init?(_ alignment: Alignment, _ record: SourceRecord?) {
        guard let record, record.holds else { return nil }
        self.init(
            record: record, passages: alignment.segments.map { Passage(clip: $0.clip, source: $0.source) })
    }
}
