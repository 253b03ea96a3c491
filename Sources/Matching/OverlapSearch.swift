public import Fingerprinting
public import Media

/// Where footage lies in a recording that is registered already.
public struct Overlap: Sendable, Hashable {
    public let recording: RecordingID
    public var here: TimeRange
    public var source: TimeRange

    public init(recording: RecordingID, here: TimeRange, source: TimeRange) {
        self.recording = recording
        self.here = here
        self.source = source
    }
}

/// Finds what a recording that is about to be registered shares with those that are there, by the matching that clips go through.
///
/// Excerpts are looked up one by one, uncropped. It is for a notice: what is filmed off a screen or cropped hard is not noticed.
public struct OverlapSearch: Sendable {
    /// Milliseconds of an excerpt: what is shared for less than about half of it is not noticed.
    private static let excerpt = 20_000
    /// Excerpts that are looked up, evenly spread: 20 minutes are looked at in full, of two hours every second minute for 20 s. Each
    /// takes as long as verifying a clip of that length without its pictures.
    private static let mostExcerpts = 60
    /// Candidates of an excerpt that it is laid on.
    private static let mostCandidates = 3
    /// With fewer agreeing moments, of some 250, a candidate is not worth laying the excerpt on: recodings share most of them.
    private static let leastVotes = 8
    /// Decoded recordings kept for the next excerpt.
    private static let mostKept = 4
    /// Milliseconds by which the place in the source may drift within one overlap.
    private static let tolerance = 600

    private let retriever = Retriever()
    private let aligner = Aligner()

    public init() {}

    /// - Parameter skipping: recordings whose overlap is no news.
    /// - Returns: by recording, then by time; neighbouring excerpts that go on from each other are one.
    public func overlaps(
        of fingerprint: Fingerprint, skipping: Set<RecordingID> = [], index: some RetrievalIndex,
        recordings: some RecordingSource
    ) throws -> [Overlap] {
        let sound = try fingerprint.sound?.samples()
        var sources: [RecordingID: SourceTracks] = [:]
        var found: [Overlap] = []
        for range in Self.excerpts(of: fingerprint.duration) {
            let clip = try ClipTracks(
                excerpt: range, of: fingerprint.picture, sound, aspect: fingerprint.displayAspect)
            let query = RetrievalQuery(picture: clip.picture, aspect: clip.aspect, sound: clip.sound, search: .direct)
            let candidates = try retriever.candidates(for: query, in: index).filter {
                $0.pictureVotes + $0.soundVotes >= Self.leastVotes && !skipping.contains($0.recording)
            }
            for candidate in candidates.prefix(Self.mostCandidates) {
                if sources[candidate.recording] == nil, sources.count >= Self.mostKept { sources.removeAll() }
                guard let source = try sources[candidate.recording] ?? tracks(candidate.recording, in: recordings)
                else { continue }
                sources[candidate.recording] = source
                guard let alignment = try aligner.align(clip, to: source, candidate), alignment.strength == .firm
                else { continue }
                found += alignment.segments.map {
                    Overlap(
                        recording: candidate.recording, here: $0.clip.later(by: range.lowerBound), source: $0.source)
                }
            }
        }
        return Self.joined(found, within: Self.spacing(of: fingerprint.duration))
    }

    /// A recording that cannot be decoded, or whose record does not hold, overlaps with nobody.
    private func tracks(_ recording: RecordingID, in recordings: some RecordingSource) throws -> SourceTracks? {
        guard let reference = try? recordings.fingerprint(of: recording) else { return nil }
        return try SourceTracks(reference)
    }

    /// Milliseconds from the beginning of one excerpt to the next.
    private static func spacing(of duration: Int) -> Int {
        max(excerpt, (duration + mostExcerpts - 1) / mostExcerpts)
    }

    private static func excerpts(of duration: Int) -> [Range<Int>] {
        stride(from: 0, to: duration, by: spacing(of: duration)).map { $0..<min($0 + excerpt, duration) }
    }

    /// - Parameter gap: milliseconds between excerpts that belong together.
    package static func joined(_ overlaps: [Overlap], within gap: Int) -> [Overlap] {
        var joined: [Overlap] = []
        for overlap in overlaps.sorted(by: { ($0.recording, $0.here.start) < ($1.recording, $1.here.start) }) {
            if let last = joined.last, last.recording == overlap.recording,
                overlap.here.start.milliseconds - last.here.end.milliseconds <= gap,
                abs(last.drift - overlap.drift) <= Self.tolerance
            {
                joined[joined.count - 1].here = TimeRange(start: last.here.start, end: overlap.here.end)
                joined[joined.count - 1].source = TimeRange(start: last.source.start, end: overlap.source.end)
            } else {
                joined.append(overlap)
            }
        }
        return joined
    }
}

extension Overlap {
    /// Source time less own time at the end, in milliseconds.
    fileprivate var drift: Int { source.end.milliseconds - here.end.milliseconds }
}

extension TimeRange {
    fileprivate func later(by milliseconds: Int) -> TimeRange {
        TimeRange(milliseconds: start.milliseconds + milliseconds..<end.milliseconds + milliseconds)
    }
}
