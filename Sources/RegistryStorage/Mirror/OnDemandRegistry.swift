public import Matching
public import Registry
public import Signing
internal import Synchronization
public import TransparencyLog

/// A mirror that fetches a fingerprint when a look-up asks for one that is not here: checked against the hash in the signed record, kept,
/// and used. Whoever serves it learns which recording was looked at; everything else is answered from this machine.
public final class OnDemandRegistry: RegistryStore, CandidateSource {
    /// The bytes under a path below the log's address; nothing where there is no such file. It waits until they are there.
    public typealias Fetch = @Sendable (_ path: String, _ byteLimit: Int) throws(MirrorError) -> [UInt8]?

    /// What became of a fingerprint that was not here.
    @nonexhaustive
    public enum Outcome: Sendable, Hashable {
        case fetched
        /// It is not given out there.
        case notServed
        /// Something else is given out in its place.
        case altered
        /// Nobody answers now, or what came cannot be kept.
        case failed(reason: String)
    }

    /// The keys that a fingerprint is found by.
    public typealias Postings = @Sendable (RecordingID, [UInt8]) throws(RegistryError) -> [KeyedPosting]

    private let registry: any StoredRegistry
    private let home: Home
    private let fetch: Fetch
    private let postings: Postings
    private let asked = Mutex<[SHA256Digest: Asked]>([:])
    private let names: MissingFingerprints

    private struct Asked: Sendable {
        let recording: RecordingID
        let outcome: Outcome
        /// Kept for this look-up, whether or not they could be kept for the next.
        let bytes: [UInt8]?
    }

    /// - Parameter postings: the keys that a fingerprint is found by.
    public init(
        of home: Home, postings: @escaping Postings, fetch: @escaping Fetch
    ) throws(RegistryError) {
        registry = try home.registryForReading()
        names = MissingFingerprints()
        self.home = home
        self.postings = postings
        self.fetch = fetch
    }

    private init(sharing other: OnDemandRegistry) {
        (registry, home, fetch, postings, names) = (
            other.registry, other.home, other.fetch, other.postings, other.names
        )
    }

    /// The same for one look-up, with outcomes of its own.
    public func forOneLookup() -> OnDemandRegistry { OnDemandRegistry(sharing: self) }

    /// The fingerprints that were asked for and not here, by recording.
    public var outcomes: [(recording: RecordingID, outcome: Outcome)] {
        asked.withLock { Array($0.values) }.sorted { $0.recording < $1.recording }.map { ($0.recording, $0.outcome) }
    }

    /// Asked for once by each look-up, whatever came of it.
    public func storedFingerprint(_ sha256: SHA256Digest) throws(RegistryError) -> [UInt8]? {
        if let stored = try registry.storedFingerprint(sha256) { return stored }
        if let asked = asked.withLock({ $0[sha256] }) { return asked.bytes }
        guard let recording = try names.recording(with: sha256, in: registry),
            let reference = try registry.fingerprintReference(at: Int(recording.rawValue))
        else { return nil }
        let (outcome, bytes) = try fetched(recording, reference)
        asked.withLock { $0[sha256] = Asked(recording: recording, outcome: outcome, bytes: bytes) }
        return bytes
    }

    private func fetched(
        _ recording: RecordingID, _ reference: MediaRegister.FingerprintReference
    ) throws(RegistryError) -> (Outcome, [UInt8]?) {
        let bytes: [UInt8]?
        do {
            let limit = min(reference.byteCount, LogFolder.fingerprintByteLimit)
            bytes = try fetch(LogFolder.path(ofFingerprint: reference.sha256), limit)
        } catch {
            return (.failed(reason: error.phrase), nil)
        }
        guard let bytes else { return (.notServed, nil) }
        guard reference.isOf(bytes) else { return (.altered, nil) }
        do {
            try LogFolder(path: home.logFolder).write(fingerprint: bytes, under: reference.sha256)
            let writer = try home.registryPlace.fillingMirror()
            try writer.keep(fingerprint: bytes, of: recording, postings: try postings(recording, bytes))
        } catch .readOnly, .notPermitted, .locked {
            // It serves this look-up; the next fetches it again.
        }
        return (.fetched, bytes)
    }
}

/// Which recordings want a fingerprint that was not here when this was first asked.
private final class MissingFingerprints: Sendable {
    private let known = Mutex<[SHA256Digest: RecordingID]?>(nil)

    /// The recording whose signed statement names this fingerprint. None whose publisher hands out its keys alone: there is nothing
    /// to ask for.
    func recording(with sha256: SHA256Digest, in registry: any StoredRegistry) throws(RegistryError) -> RecordingID? {
        let all: [SHA256Digest: RecordingID]
        if let known = known.withLock({ $0 }) {
            all = known
        } else {
            all = try named(in: registry)
            known.withLock { $0 = all }
        }
        guard let recording = all[sha256] else { return nil }
        do throws(RegistryError) {
            return try registry.signedStatement(of: recording) == nil ? nil : recording
        } catch .recordFails {
            return nil
        }
    }

    private func named(in registry: any StoredRegistry) throws(RegistryError) -> [SHA256Digest: RecordingID] {
        var all: [SHA256Digest: RecordingID] = [:]
        for recording in try registry.recordingsWithoutFingerprint() {
            guard let entry = try registry.entry(at: Int(recording.rawValue)),
                let media = MediaRegister(namedBy: entry.statement), media.publication != .keys,
                all[media.fingerprint.sha256] == nil
            else { continue }
            all[media.fingerprint.sha256] = recording
        }
        return all
    }
}

/// Everything else is the mirror's own.
extension OnDemandRegistry {
    public var log: NoteVerifierKey { registry.log }

    public func candidates(for query: CandidateQuery) throws -> [Candidate] { try registry.candidates(for: query) }

    public func checkpointNote() throws(RegistryError) -> [UInt8] { try registry.checkpointNote() }

    public func publishedNote() throws(RegistryError) -> [UInt8]? { try registry.publishedNote() }

    public func publish(_ note: UnverifiedNote) throws(RegistryError) { throw .readOnly(path: registry.path) }

    public func entry(at index: Int, in choice: CheckpointChoice) throws(RegistryError) -> LogEntry? {
        try registry.entry(at: index, in: choice)
    }

    public func inclusionProof(of index: Int, in size: Int) throws(RegistryError) -> [SHA256Digest]? {
        try registry.inclusionProof(of: index, in: size)
    }

    public func consistencyProof(from old: Int, to size: Int) throws(RegistryError) -> [SHA256Digest]? {
        try registry.consistencyProof(from: old, to: size)
    }

    public func indices(of selection: EntrySelection) throws(RegistryError) -> [Int] {
        try registry.indices(of: selection)
    }

    public func recordingCount() throws(RegistryError) -> Int { try registry.recordingCount() }

    public func index(ofLeaf hash: SHA256Digest) throws(RegistryError) -> Int? { try registry.index(ofLeaf: hash) }

    public func publisherHistory() throws(RegistryError) -> PublisherHistory { try registry.publisherHistory() }

    public func append(_ batch: [LogSubmission], signer: borrowing LogSigner) throws(RegistryError) -> [Appended] {
        throw .readOnly(path: registry.path)
    }

    public func add(fingerprint: [UInt8], to index: Int, postings: [KeyedPosting]) throws(RegistryError) -> Bool {
        throw .readOnly(path: registry.path)
    }
}

extension MirrorError {
    /// Without a full stop.
    fileprivate var phrase: String {
        switch self {
        case .unreachable(_, let reason): reason
        case .refused(_, let status): "it answered with status \(status)"
        default: "\(self)"
        }
    }
}
