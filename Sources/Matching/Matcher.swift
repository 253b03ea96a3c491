public import Fingerprinting
import Media

/// Finds every recording that a clip is made of, and lays the clip on each.
public struct Matcher: Sendable {
    /// Candidates laid on the clip in each search, strongest first.
    private static let mostCandidates = 10
    /// So many candidates that are not confirmed end a search: true ones are rarely far down.
    private static let mostFailures = 4
    /// Where a source covers the clip, another registration of it stands near it in the votes: at this share or more.
    private static let leastShare = 0.4
    /// A stretch of the clip without a source, in milliseconds, that is worth the wider search.
    private static let worthSearching = 3000

    /// Moments of the sound that must agree before a recording is named that the clip cannot be laid on, and their share of the
    /// clip's moments. Keys of the picture are not enough: one podium looks like itself in every sitting.
    private static let leastHeard = 8
    private static let leastHeardShare = 0.15

    private let aligner = Aligner()

    public init() {}

    public func match(
        _ query: Fingerprint, index: some CandidateSource, recordings: some RecordingSource
    ) throws -> Matches {
        let clip = try ClipTracks(query)
        var found: [RecordingID: Alignment] = [:]
        var unreadable: Set<RecordingID> = []
        var unpublished: [Candidate] = []
        for search in [RetrievalQuery.Search.direct, .cropped] {
            let uncovered = clip.duration - covered(by: Array(found.values))
            guard found.isEmpty || uncovered >= Self.worthSearching else { break }
            let candidates = try index.candidates(for: CandidateQuery(query, clip, search: search))
            var failures = 0
            var confirmedScore = 0.0
            let new = candidates.prefix(Self.mostCandidates).filter {
                found[$0.recording] == nil && !unreadable.contains($0.recording)
            }
            for candidate in new {
                guard failures < Self.mostFailures else { break }
                let covers = clip.duration - covered(by: Array(found.values)) < Self.worthSearching
                if covers, candidate.score < Self.leastShare * confirmedScore { break }
                let alignment: Alignment?
                do {
                    guard let reference = try recordings.fingerprint(of: candidate.recording) else {
                        let isKnown = unpublished.contains { $0.recording == candidate.recording }
                        if !isKnown, Self.isTelling(candidate, of: clip) { unpublished.append(candidate) }
                        continue
                    }
                    alignment = try aligner.align(clip, to: SourceTracks(reference), candidate)
                } catch is FingerprintError {
                    // It costs its own recording, not the whole search.
                    unreadable.insert(candidate.recording)
                    continue
                }
                if let alignment {
                    found[candidate.recording] = alignment
                    confirmedScore = max(confirmedScore, candidate.score)
                } else {
                    failures += 1
                }
            }
        }
        let alignments = found.values.sorted {
            let (a, b) = (covered(by: [$0]), covered(by: [$1]))
            return a != b ? a > b : $0.recording < $1.recording
        }
        return Matches(alignments: alignments, unreadable: unreadable.sorted(), unpublished: unpublished)
    }

    /// Whether the votes alone say that the clip may come from the recording.
    private static func isTelling(_ candidate: Candidate, of clip: ClipTracks) -> Bool {
        let asked = min(clip.sound?.levelCount ?? 0, RetrievalQuery.soundMoments)
        return candidate.soundVotes >= max(leastHeard, Int(leastHeardShare * Double(asked)))
    }

    /// Milliseconds of the clip that lie in a segment of any of the alignments.
    private func covered(by alignments: [Alignment]) -> Int {
        let ranges = alignments.flatMap { $0.segments.map { $0.clip.start.milliseconds..<$0.clip.end.milliseconds } }
        var total = 0
        var reached = Int.min
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where range.upperBound > reached {
            total += range.upperBound - max(range.lowerBound, reached)
            reached = range.upperBound
        }
        return total
    }
}
