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

    private let retriever = Retriever()
    private let aligner = Aligner()

    public init() {}

    /// - Returns: the recording that covers most of the clip first; overlapping registrations of the same footage are all
    ///   listed. Empty where nothing is confirmed.
    public func match(
        _ query: Fingerprint, index: some RetrievalIndex, recordings: some RecordingSource
    ) throws -> [Alignment] {
        let clip = try ClipTracks(query)
        var found: [RecordingID: Alignment] = [:]
        for search in [RetrievalQuery.Search.direct, .cropped] {
            let uncovered = clip.duration - covered(by: Array(found.values))
            guard found.isEmpty || uncovered >= Self.worthSearching else { break }
            let asked = RetrievalQuery(picture: clip.picture, aspect: clip.aspect, sound: clip.sound, search: search)
            let candidates = try retriever.candidates(for: asked, in: index)
            var failures = 0
            var confirmedScore = 0.0
            for candidate in candidates.prefix(Self.mostCandidates) where found[candidate.recording] == nil {
                guard failures < Self.mostFailures else { break }
                let covers = clip.duration - covered(by: Array(found.values)) < Self.worthSearching
                if covers, candidate.score < Self.leastShare * confirmedScore { break }
                guard let reference = try recordings.fingerprint(of: candidate.recording) else { continue }
                // A registered fingerprint that cannot be decoded costs its own recording, not the whole search.
                let alignment: Alignment?
                do {
                    alignment = try aligner.align(clip, to: SourceTracks(reference), candidate)
                } catch {
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
        return found.values.sorted {
            let (a, b) = (covered(by: [$0]), covered(by: [$1]))
            return a != b ? a > b : $0.recording < $1.recording
        }
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
