public import Fingerprinting
public import Matching
public import Signing
public import TransparencyLog

/// Reading with the checks: what a store gives back is believed only as far as signatures and proofs carry it.
extension RegistryStore {
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
        var reading: Reading?
        var trust = Record.Trust.unknown
        do {
            let history = try publisherHistory()
            reading = try read(entry, history)
            if let reading { trust = keys.trust(in: reading.content.keyID, by: history) }
            if let defect = reading?.defect { defects.append(.key(defect)) }
        } catch .recordFails(_, let defect) {
            defects.append(defect)
        } catch .logFails {
            defects.append(.keyHistory)
        }
        return Record(
            id: id, loggedAt: entry.loggedAt, signed: reading?.content, trust: trust, logTrust: keys.trust(in: log),
            inclusion: inclusion, defects: defects)
    }

    /// The publisher that the key speaks for in the log's next entry.
    public func publisher(keyID: SHA256Digest) throws(RegistryError) -> PublisherRegister? {
        guard case .success(let signer) = try publisherHistory().signer(keyID, at: .max) else { return nil }
        return signer.publisher
    }

    /// The bytes of the fingerprint that the publisher signed; nothing where only its hash is held. `recordFails` where
    /// statement or fingerprint do not hold.
    public func fingerprintBytes(of recording: RecordingID) throws(RegistryError) -> [UInt8]? {
        guard let entry = try entry(at: Int(recording.rawValue)) else { return nil }
        let expected = try read(entry, try publisherHistory()).content.media.fingerprint
        guard let bytes = try storedFingerprint(expected.sha256) else { return nil }
        guard expected.isOf(bytes) else { throw .recordFails(recording, .fingerprint) }
        return bytes
    }

    /// The fingerprint that the publisher signed; nothing where only its hash is held.
    public func fingerprint(of recording: RecordingID) throws -> Fingerprint? {
        try fingerprintBytes(of: recording).map { bytes in try Fingerprint(decoding: bytes) }
    }

    /// A recording's statement with its signature checked, as `export` needs it. `recordFails` where it does not hold.
    public func signedStatement(of recording: RecordingID) throws(RegistryError) -> VerifiedSignedStatement? {
        guard let entry = try entry(at: Int(recording.rawValue)) else { return nil }
        return try read(entry, try publisherHistory()).signed
    }

    /// What the statement says, if its signature holds and its key stands.
    func content(of entry: LogEntry) throws(RegistryError) -> Record.SignedContent {
        let reading = try read(entry, try publisherHistory())
        if let defect = reading.defect { throw .recordFails(RecordingID(rawValue: UInt32(entry.index)), .key(defect)) }
        return reading.content
    }

    private func read(_ entry: LogEntry, _ history: PublisherHistory) throws(RegistryError) -> Reading {
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
        let header = statement.header
        guard let signer = history.owner(of: header.keyID, at: entry.index) else {
            throw .recordFails(id, .statement(.unknownPublisher(header.keyID)))
        }
        guard let signed = statement.verified(by: signer.key) else {
            throw .recordFails(id, .statement(.badSignature))
        }
        var defect: KeyDefect<SHA256Digest>?
        if case .failure(let failure) = history.signer(header.keyID, at: entry.index) { defect = failure }
        return Reading(
            signed: signed,
            content: Record.SignedContent(
                media: media, publisher: signer.publisher, keyID: header.keyID, issuedAt: header.issuedAt,
                issuer: header.issuer, founder: signer.founder, keyEnd: signer.end),
            defect: defect)
    }
}

/// A recording's statement whose signature holds, whoever may have made it.
private struct Reading {
    let signed: VerifiedSignedStatement
    let content: Record.SignedContent
    /// Why the key does not speak for the publisher.
    let defect: KeyDefect<SHA256Digest>?
}

extension LogEntry {
    /// Whether the entry is in the checkpoint that it came with, and the checkpoint is this log's.
    package func inclusion(in log: NoteVerifierKey) -> Record.Inclusion {
        guard let checkpoint = Checkpoint(note: checkpointNote, signedBy: log) else { return .failed(.checkpoint) }
        let holds = MerkleTree.verifyInclusion(
            of: MerkleTree.leafHash(of: statement), at: index, in: checkpoint.size, root: checkpoint.root, proof: proof)
        return holds ? .proved(checkpoint) : .failed(.inclusion)
    }
}
