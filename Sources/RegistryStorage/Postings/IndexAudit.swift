public import Matching
public import Registry

/// Whether the index holds, of every recording, the postings that its fingerprint gives, and no others.
public struct IndexAudit: Sendable, Hashable {
    /// In the index.
    public fileprivate(set) var postings = 0
    /// Whose fingerprints are held, and were compared.
    public fileprivate(set) var compared = 0
    /// Of them, those of which the index holds other postings than it should.
    public fileprivate(set) var wrong: [RecordingID] = []
    /// Whose fingerprints are not held: what the index holds of them was handed in, and cannot be checked here.
    public fileprivate(set) var unheld: [RecordingID] = []
    /// Numbers under which the index holds postings, and no recording is registered.
    public fileprivate(set) var strays: [RecordingID] = []

    public var holds: Bool { wrong.isEmpty && strays.isEmpty }
}

/// Postings of one recording, in whatever order they come.
private struct PostingSum: Hashable {
    var count = 0
    var sum: UInt64 = 0

    mutating func add(_ key: RetrievalKey, _ time: UInt32) {
        count += 1
        // SplitMix64's mixing (Steele, Lea and Flood, 2014): sums of mixed words are equal by chance once in 2^64.
        var mixed = UInt64(key.rawValue) << 32 | UInt64(time)
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        sum &+= mixed ^ mixed >> 31
    }

    init() {}

    init(_ postings: [KeyedPosting]) {
        for entry in Set(postings) { add(entry.key, entry.posting.time) }
    }
}

extension StoredRegistry {
    /// Compares the whole index with the fingerprints.
    /// - Parameters:
    ///   - postings: those that a recording should have, by its fingerprint.
    ///   - progress: recordings that are compared, of how many.
    public func auditIndex(
        deriving postings: (RecordingID, [UInt8]) throws(RegistryError) -> [KeyedPosting],
        progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) throws(RegistryError) -> IndexAudit {
        var audit = IndexAudit()
        var found: [RecordingID: PostingSum] = [:]
        try forEachList { key, list in
            audit.postings += list.count
            for posting in list { found[posting.recording, default: PostingSum()].add(key, posting.time) }
        }
        audit.unheld = try recordingsWithoutFingerprint()
        let recordings = try indices(of: .recordings).map { RecordingID(rawValue: UInt32($0)) }
        audit.strays = Set(found.keys).subtracting(recordings).sorted()
        for (number, recording) in recordings.enumerated() {
            progress(number, recordings.count)
            guard let bytes = try heldFingerprint(of: recording) else { continue }
            audit.compared += 1
            let expected = PostingSum(try postings(recording, bytes))
            if found[recording, default: PostingSum()] != expected { audit.wrong.append(recording) }
        }
        progress(recordings.count, recordings.count)
        return audit
    }

    /// Builds the index again from the fingerprints. What it holds of recordings whose fingerprints are not held is kept.
    /// - Parameters:
    ///   - source: this registry, opened another time: it is read while this one is written.
    ///   - postings: those that a recording should have, by its fingerprint.
    ///   - progress: recordings that are done, of how many.
    public func rebuildIndex(
        reading source: any StoredRegistry,
        deriving postings: (RecordingID, [UInt8]) throws(RegistryError) -> [KeyedPosting],
        progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) throws(RegistryError) {
        var waiting: [RecordingID]?
        var next = 0
        try replaceIndex { () throws(RegistryError) in
            // Read now: what is registered from here on is no part of the index that is replaced.
            guard let recordings = waiting else {
                waiting = try source.indices(of: .recordings).map { RecordingID(rawValue: UInt32($0)) }
                return try source.postings(of: Set(try source.recordingsWithoutFingerprint()))
            }
            guard next < recordings.count else { return nil }
            var batch: [KeyedPosting] = []
            while next < recordings.count, batch.count < 2_500_000 {
                progress(next, recordings.count)
                if let bytes = try source.heldFingerprint(of: recordings[next]) {
                    batch += try postings(recordings[next], bytes)
                }
                next += 1
            }
            return batch
        }
        progress(next, next)
    }

    private func postings(of recordings: Set<RecordingID>) throws(RegistryError) -> [KeyedPosting] {
        guard !recordings.isEmpty else { return [] }
        var found: [KeyedPosting] = []
        try forEachList { key, list in
            for posting in list where recordings.contains(posting.recording) {
                found.append(KeyedPosting(key: key, posting: posting))
            }
        }
        return found
    }

    private func heldFingerprint(of recording: RecordingID) throws(RegistryError) -> [UInt8]? {
        let index = Int(recording.rawValue)
        guard let hash = try storedEntries(index..<index + 1).first?.fingerprint else { return nil }
        return try storedFingerprint(hash)
    }
}
