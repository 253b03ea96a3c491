/// The number under which a recording stands in the index: the log index of its statement.
public struct RecordingID: Sendable, Hashable, Comparable, RawRepresentable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static func < (a: RecordingID, b: RecordingID) -> Bool { a.rawValue < b.rawValue }
}

/// A word derived from a fingerprint under which a moment of a recording is found again.
///
/// The upper eight bits tell the family (sound, or one picture window), so that families never collide.
public struct RetrievalKey: Sendable, Hashable, Comparable, RawRepresentable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static func < (a: RetrievalKey, b: RetrievalKey) -> Bool { a.rawValue < b.rawValue }
}

/// One occurrence of a key: where in which recording.
public struct Posting: Sendable, Hashable, Comparable {
    public let recording: RecordingID
    /// Grid index: units of `PictureSamples.interval` (120 ms) from the start of the recording.
    public let time: UInt32

    public init(recording: RecordingID, time: UInt32) {
        self.recording = recording
        self.time = time
    }

    /// Both numbers in one: millions are sorted at a time.
    private var rank: UInt64 { UInt64(recording.rawValue) << 32 | UInt64(time) }

    public static func < (a: Posting, b: Posting) -> Bool { a.rank < b.rank }
}

/// A posting together with the key that it stands under.
public struct KeyedPosting: Sendable, Hashable, Comparable {
    public let key: RetrievalKey
    public let posting: Posting

    public init(key: RetrievalKey, posting: Posting) {
        self.key = key
        self.posting = posting
    }

    public static func < (a: KeyedPosting, b: KeyedPosting) -> Bool {
        a.key == b.key ? a.posting < b.posting : a.key < b.key
    }
}

/// Where keys are looked up.
///
/// The index is derived from the fingerprints and can be rebuilt from them at any time.
/// - Reads see every insertion that was committed before the read began, and none in part.
/// - Reads may run concurrently with each other and with one writer.
public protocol RetrievalIndex: CandidateSource {
    /// Calls `visit` once for every key that has postings, with all of them, in ascending order and each once.
    ///
    /// - Parameter keys: ascending and distinct.
    /// - Throws: where the store cannot be read, or holds what no insertion wrote.
    func forEachList(of keys: [RetrievalKey], _ visit: (RetrievalKey, [Posting]) -> Void) throws
}

/// A retrieval index that can be filled.
public protocol WritableRetrievalIndex: RetrievalIndex {
    /// Adds postings, in any order, all or none; a posting that is already there stays there once.
    func insert(_ postings: [KeyedPosting]) throws
    /// Empties the index, so that it can be built again from the fingerprints.
    func removeAll() throws
}
