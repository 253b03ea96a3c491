public import Fingerprinting
public import Matching
public import Signing
public import TransparencyLog

/// Reading with the checks: what a store gives back is believed only as far as signatures and proofs carry it.
extension RegistryStore {
    /// How many recordings there are to look through.
    public func recordingCount() throws(RegistryError) -> Int {
        try indices(of: .recordings).count
    }

    public func checkpoint() throws(RegistryError) -> Checkpoint? {
        Checkpoint(note: try checkpointNote(), signedBy: log)
    }

    /// An entry with the proof that it is in the newest checkpoint.
    public func entry(at index: Int) throws(RegistryError) -> LogEntry? { try entry(at: index, in: .newest) }

    /// That the first `size` entries are the beginning of the log as the newest checkpoint has it; nothing where the log has
    /// fewer.
    public func consistencyProof(from size: Int) throws(RegistryError) -> [SHA256Digest]? {
        guard let checkpoint = try checkpoint() else { return nil }
        return try consistencyProof(from: size, to: checkpoint.size)
    }

    /// Every recording, oldest first.
    public func records(trusting keys: TrustedKeys) throws(RegistryError) -> [Record] {
        var records: [Record] = []
        for index in try indices(of: .recordings) {
            if let record = try record(RecordingID(rawValue: UInt32(index)), trusting: keys) { records.append(record) }
        }
        return records
    }

    /// The recording with its checks; nothing where the log has no such entry. Where the user's policy asks for witnesses, the
    /// entry must be in a checkpoint that satisfies it.
    public func record(_ id: RecordingID, trusting keys: TrustedKeys) throws(RegistryError) -> Record? {
        let asksForWitnesses = keys.policy.quorum != .none
        guard let entry = try entry(at: Int(id.rawValue), in: asksForWitnesses ? .published : .newest) else {
            return nil
        }
        var defects: [RecordDefect] = []
        if asksForWitnesses, case .failure(let defect) = keys.policy.checkpoint(of: entry.checkpointNote) {
            defects.append(.policy(defect))
        }
        let inclusion = entry.inclusion(in: log)
        switch inclusion {
        case .proved: break
        case .failed(let defect): defects.append(defect)
        }
        var signed: Record.SignedContent?
        do {
            signed = try content(of: entry)
        } catch .recordFails(_, let defect) {
            defects.append(defect)
        }
        return Record(
            id: id, loggedAt: entry.loggedAt, signed: signed,
            trust: signed.map { keys.trust(in: $0.keyID) } ?? .unknown, logTrust: keys.trust(in: log),
            inclusion: inclusion, defects: defects)
    }

    /// The publisher that registered this key in this log, if its own statement holds.
    public func publisher(keyID: SHA256Digest) throws(RegistryError) -> PublisherRegister? {
        for index in try indices(of: .publisher(keyID: keyID)) {
            guard let entry = try entry(at: index), case .proved = entry.inclusion(in: log),
                let statement = try? UnverifiedSignedStatement(decoding: entry.statement),
                case .publisherRegister(let publisher)? = try? Statement(of: statement),
                let key = publisher.keys.first(where: { $0.publicKey.keyID == keyID })?.publicKey,
                statement.verified(by: key) != nil
            else { continue }
            return publisher
        }
        return nil
    }

    /// The bytes of the fingerprint that the publisher signed; nothing where only its hash is held. `recordFails` where
    /// statement or fingerprint do not hold.
    public func fingerprintBytes(of recording: RecordingID) throws(RegistryError) -> [UInt8]? {
        guard let entry = try entry(at: Int(recording.rawValue)) else { return nil }
        let expected = try content(of: entry).media.fingerprint
        guard let bytes = try storedFingerprint(expected.sha256) else { return nil }
        guard bytes.count == expected.byteCount, SHA256Digest(of: bytes) == expected.sha256 else {
            throw .recordFails(recording, .fingerprint)
        }
        return bytes
    }

    /// The fingerprint that the publisher signed; nothing where only its hash is held.
    public func fingerprint(of recording: RecordingID) throws -> Fingerprint? {
        try fingerprintBytes(of: recording).map { bytes in try Fingerprint(decoding: bytes) }
    }

    /// A recording's statement with its signature checked, as `export` needs it. `recordFails` where it does not hold.
    public func signedStatement(of recording: RecordingID) throws(RegistryError) -> VerifiedSignedStatement? {
        guard let entry = try entry(at: Int(recording.rawValue)) else { return nil }
        return try verify(entry).signed
    }

    /// What the statement says, if its signature and its publisher's hold.
    func content(of entry: LogEntry) throws(RegistryError) -> Record.SignedContent {
        let (signed, media, publisher) = try verify(entry)
        let header = signed.statement.header
        return Record.SignedContent(
            media: media, publisher: publisher, keyID: header.keyID, issuedAt: header.issuedAt, issuer: header.issuer)
    }

    private func verify(
        _ entry: LogEntry
    ) throws(RegistryError) -> (signed: VerifiedSignedStatement, media: MediaRegister, publisher: PublisherRegister) {
        let id = RecordingID(rawValue: UInt32(entry.index))
        let statement: UnverifiedSignedStatement
        let content: Statement
        do throws(SigningError) {
            statement = try UnverifiedSignedStatement(decoding: entry.statement)
        } catch {
            guard case .statement(let defect) = error else { throw .key(error) }
            throw .recordFails(id, .statement(defect))
        }
        do {
            content = try Statement(of: statement)
        } catch {
            throw .recordFails(id, .statement(error))
        }
        guard case .mediaRegister(let media) = content else { throw .recordFails(id, .notARecording) }
        let keyID = statement.header.keyID
        guard let publisher = try publisher(keyID: keyID),
            let key = publisher.keys.first(where: { $0.publicKey.keyID == keyID })?.publicKey
        else { throw .recordFails(id, .statement(.unknownPublisher(keyID))) }
        guard let signed = statement.verified(by: key) else { throw .recordFails(id, .statement(.badSignature)) }
        return (signed, media, publisher)
    }
}

extension LogEntry {
    /// Whether the entry is in the checkpoint that it came with, and the checkpoint is this log's.
    func inclusion(in log: NoteVerifierKey) -> Record.Inclusion {
        guard let checkpoint = Checkpoint(note: checkpointNote, signedBy: log) else { return .failed(.checkpoint) }
        let holds = MerkleTree.verifyInclusion(
            of: MerkleTree.leafHash(of: statement), at: index, in: checkpoint.size, root: checkpoint.root, proof: proof)
        return holds ? .proved(checkpoint) : .failed(.inclusion)
    }
}
