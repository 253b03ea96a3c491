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
    public var timeTrustFile: String { "\(keysFolder)/\(TrustedKeys.timeTrustFileName)" }
    /// The address of the time stamp authority that the log asks, on one line.
    public var timeAuthorityFile: String { registryFolder + "/time-authority" }
    public var privateFolder: String { path + "/private" }
    public var publisherKeyFile: String { privateFolder + "/publisher.pem" }
    /// A key on its way to become the publisher's: made, but perhaps not logged yet.
    public var nextPublisherKeyFile: String { privateFolder + "/publisher-next.pem" }
    /// Where `init` puts the recovery key, for its owner to move away.
    public var recoveryKeyFile: String { privateFolder + "/recovery.pem" }
    /// Where the publisher's key lies on a token, in place of the file above.
    public var publisherTokenFile: String { privateFolder + "/publisher.token" }
    /// What words to webhooks are signed with.
    public var webhookSecretFile: String { privateFolder + "/webhook-secret" }
    public var logKeyFile: String { privateFolder + "/log.pem" }
    public var witnessKeyFile: String { privateFolder + "/witness.pem" }
    /// What the witness in this home has cosigned.
    public var witnessFile: String { privateFolder + "/witness.db" }
    /// Detectors of the user's own, a manifest and a network each.
    public var detectorsFolder: String { path + "/detectors" }
    /// What the user chose to keep of clips, for the census.
    public var casesFolder: String { privateFolder + "/cases" }
    /// What signed recordings of people hold of their faces and voices.
    public var peopleFolder: String { privateFolder + "/people" }
    /// What `serve` was asked to verify.
    public var verificationsFolder: String { privateFolder + "/verifications" }
    /// Who may ask `serve`, where keys are asked for.
    public var apiKeysFile: String { privateFolder + "/api-keys.db" }
    /// The newest checkpoints that audits from this home have seen, a file each under the hash of the log's name: what a log
    /// that shows another history is caught by.
    public var seenFolder: String { privateFolder + "/seen" }

    /// Fingerprints of which only the hash, or the keys, are handed out, a file each under its hash.
    public var withheldFolder: String { privateFolder + "/withheld" }

    public func trustedKeys() throws(RegistryError) -> TrustedKeys {
        try TrustedKeys(folder: keysFolder)
    }

    /// Who vouches for signers of Content Credentials; nothing where the home has no such list. One that cannot be read is an
    /// error: trust that silently shrinks is a trap.
    public func trustAnchors() throws(RegistryError) -> TrustAnchors? { try anchors(in: trustListFile) }

    /// Who vouches for time stamp authorities; nothing where the home has no such list.
    public func timeAnchors() throws(RegistryError) -> TrustAnchors? { try anchors(in: timeTrustFile) }

    private func anchors(in path: String) throws(RegistryError) -> TrustAnchors? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            return try TrustAnchors(ofFile: path)
        } catch {
            throw .unusableKeyFile(path: path, error)
        }
    }

    /// The publisher's key: from its file, or on the token that the home names.
    public func publisherKey() throws(RegistryError) -> PrivateKey {
        guard FileManager.default.fileExists(atPath: publisherTokenFile) else {
            return try privateKey(publisherKeyFile, role: .publisher)
        }
        do throws(SigningError) {
            let text = String(decoding: try KeyFile.readSecret(publisherTokenFile), as: UTF8.self)
            guard let reference = TokenKeyReference(text: text) else {
                throw .notAPrivateKey(path: publisherTokenFile)
            }
            return try Self.key(on: reference)
        } catch {
            throw .key(error)
        }
    }

    /// The variable of the environment that may hold a token's PIN.
    public static let pinVariable = "VERICLIP_PIN"

    /// Opens a key on a token with the PIN from the environment, or else from the file that the reference names.
    public static func key(on reference: TokenKeyReference) throws(SigningError) -> PrivateKey {
        var pin = ProcessInfo.processInfo.environment[pinVariable].map { Array($0.utf8) } ?? []
        if pin.isEmpty, let file = reference.pinFile {
            pin = try KeyFile.readSecret(file)
            while pin.last == UInt8(ascii: "\n") || pin.last == UInt8(ascii: "\r") { pin.removeLast() }
        }
        guard !pin.isEmpty else { throw .token(.noPIN) }
        return try PrivateKey(on: reference, pin: pin)
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
