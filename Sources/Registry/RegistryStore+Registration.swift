public import Matching
public import Signing
public import TransparencyLog

extension RegistryStore {
    /// Signs and logs a recording. The same file by the same publisher with a fingerprint of the same algorithm is registered
    /// once: the second time gives the entry that is there.
    public func register(
        _ media: MediaRegister, fingerprint: [UInt8]?, by publisher: borrowing PrivateKey, domain: String? = nil,
        signer: borrowing LogSigner, at time: Int64,
        postings: @escaping @Sendable (RecordingID) -> [KeyedPosting]
    ) throws(RegistryError) -> Appended {
        if let known = try registration(of: media, by: publisher.publicKey) { return known }
        let submission = try submission(
            of: media, fingerprint: fingerprint, by: publisher, domain: domain, at: time, postings: postings)
        return try append([submission], signer: signer)[0]
    }

    /// The recording's signed statement, admitted: ready to be logged.
    public func submission(
        of media: MediaRegister, fingerprint: [UInt8]?, by publisher: borrowing PrivateKey, domain: String? = nil,
        at time: Int64, postings: @escaping @Sendable (RecordingID) -> [KeyedPosting]
    ) throws(RegistryError) -> LogSubmission {
        let signed = try Statement.mediaRegister(media).signed(with: publisher, domain: domain, issuedAt: time)
        let admitted = try AdmittedStatement(signed, fingerprint: fingerprint, in: self)
        return LogSubmission(admitted, loggedAt: time, postings: postings)
    }

    /// The entry under which the key's publisher has registered the file already. A record that fails its checks or was
    /// withdrawn does not count.
    public func registration(of media: MediaRegister, by key: PublicKey) throws(RegistryError) -> Appended? {
        guard let checkpoint = try checkpoint() else { throw .logFails(origin: log.name) }
        let founder = try publisherHistory().founder(of: key.keyID)
        for index in try indices(of: .recordingsOf(file: media.media.sha256)) {
            guard let entry = try entry(at: index) else { continue }
            do {
                let content = try content(of: entry)
                if content.founder == founder, content.media.media.sha256 == media.media.sha256,
                    content.media.fingerprint.algorithm == media.fingerprint.algorithm,
                    try remarks(on: RecordingID(rawValue: UInt32(index))).retractions.isEmpty
                {
                    return Appended(index: index, isNew: false, checkpoint: checkpoint)
                }
            } catch .recordFails {
                continue
            }
        }
        return nil
    }
}
