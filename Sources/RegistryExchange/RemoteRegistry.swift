public import Matching
public import Registry
public import Signing
internal import Synchronization
public import TransparencyLog

/// A registry on another machine, read as if it were here: `vericlip serve` gives out what is asked for, and everything is checked here.
///
/// It is a view of one moment: the checkpoint that it was opened with, which a log of the user's policy signed and which goes on from
/// the one that was seen last. Every entry is proved in that checkpoint before it is given back, and a fingerprint is the one that
/// was asked for. So the server can withhold, as a store can; it cannot alter, add or reorder. What a clip may come from is the server's
/// guess until the clip was laid on it here.
public final class RemoteRegistry: RegistryStore {
    public let log: NoteVerifierKey
    /// The checkpoint's note: what to keep as seen.
    public let note: [UInt8]
    public let transport: RegistryTransport
    let checkpoint: Checkpoint
    private let published: (note: [UInt8], checkpoint: Checkpoint)?
    private let recordings: Int
    private let state = Mutex(State())

    private struct State: Sendable {
        /// Proved, each in the newest checkpoint.
        var entries: [Int: LogEntry] = [:]
        var history: PublisherHistory?
        var fingerprints: [SHA256Digest: [UInt8]] = [:]
    }

    /// Bytes of fingerprints that are kept for the next question.
    private static let keptBytes = 1 << 26
    /// More than the fingerprint of 24 hours takes.
    private static let fingerprintLimit = 1 << 29
    /// Of an answer in JSON: a page of entries is less than half of it.
    static let answerLimit = 1 << 23

    /// - Parameters:
    ///   - policy: decides which log is believed.
    ///   - seen: the note of the newest checkpoint that was seen of a log.
    public init(
        _ transport: RegistryTransport, policy: LogPolicy,
        seen: (_ origin: String) throws(RegistryError) -> [UInt8]? = { _ in nil }
    ) throws(RegistryError) {
        self.transport = transport
        guard let body = try transport.get("/v1/log", limit: Self.answerLimit) else {
            throw .unexpectedAnswer(address: transport.address, detail: "there is no registry under this address")
        }
        let shown: LogMessage = try transport.message(body)
        let note = Array(shown.checkpoint.utf8)
        let signer = policy.logs.lazy.map(\.key).first { Checkpoint(note: note, signedBy: $0) != nil }
        guard let signer, let checkpoint = Checkpoint(note: note, signedBy: signer) else {
            throw .logNotListed(
                address: transport.address, origin: shown.origin.onOneLine, key: shown.key.onOneLine)
        }
        log = signer
        self.note = note
        self.checkpoint = checkpoint
        guard (0...checkpoint.size).contains(shown.recordings) else {
            throw .unexpectedAnswer(address: transport.address, detail: "it counts more recordings than entries")
        }
        recordings = shown.recordings
        if let text = shown.published {
            let note = Array(text.utf8)
            guard let checkpoint = Checkpoint(note: note, signedBy: signer) else {
                throw .unexpectedAnswer(
                    address: transport.address, detail: "the published checkpoint is not signed by the log")
            }
            published = (note, checkpoint)
        } else {
            published = nil
        }
        if let published { try expectGrowth(from: published.checkpoint) }
        if let before = try seen(signer.name).flatMap({ Checkpoint(note: $0, signedBy: signer) }) {
            try expectGrowth(from: before)
        }
    }

    /// What was signed before is the beginning of what is shown now.
    private func expectGrowth(from before: Checkpoint) throws(RegistryError) {
        let proof = try consistencyProof(from: before.size, to: checkpoint.size)
        guard let proof,
            MerkleTree.verifyConsistency(
                from: before.size, root: before.root, to: checkpoint.size, root: checkpoint.root, proof: proof)
        else { throw .historyDiffers(origin: log.name, seen: before.size, shown: checkpoint.size) }
    }
}

extension RemoteRegistry {
    public func checkpointNote() throws(RegistryError) -> [UInt8] { note }

    public func publishedNote() throws(RegistryError) -> [UInt8]? { published?.note }

    public func recordingCount() throws(RegistryError) -> Int { recordings }

    /// `unexpectedAnswer` where the server shows an entry that is not the log's: nothing of it is given back.
    public func entry(at index: Int, in choice: CheckpointChoice) throws(RegistryError) -> LogEntry? {
        guard (0..<checkpoint.size).contains(index) else { return nil }
        if choice == .published, let published, index < published.checkpoint.size {
            return try entry(at: index, in: published.note, published.checkpoint)
        }
        if let known = state.withLock({ $0.entries[index] }) { return known }
        guard let entry = try entry(at: index, in: note, checkpoint) else { return nil }
        state.withLock { $0.entries[index] = entry }
        return entry
    }

    private func entry(
        at index: Int, in note: [UInt8], _ checkpoint: Checkpoint
    ) throws(RegistryError) -> LogEntry? {
        guard
            let body = try transport.get(
                "/v1/log/entries/\(index)?size=\(checkpoint.size)", limit: Self.answerLimit)
        else { return nil }
        let message: EntryMessage = try transport.message(body)
        guard message.index == index else {
            throw .unexpectedAnswer(address: transport.address, detail: "it shows another entry than \(index)")
        }
        return try proved(message, in: note, checkpoint)
    }

    private func proved(
        _ message: EntryMessage, in note: [UInt8], _ checkpoint: Checkpoint
    ) throws(RegistryError) -> LogEntry {
        guard let entry = message.entry(in: note),
            MerkleTree.verifyInclusion(
                of: MerkleTree.leafHash(of: entry.statement), at: entry.index, in: checkpoint.size,
                root: checkpoint.root, proof: entry.proof)
        else {
            throw .unexpectedAnswer(
                address: transport.address, detail: "entry \(message.index) is not proved to be in the log")
        }
        return entry
    }

    public func inclusionProof(of index: Int, in size: Int) throws(RegistryError) -> [SHA256Digest]? {
        guard (0..<size).contains(index), size <= checkpoint.size,
            let body = try transport.get("/v1/log/entries/\(index)?size=\(size)", limit: Self.answerLimit)
        else { return nil }
        let message: EntryMessage = try transport.message(body)
        return message.entry(in: note)?.proof
    }

    public func consistencyProof(from old: Int, to size: Int) throws(RegistryError) -> [SHA256Digest]? {
        guard 0 <= old, old <= size else { return nil }
        // Nothing to ask.
        if old == 0 || old == size { return [] }
        guard let body = try transport.get("/v1/log/consistency?from=\(old)&to=\(size)", limit: Self.answerLimit)
        else { return nil }
        let message: ConsistencyMessage = try transport.message(body)
        return message.proof
    }

    /// The entries themselves come along, proved.
    public func indices(of selection: EntrySelection) throws(RegistryError) -> [Int] {
        var start = 0
        if case .keyStatements(let first) = selection { start = first }
        var indices: [Int] = []
        while true {
            let path = "/v1/log/entries?\(selection.query)&from=\(start)&size=\(checkpoint.size)"
            guard let body = try transport.get(path, limit: Self.answerLimit) else { return indices }
            let message: EntriesMessage = try transport.message(body)
            for item in message.entries {
                guard item.index >= start else {
                    throw .unexpectedAnswer(address: transport.address, detail: "entries come out of order")
                }
                let entry = try proved(item, in: note, checkpoint)
                state.withLock { $0.entries[entry.index] = entry }
                indices.append(entry.index)
                start = entry.index + 1
            }
            guard let next = message.next else { return indices }
            // An answer that gives nothing and goes on would go on for ever.
            guard !message.entries.isEmpty, next >= start else {
                throw .unexpectedAnswer(address: transport.address, detail: "a page of entries leads nowhere")
            }
            start = next
        }
    }

    public func index(ofLeaf hash: SHA256Digest) throws(RegistryError) -> Int? {
        guard
            let body = try transport.get(
                "/v1/log/leaves/\(hash.hex)?size=\(checkpoint.size)", limit: Self.answerLimit)
        else { return nil }
        let message: EntryMessage = try transport.message(body)
        let entry = try proved(message, in: note, checkpoint)
        guard MerkleTree.leafHash(of: entry.statement) == hash else {
            throw .unexpectedAnswer(address: transport.address, detail: "it shows another entry than was asked for")
        }
        state.withLock { $0.entries[entry.index] = entry }
        return entry.index
    }

    public func publisherHistory() throws(RegistryError) -> PublisherHistory {
        if let known = state.withLock({ $0.history }) { return known }
        let history = try extended(PublisherHistory())
        state.withLock { $0.history = history }
        return history
    }

    public func storedFingerprint(_ sha256: SHA256Digest) throws(RegistryError) -> [UInt8]? {
        if let known = state.withLock({ $0.fingerprints[sha256] }) { return known }
        guard let bytes = try transport.get("/v1/fingerprints/\(sha256.hex)", limit: Self.fingerprintLimit) else {
            return nil
        }
        guard SHA256Digest(of: bytes) == sha256 else {
            throw .unexpectedAnswer(address: transport.address, detail: "it shows another fingerprint than was signed")
        }
        state.withLock { state in
            let held = state.fingerprints.values.reduce(0) { $0 + $1.count }
            if held + bytes.count > Self.keptBytes { state.fingerprints = [:] }
            state.fingerprints[sha256] = bytes
        }
        return bytes
    }

    /// Nobody writes here: `readOnly`.
    public func publish(_ note: UnverifiedNote) throws(RegistryError) { throw .readOnly(path: transport.address) }

    /// Statements are handed in with `submit`.
    public func append(_ batch: [LogSubmission], signer: borrowing LogSigner) throws(RegistryError) -> [Appended] {
        throw .readOnly(path: transport.address)
    }

    public func add(fingerprint: [UInt8], to index: Int, postings: [KeyedPosting]) throws(RegistryError) -> Bool {
        throw .readOnly(path: transport.address)
    }
}
