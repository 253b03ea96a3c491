/// The number under which a recording stands in the index: the log index of its statement.
public struct RecordingID: Sendable, Hashable, Comparable, RawRepresentable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static func < (a: RecordingID, b: RecordingID) -> Bool { a.rawValue < b.rawValue }
}

/// A word derived from a fingerprint under which a moment of a recording is found again.
///
/// The upper bits tell the family (sound, or one picture window and band), so that families never collide.
public struct RetrievalKey: Sendable, Hashable, Comparable, RawRepresentable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static func < (a: RetrievalKey, b: RetrievalKey) -> Bool { a.rawValue < b.rawValue }
}

/// One occurrence of a key: where in which recording.
public struct Posting: Sendable, Hashable {
    public let recording: RecordingID
    /// Grid index: units of `PictureSamples.interval` (120 ms) from the start of the recording.
    public let time: UInt32

    public init(recording: RecordingID, time: UInt32) {
        self.recording = recording
        self.time = time
    }
}

/// A posting together with the key that it stands under.
public struct KeyedPosting: Sendable, Hashable {
    public let key: RetrievalKey
    public let posting: Posting

    public init(key: RetrievalKey, posting: Posting) {
        self.key = key
        self.posting = posting
    }
}

/// Where keys are looked up.
///
/// The index is derived from the fingerprints and can be rebuilt from them at any time.
/// - Reads see every insertion that was committed before the read began, and none in part.
/// - Reads may run concurrently with each other and with one writer.
public protocol RetrievalIndex: Sendable {
    /// Calls `visit` for every posting of every key, grouped by key, keys in ascending order, each distinct key once.
    func forEachPosting(of keys: [RetrievalKey], _ visit: (RetrievalKey, Posting) -> Void) throws
}
