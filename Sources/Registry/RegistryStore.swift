public import Matching
public import Signing
public import TransparencyLog

/// Where statements, fingerprints and the log over them are kept.
///
/// - **Durability**: when `append` returns, the statement, its fingerprint, its postings, the log's new hashes and the new
///   checkpoint are on the disk. After a crash at any moment a store holds all of this or nothing of it.
/// - **Order**: entries are numbered 0, 1, 2, … in the order in which `append` took them. An entry never changes and never goes
///   away; what it says is corrected by later entries.
/// - **Concurrency**: any number of readers, one writer at a time, in this process and in others. A read sees the store as it
///   was at one moment. A second writer waits for a stated time, then gets `locked`.
/// - **Trust**: a store is not trusted. It gives back bytes; `record(_:trusting:)` and `fingerprint(of:)` check them against the
///   signatures and the log. Whoever can alter the store can withhold entries, and can do no more unnoticed.
/// - **Errors**: thrown where the store could not be asked. What was asked for and is not there is nothing, not an error.
public protocol RegistryStore: RecordingSource {
    /// The key of the log that this store holds; its name is the log's origin.
    var log: NoteVerifierKey { get }

    /// The newest checkpoint, as the signed note.
    func checkpointNote() throws(RegistryError) -> [UInt8]

    /// The checkpoint that was published last, with its cosignatures; nothing before the first.
    func publishedNote() throws(RegistryError) -> [UInt8]?

    /// Keeps a checkpoint of this log, cosigned, as the published one. Durable when it returns; one that is smaller than the
    /// published one is `logForks`.
    func publish(_ note: UnverifiedNote) throws(RegistryError)

    /// An entry with the proof that it is in a checkpoint, read at one moment.
    func entry(at index: Int, in choice: CheckpointChoice) throws(RegistryError) -> LogEntry?

    /// That an entry is among the first `size`; nothing where the log has fewer, or the entry is none of them.
    func inclusionProof(of index: Int, in size: Int) throws(RegistryError) -> [SHA256Digest]?

    /// That the first `old` entries are the beginning of the first `size`; nothing where the log has fewer.
    func consistencyProof(from old: Int, to size: Int) throws(RegistryError) -> [SHA256Digest]?

    /// The entries of one kind, oldest first.
    func indices(of selection: EntrySelection) throws(RegistryError) -> [Int]

    /// How many recordings there are to look through.
    func recordingCount() throws(RegistryError) -> Int

    /// The entry with this leaf hash.
    func index(ofLeaf hash: SHA256Digest) throws(RegistryError) -> Int?

    /// What the log says of publishers and their keys, each entry proved. `logFails` where one is not.
    func publisherHistory() throws(RegistryError) -> PublisherHistory

    /// The fingerprint's bytes as they are stored, unchecked; nothing where only its hash is held.
    func storedFingerprint(_ sha256: SHA256Digest) throws(RegistryError) -> [UInt8]?

    /// Whether `storedFingerprint` would give it, where that can be told without reading it.
    func holdsFingerprint(_ sha256: SHA256Digest) throws(RegistryError) -> Bool

    /// Adds the statements as the next entries under one new checkpoint: all of them or, where it throws, none. A statement
    /// that the log holds already gives the entry that holds it; `refused` where one is not its signer's to say, by what the
    /// log holds at that moment.
    ///
    /// - Parameter signer: the log's key; `wrongKey` where it is another log's.
    func append(_ batch: [LogSubmission], signer: borrowing LogSigner) throws(RegistryError) -> [Appended]

    /// Keeps the fingerprint of an entry that came without it, and its postings: both or, where it throws, neither, and on the
    /// disk when this returns. The log stays as it is. False where the entry has its fingerprint already, or there is none.
    ///
    /// Unchecked: `reveal` checks that it is the one that the entry names.
    func add(fingerprint: [UInt8], to index: Int, postings: [KeyedPosting]) throws(RegistryError) -> Bool
}

extension RegistryStore {
    public func holdsFingerprint(_ sha256: SHA256Digest) throws(RegistryError) -> Bool {
        try storedFingerprint(sha256) != nil
    }
}

/// A statement on its way into the log.
public struct LogSubmission: Sendable {
    public let statement: AdmittedStatement
    /// Seconds since 1970, by the registry's clock.
    public let loggedAt: Int64
    /// Called once, inside the transaction, when the recording's number is known; not called for a statement that is there
    /// already, nor for one that is not about a recording.
    public let postings: @Sendable (RecordingID) -> [KeyedPosting]

    public init(
        _ statement: AdmittedStatement, loggedAt: Int64,
        postings: @escaping @Sendable (RecordingID) -> [KeyedPosting] = { _ in [] }
    ) {
        self.statement = statement
        self.loggedAt = loggedAt
        self.postings = postings
    }
}

/// Which checkpoint an entry is proved in.
public enum CheckpointChoice: Sendable, Hashable {
    case newest
    /// The one with cosignatures; the newest where none was published or the entry came later.
    case published
}

/// Which entries are asked for.
public enum EntrySelection: Sendable, Hashable {
    /// Every `media.register`.
    case recordings
    /// Every `media.register` over a file with these bytes.
    case recordingsOf(file: SHA256Digest)
    /// Every statement about publishers and their keys from this entry on.
    case keyStatements(from: Int)
    /// What is said of a record, by its leaf hash, or of a key, by its ID; other than about keys themselves.
    case about(SHA256Digest)
    /// Every `coverage`.
    case coverage
    /// The statement with this identity.
    case statement(identity: SHA256Digest)
}

/// An entry of the log, with what is needed to check it.
public struct LogEntry: Sendable, Hashable {
    public let index: Int
    /// The COSE_Sign1.
    public let statement: [UInt8]
    /// Seconds since 1970, by the clock of the registry that took the entry; nobody signed it.
    public let loggedAt: Int64
    public let proof: [SHA256Digest]
    /// The checkpoint that the proof leads to.
    public let checkpointNote: [UInt8]

    public init(
        index: Int, statement: [UInt8], loggedAt: Int64, proof: [SHA256Digest], checkpointNote: [UInt8]
    ) {
        self.index = index
        self.statement = statement
        self.loggedAt = loggedAt
        self.proof = proof
        self.checkpointNote = checkpointNote
    }
}

/// What became of a statement.
public struct Appended: Sendable, Hashable {
    public let index: Int
    /// False where the store held the statement already.
    public let isNew: Bool
    public let checkpoint: Checkpoint

    public init(index: Int, isNew: Bool, checkpoint: Checkpoint) {
        self.index = index
        self.isNew = isNew
        self.checkpoint = checkpoint
    }
}
