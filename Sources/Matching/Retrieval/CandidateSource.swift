public import Fingerprinting

/// Where the recordings are found that a clip may come from: an index, or somebody who has one.
public protocol CandidateSource: Sendable {
    /// - Returns: strongest first. They are guesses: whoever asks lays the clip on each before it believes one.
    func candidates(for query: CandidateQuery) throws -> [Candidate]
}

extension RetrievalIndex {
    /// By the votes of the clip's keys.
    public func candidates(for query: CandidateQuery) throws -> [Candidate] {
        try Retriever().candidates(for: query.keys, in: self)
    }
}

/// What a clip asks: with its keys where there is an index, with its fingerprint where there is none.
public struct CandidateQuery: Sendable {
    public let clip: Fingerprint
    public let search: RetrievalQuery.Search
    private let tracks: ClipTracks

    public init(_ clip: Fingerprint, search: RetrievalQuery.Search) throws(FingerprintError) {
        self.init(clip, try ClipTracks(clip), search: search)
    }

    /// - Parameter tracks: of the clip, decoded already.
    init(_ clip: Fingerprint, _ tracks: ClipTracks, search: RetrievalQuery.Search) {
        self.clip = clip
        self.search = search
        self.tracks = tracks
    }

    /// Derived each time.
    public var keys: RetrievalQuery {
        RetrievalQuery(picture: tracks.picture, aspect: tracks.aspect, sound: tracks.sound, search: search)
    }
}
