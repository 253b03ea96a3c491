internal import Foundation
public import Registry
public import Signing
internal import TransparencyLog

extension Home {
    /// Makes the keys, trusts them, and opens the log with the publisher's own statement as entry 0.
    ///
    /// Safe to run again after an interruption: keys that are there already are used, and a registry that is there already is
    /// left alone (`alreadyInitialised`).
    /// - Parameters:
    ///   - database: where the registry is to be; `registry.db` in the home if absent. The home remembers it.
    ///   - token: where the publisher's key lies; nothing for one that is made in a file.
    ///   - origin: the log's name; nothing for one made of the domain or of the log's key.
    ///   - recoveryKeyFile: where the recovery key goes, mode 0600; `private/recovery.pem` if absent. Only its hash is logged.
    ///   - time: seconds since 1970.
    ///   - introduction: the publisher's statement about the key that was made for it.
    public func initialise(
        in database: PostgreSQLAddress? = nil, algorithm: SignatureAlgorithm = .ed25519,
        token: TokenKeyReference? = nil, origin: String? = nil,
        domain: String? = nil, recoveryKeyFile: String? = nil, at time: Int64,
        introduction: (PublicKey) -> PublisherRegister
    ) throws(RegistryError) -> any StoredRegistry {
        try refuseExistingRegistry()
        try makeFolder(registryFolder)
        // First, so that an interrupted attempt goes on where it was.
        if let database { try keepRegistry(in: database) }
        let logKey = try key(in: logKeyFile, generating: .ed25519)
        let name = origin ?? "\(domain ?? "vericlip.local")/\(logKey.publicKey.keyID.hex.prefix(16))"
        let signer: LogSigner
        do {
            signer = try LogSigner(origin: name, key: logKey)
        } catch {
            throw .key(error)
        }
        let signed = try introduced(
            to: signer.verifierKey, algorithm: algorithm, token: token, domain: domain,
            recoveryKeyFile: recoveryKeyFile, at: time,
            introduction)
        return try registryPlace.creating(
            first: try AdmittedStatement(signed, in: nil), signer: signer, loggedAt: time)
    }

    /// Makes a publisher's keys in a home that has the registry and its log's key already, and introduces the publisher there:
    /// one registry, several publishers. Safe to run again after an interruption.
    public func join(
        algorithm: SignatureAlgorithm = .ed25519, token: TokenKeyReference? = nil, domain: String? = nil,
        recoveryKeyFile: String? = nil,
        at time: Int64, introduction: (PublicKey) -> PublisherRegister
    ) throws(RegistryError) -> any StoredRegistry {
        let registry = try registryForWriting()
        let signer = try logSigner(for: registry.log)
        if [publisherKeyFile, publisherTokenFile].contains(where: { FileManager.default.fileExists(atPath: $0) }),
            try registry.publisherHistory().founder(of: publisherKey().publicKey.keyID) != nil
        {
            throw .alreadyInitialised(path: registry.path)
        }
        let signed = try introduced(
            to: registry.log, algorithm: algorithm, token: token, domain: domain, recoveryKeyFile: recoveryKeyFile,
            at: time,
            introduction)
        let admitted = try AdmittedStatement(signed, in: registry)
        _ = try registry.append([LogSubmission(admitted, loggedAt: time)], signer: signer)
        return registry
    }

    /// Makes a publisher's keys, trusts them and the log, and signs who it is.
    private func introduced(
        to log: NoteVerifierKey, algorithm: SignatureAlgorithm, token: TokenKeyReference?, domain: String?,
        recoveryKeyFile: String?,
        at time: Int64, _ introduction: (PublicKey) -> PublisherRegister
    ) throws(RegistryError) -> VerifiedSignedStatement {
        try makeFolder(keysFolder)
        let publisher =
            if let token { try key(on: token) } else { try key(in: publisherKeyFile, generating: algorithm) }
        let recovery = try key(in: recoveryKeyFile ?? self.recoveryKeyFile, generating: .ed25519)
        try keepPrivateFolderOutOfGit()
        var statement = introduction(publisher.publicKey)
        statement.recoveryKeyHash = recovery.publicKey.keyID
        try write(publisher.publicKey.pem, to: "\(keysFolder)/\(Self.fileName(for: statement.name)).pem")
        // Whoever joins may have asked for witnesses already.
        if try !trustedKeys().logs.contains(log) { try write(TrustedKeys.policy(trusting: log), to: policyFile) }
        return try Statement.publisherRegister(statement).signed(with: publisher, domain: domain, issuedAt: time)
    }

    /// The key of the witness in this home; made where there is none.
    public func witnessKey() throws(RegistryError) -> PrivateKey {
        let key = try key(in: witnessKeyFile, generating: .ed25519)
        try keepPrivateFolderOutOfGit()
        return key
    }

    /// Should the home lie in a git tree, the private keys stay out of it.
    private func keepPrivateFolderOutOfGit() throws(RegistryError) {
        try write("*\n", to: privateFolder + "/.gitignore")
    }

    private func refuseExistingRegistry() throws(RegistryError) {
        let place = try registryPlace
        do {
            _ = try place.reading()
        } catch .notInitialised {
            return
        }
        throw .alreadyInitialised(path: place.description)
    }

    private func key(
        in path: String, generating algorithm: SignatureAlgorithm
    ) throws(RegistryError) -> PrivateKey {
        do {
            if FileManager.default.fileExists(atPath: path) { return try KeyFile.readPrivate(path) }
            let key = try PrivateKey(generating: algorithm)
            try KeyFile.createPrivate(path, key: key)
            return key
        } catch {
            throw .key(error)
        }
    }

    /// The key on the token, and a note of where it lies.
    private func key(on token: TokenKeyReference) throws(RegistryError) -> PrivateKey {
        do throws(SigningError) {
            let key = try Self.key(on: token)
            do {
                try KeyFile.createReference(publisherTokenFile, to: token)
            } catch .fileExists {
                guard try KeyFile.readSecret(publisherTokenFile) == Array(token.text.utf8) else {
                    throw .fileExists(path: publisherTokenFile)
                }
            }
            return key
        } catch {
            throw .key(error)
        }
    }

    /// A file with this text may be there already; one with another text is not overwritten.
    private func write(_ text: String, to path: String) throws(RegistryError) {
        do {
            try KeyFile.createPublic(path, text: text)
        } catch .fileExists {
            guard (try? KeyFile.readPublic(path)) == text else { throw .key(.fileExists(path: path)) }
        } catch {
            throw .key(error)
        }
    }

    private func makeFolder(_ path: String) throws(RegistryError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch CocoaError.fileWriteNoPermission, CocoaError.fileWriteVolumeReadOnly {
            throw .readOnly(path: path)
        } catch CocoaError.fileWriteOutOfSpace {
            throw .diskFull(path: path)
        } catch {
            throw .cannotOpen(path: path, detail: error.localizedDescription)
        }
    }

    /// The publisher's name in lowercase letters, digits and hyphens; "publisher" where nothing is left of it.
    private static func fileName(for name: String) -> String {
        let words = name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return words.isEmpty ? "publisher" : String(words.joined(separator: "-").prefix(60))
    }
}
