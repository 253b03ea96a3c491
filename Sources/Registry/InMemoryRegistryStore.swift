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
        var postings: [KeyedPosting] = []
        var nodes: [NodeAddress: SHA256Digest] = [:]
        var checkpointNote: [UInt8]?

        func node(_ address: NodeAddress) throws(RegistryError) -> SHA256Digest {
            guard let hash = nodes[address] else {
                throw .corrupted(path: name, detail: "a hash of the log is missing")
            }
            return hash
        }

        mutating func append(
            _ statement: AdmittedStatement, signer: borrowing LogSigner, loggedAt: Int64,
            postings: (RecordingID) -> [KeyedPosting]
        ) throws(RegistryError) -> Appended {
            let signed = statement.signed.statement
            let growth = try LogGrowth(
                of: signer, after: checkpointNote, appending: signed.bytes, read: node)
            if let index = identities[signed.identity], let note = checkpointNote,
                let checkpoint = Checkpoint(note: note, signedBy: signer.verifierKey)
            {
                return Appended(index: index, isNew: false, checkpoint: checkpoint)
            }
            entries.append((statement, loggedAt))
            identities[signed.identity] = growth.index
            if let bytes = statement.fingerprint { fingerprints[SHA256Digest(of: bytes)] = bytes }
            for node in growth.nodes { nodes[node.address] = node.hash }
            checkpointNote = growth.checkpointNote
            if case .mediaRegister = statement.content {
                self.postings += postings(RecordingID(rawValue: UInt32(growth.index)))
            }
            return Appended(index: growth.index, isNew: true, checkpoint: growth.checkpoint)
        }
    }

    /// A log whose first entry is this statement.
    public init(
        first statement: AdmittedStatement, signer: borrowing LogSigner, loggedAt: Int64
    ) throws(RegistryError) {
        log = signer.verifierKey
        var state = State()
        _ = try state.append(statement, signer: signer, loggedAt: loggedAt) { _ in [] }
        self.state = Mutex(state)
    }

    public func checkpointNote() throws(RegistryError) -> [UInt8] {
        state.withLock { $0.checkpointNote ?? [] }
    }

    public func entry(at index: Int) throws(RegistryError) -> LogEntry? {
        try state.withLock { state throws(RegistryError) in
            guard state.entries.indices.contains(index) else { return nil }
            let entry = state.entries[index]
            return LogEntry(
                index: index, statement: entry.statement.signed.statement.bytes, loggedAt: entry.loggedAt,
                proof: try MerkleTree.inclusionProof(of: index, in: state.entries.count, read: state.node),
                checkpointNote: state.checkpointNote ?? [])
        }
    }

    public func consistencyProof(from size: Int) throws(RegistryError) -> [SHA256Digest]? {
        try state.withLock { state throws(RegistryError) in
            guard (0...state.entries.count).contains(size) else { return nil }
            return try MerkleTree.consistencyProof(from: size, to: state.entries.count, read: state.node)
        }
    }

    public func indices(of selection: EntrySelection) throws(RegistryError) -> [Int] {
        state.withLock { state in
            state.entries.indices.filter { index in
                switch (selection, state.entries[index].statement.content) {
                case (.recordings, .mediaRegister): true
                case (.recordingsOf(let file), .mediaRegister(let media)): media.media.sha256 == file
                case (.publisher(let keyID), .publisherRegister(let publisher)):
                    publisher.keys.contains { $0.publicKey.keyID == keyID }
                default: false
                }
            }
        }
    }

    public func storedFingerprint(_ sha256: SHA256Digest) throws(RegistryError) -> [UInt8]? {
        state.withLock { $0.fingerprints[sha256] }
    }

    /// The postings of every recording, in the order in which they came.
    public var postings: [KeyedPosting] { state.withLock { $0.postings } }

    public func append(
        _ statement: AdmittedStatement, signer: borrowing LogSigner, loggedAt: Int64,
        postings: (RecordingID) -> [KeyedPosting]
    ) throws(RegistryError) -> Appended {
        guard signer.verifierKey == log else { throw .wrongKey(path: Self.name, role: .log) }
        return try state.withLock { state throws(RegistryError) in
            try state.append(statement, signer: signer, loggedAt: loggedAt, postings: postings)
        }
    }
}
