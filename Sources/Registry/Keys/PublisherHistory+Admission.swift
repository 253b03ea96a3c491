package import Signing
internal import TransparencyLog

extension PublisherHistory {
    /// Takes a statement as the log's next entry if its signer may say it; `refused` where not.
    ///
    /// - Parameter recording: the signer of the recording with this leaf hash; nothing where there is none.
    package mutating func admit(
        _ statement: Statement, _ signed: UnverifiedSignedStatement, at index: Int,
        recording: (SHA256Digest) throws(RegistryError) -> SHA256Digest?
    ) throws(RegistryError) {
        if statement.isAboutKeys {
            var next = self
            next.append(signed.bytes, at: index)
            if let refusal = next.defect(at: index) { throw .refused(refusal) }
            self = next
            return
        }
        let keyID = signed.header.keyID
        let founder: SHA256Digest
        switch signer(keyID, at: index) {
        case .success(let signer): founder = signer.founder
        case .failure(.unknown): throw .rejected(.unknownPublisher(keyID))
        case .failure(let defect): throw .refused(.key(defect))
        }
        switch statement {
        case .mediaRetract(let content): try checkOwn(content.target, of: founder, recording)
        case .mediaSupersede(let content):
            try checkOwn(content.target, of: founder, recording)
            try checkOwn(content.replacement, of: founder, recording)
        case .dispute(let content):
            guard try recording(content.target) != nil else { throw .refused(.noSuchRecording(content.target)) }
        case .identityAttest(let content):
            guard self.founder(of: content.subject) != nil else { throw .refused(.noSuchSubject(content.subject)) }
        default: break
        }
    }

    /// A publisher may withdraw what its keys signed, void or not.
    private func checkOwn(
        _ target: SHA256Digest, of founder: SHA256Digest,
        _ recording: (SHA256Digest) throws(RegistryError) -> SHA256Digest?
    ) throws(RegistryError) {
        guard let signer = try recording(target) else { throw .refused(.noSuchRecording(target)) }
        guard self.founder(of: signer) == founder else { throw .refused(.anotherPublishersRecording) }
    }
}

extension RegistryStore {
    /// The history, with what the log holds beyond it.
    package func extended(_ history: PublisherHistory) throws(RegistryError) -> PublisherHistory {
        var history = history
        for index in try indices(of: .keyStatements(from: history.size)) {
            guard let entry = try entry(at: index), case .proved = entry.inclusion(in: log) else {
                throw .logFails(origin: log.name)
            }
            history.append(entry.statement, at: index)
        }
        return history
    }

    /// Who signed the recording with this leaf hash, as it says; nothing where the log has no such recording.
    package func recordingSigner(ofLeaf hash: SHA256Digest) throws(RegistryError) -> SHA256Digest? {
        guard let index = try index(ofLeaf: hash), let entry = try entry(at: index) else { return nil }
        return entry.statement.recordingSigner
    }
}

extension [UInt8] {
    /// Who signed a `media.register`, as its header says; nothing for other entries.
    package var recordingSigner: SHA256Digest? {
        guard let signed = try? UnverifiedSignedStatement(decoding: self),
            case .mediaRegister? = try? Statement(of: signed)
        else { return nil }
        return signed.header.keyID
    }
}
