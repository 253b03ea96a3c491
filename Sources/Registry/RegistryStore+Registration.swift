public import Matching
public import Signing
public import TransparencyLog

extension RegistryStore {
    /// Signs and logs a recording. The same file by the same key with a fingerprint of the same algorithm is registered
    /// once: the second time gives the entry that is there.
    public func register(
        _ media: MediaRegister, fingerprint: [UInt8]?, by publisher: borrowing PrivateKey, domain: String? = nil,
        signer: borrowing LogSigner, at time: Int64, postings: (RecordingID) -> [KeyedPosting]
    ) throws(RegistryError) -> Appended {
        guard let checkpoint = try checkpoint() else { throw .logFails(origin: log.name) }
        if let index = try registration(of: media, keyID: publisher.publicKey.keyID) {
            return Appended(index: index, isNew: false, checkpoint: checkpoint)
        }
        let signed = try Statement.mediaRegister(media).signed(with: publisher, domain: domain, issuedAt: time)
        let admitted = try AdmittedStatement(signed, fingerprint: fingerprint, in: self)
        return try append(admitted, signer: signer, loggedAt: time, postings: postings)
    }

    /// The entry under which this key has registered the file already. A record that fails its checks does not count.
    private func registration(of media: MediaRegister, keyID: SHA256Digest) throws(RegistryError) -> Int? {
        for index in try indices(of: .recordingsOf(file: media.media.sha256)) {
            guard let entry = try entry(at: index) else { continue }
            do {
                let content = try content(of: entry)
                if content.keyID == keyID, content.media.media.sha256 == media.media.sha256,
                    content.media.fingerprint.algorithm == media.fingerprint.algorithm
                {
                    return index
                }
            } catch .recordFails {
                continue
            }
        }
        return nil
    }
}
