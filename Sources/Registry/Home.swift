internal import Foundation
public import Signing
public import TransparencyLog

/// Where one user's registry, trusted keys and private keys lie. Two homes never share a key.
public struct Home: Sendable, Hashable {
    /// An absolute path without a trailing slash.
    public let path: String

    public init(path: String) {
        self.path = URL(fileURLWithPath: path).standardizedFileURL.path
    }

    public var registryFolder: String { path + "/registry" }
    public var registryFile: String { registryFolder + "/registry.db" }
    /// The published log, as it is served.
    public var logFolder: String { registryFolder + "/log" }
    public var keysFolder: String { path + "/keys" }
    public var policyFile: String { "\(keysFolder)/\(TrustedKeys.policyFileName)" }
    public var trustListFile: String { "\(keysFolder)/\(TrustedKeys.trustListFileName)" }
    public var privateFolder: String { path + "/private" }
    public var publisherKeyFile: String { privateFolder + "/publisher.pem" }
    /// A key on its way to become the publisher's: made, but perhaps not logged yet.
    public var nextPublisherKeyFile: String { privateFolder + "/publisher-next.pem" }
    /// Where `init` puts the recovery key, for its owner to move away.
    public var recoveryKeyFile: String { privateFolder + "/recovery.pem" }
    public var logKeyFile: String { privateFolder + "/log.pem" }
    public var witnessKeyFile: String { privateFolder + "/witness.pem" }
    /// What the witness in this home has cosigned.
    public var witnessFile: String { privateFolder + "/witness.db" }
    /// What `serve` was asked to verify.
    public var verificationsFolder: String { privateFolder + "/verifications" }
    /// The newest checkpoints that audits from this home have seen, a file each under the hash of the log's name: what a log
    /// that shows another history is caught by.
    public var seenFolder: String { privateFolder + "/seen" }

    public func trustedKeys() throws(RegistryError) -> TrustedKeys {
        try TrustedKeys(folder: keysFolder)
    }

    /// Who vouches for signers of Content Credentials; nothing where the home has no such list. One that cannot be read is an
    /// error: trust that silently shrinks is a trap.
    public func trustAnchors() throws(RegistryError) -> TrustAnchors? {
        guard FileManager.default.fileExists(atPath: trustListFile) else { return nil }
        do {
            return try TrustAnchors(ofFile: trustListFile)
        } catch {
            throw .unusableKeyFile(path: trustListFile, error)
        }
    }

    public func publisherKey() throws(RegistryError) -> PrivateKey {
        try privateKey(publisherKeyFile, role: .publisher)
    }

    /// The key of the log in this home; `wrongKey` where it is not the one that the registry names.
    public func logSigner(for log: NoteVerifierKey) throws(RegistryError) -> LogSigner {
        let key = try privateKey(logKeyFile, role: .log)
        guard key.publicKey == log.publicKey else { throw .wrongKey(path: logKeyFile, role: .log) }
        do {
            return try LogSigner(origin: log.name, key: key)
        } catch {
            throw .key(error)
        }
    }

    private func privateKey(_ path: String, role: RegistryError.KeyRole) throws(RegistryError) -> PrivateKey {
        guard FileManager.default.fileExists(atPath: path) else { throw .missingKey(path: path, role: role) }
        do {
            return try KeyFile.readPrivate(path)
        } catch {
            throw .key(error)
        }
    }
}
