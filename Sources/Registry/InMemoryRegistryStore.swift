public import Matching
public import Signing
internal import Synchronization
public import TransparencyLog

/// A registry that lives as long as the process: for tests, and for whoever embeds the library.
public final class InMemoryRegistryStore: RegistryStore {
    public let log: NoteVerifierKey
    private let state: Mutex<State>
    private static let name = "memory"

    private struct State: Sendable {
        var entries: [(statement: AdmittedStatement, loggedAt: Int64)] = []
        var identities: [SHA256Digest: Int] = [:]
        var fingerprints: [SHA256Digest: [UInt8]] = [:]
        /// Entries that came with their fingerprint, or got it since.
        var complete: Set<Int> = []
        var postings: [KeyedPosting] = []
        var history = PublisherHistory()
        var nodes: [NodeAddress: SHA256Digest] = [:]
        var checkpointNote: [UInt8]?
        var published: UnverifiedNote?

        func node(_ address: NodeAddress) throws(RegistryError) -> SHA256Digest {
            guard let hash = nodes[address] else {
                throw .corrupted(path: name, detail: "a hash of the log is missing")
            }
            return hash
        }

        static func index(ofLeaf hash: SHA256Digest, in entries: [(statement: AdmittedStatement, loggedAt: Int64)])
            -> Int?
        {
            entries.firstIndex { MerkleTree.leafHash(of: $0.statement.signed.statement.bytes) == hash }
        }

        mutating func append(
            _ batch: [LogSubmission], signer: borrowing LogSigner
        ) throws(RegistryError) -> [Appended] {
            var growth = try LogGrowth(of: signer.verifierKey, after: checkpointNote, read: node)
            var next = self
            var results: [(index: Int, isNew: Bool)] = []
            for submission in batch {
                let statement = submission.statement
                let identity = statement.signed.statement.identity
                if let index = next.identities[identity] {
                    results.append((index, false))
                    continue
                }
                let index = try growth.append(statement.signed.statement.bytes, read: node)
                let entries = next.entries
                try next.history.admit(statement.content, statement.signed.statement, at: index) { hash in
                    Self.index(ofLeaf: hash, in: entries).flatMap {
                        entries[$0].statement.signed.statement.bytes.recordingSigner
                    }
                }
                next.entries.append((statement, submission.loggedAt))
                next.identities[identity] = index
                if let bytes = statement.fingerprint {
                    next.fingerprints[SHA256Digest(of: bytes)] = bytes
                    next.complete.insert(index)
                }
                if case .mediaRegister = statement.content {
                    next.postings += submission.postings(RecordingID(rawValue: UInt32(index)))
                }
                results.append((index, true))
            }
            let (checkpoint, note) = try growth.checkpoint(signer: signer, read: node)
            for node in growth.nodes { next.nodes[node.address] = node.hash }
            if let note { next.checkpointNote = note }
            self = next
            return results.map { Appended(index: $0.index, isNew: $0.isNew, checkpoint: checkpoint) }
        }
    }

    /// A log whose first entry is this statement.
    public init(
        first statement: AdmittedStatement, signer: borrowing LogSigner, loggedAt: Int64
    ) throws(RegistryError) {
        log = signer.verifierKey
        var state = State()
        _ = try state.append([LogSubmission(statement, loggedAt: loggedAt)], signer: signer)
        self.state = Mutex(state)
    }

    public func checkpointNote() throws(RegistryError) -> [UInt8] {
        state.withLock { $0.checkpointNote ?? [] }
    }

    public func publishedNote() throws(RegistryError) -> [UInt8]? {
        state.withLock { $0.published?.bytes }
    }

    public func publish(_ note: UnverifiedNote) throws(RegistryError) {
        try state.withLock { state throws(RegistryError) in
            _ = try PublishedCheckpoint(
                note, of: log, after: state.published?.bytes, newest: state.checkpointNote ?? [], read: state.node)
            state.published = note
        }
    }

    public func entry(at index: Int, in choice: CheckpointChoice) throws(RegistryError) -> LogEntry? {
        try state.withLock { state throws(RegistryError) in
            guard state.entries.indices.contains(index) else { return nil }
            let entry = state.entries[index]
            let note = LogEntry.note(
                choice, covering: index, in: log, newest: state.checkpointNote ?? [],
                published: state.published?.bytes)
            let size = Checkpoint(note: note, signedBy: log)?.size ?? 0
            return LogEntry(
                index: index, statement: entry.statement.signed.statement.bytes, loggedAt: entry.loggedAt,
                proof: try MerkleTree.inclusionProof(of: index, in: size, read: state.node), checkpointNote: note)
        }
    }

    public func inclusionProof(of index: Int, in size: Int) throws(RegistryError) -> [SHA256Digest]? {
        try state.withLock { state throws(RegistryError) in
            guard (0..<size).contains(index), size <= state.entries.count else { return nil }
            return try MerkleTree.inclusionProof(of: index, in: size, read: state.node)
        }
    }

    public func consistencyProof(from old: Int, to size: Int) throws(RegistryError) -> [SHA256Digest]? {
        try state.withLock { state throws(RegistryError) in
            guard old >= 0, old <= size, size <= state.entries.count else { return nil }
            return try MerkleTree.consistencyProof(from: old, to: size, read: state.node)
        }
    }

    public func indices(of selection: EntrySelection) throws(RegistryError) -> [Int] {
        state.withLock { state in
            state.entries.indices.filter { index in
                switch (selection, state.entries[index].statement.content) {
                case (.recordings, .mediaRegister): true
                case (.recordingsOf(let file), .mediaRegister(let media)): media.media.sha256 == file
                case (.keyStatements(let start), let content): index >= start && content.isAboutKeys
                case (.about(let target), let content): content.target == target
                case (.coverage, .coverage): true
                case (.statement(let identity), _): state.identities[identity] == index
                default: false
                }
            }
        }
    }

    public func index(ofLeaf hash: SHA256Digest) throws(RegistryError) -> Int? {
        state.withLock { State.index(ofLeaf: hash, in: $0.entries) }
    }

    public func publisherHistory() throws(RegistryError) -> PublisherHistory { state.withLock { $0.history } }

    public func storedFingerprint(_ sha256: SHA256Digest) throws(RegistryError) -> [UInt8]? {
        state.withLock { $0.fingerprints[sha256] }
    }

    /// The postings of every recording, in the order in which they came.
    public var postings: [KeyedPosting] { state.withLock { $0.postings } }

    public func append(_ batch: [LogSubmission], signer: borrowing LogSigner) throws(RegistryError) -> [Appended] {
        guard signer.verifierKey == log else { throw .wrongKey(path: Self.name, role: .log) }
        return try state.withLock { state throws(RegistryError) in try state.append(batch, signer: signer) }
    }

    public func add(fingerprint: [UInt8], to index: Int, postings: [KeyedPosting]) throws(RegistryError) -> Bool {
        state.withLock { state in
            guard state.entries.indices.contains(index), state.complete.insert(index).inserted else { return false }
            state.fingerprints[SHA256Digest(of: fingerprint)] = fingerprint
            state.postings += postings
            return true
        }
    }
}
