internal import Foundation
public import Signing
public import TransparencyLog

/// Whom the user trusts: the public keys in a `keys/` folder, each under the name of its file, and the logs of its policy.
public struct TrustedKeys: Sendable {
    public struct Entry: Sendable, Hashable {
        /// The file's name without `.pem`.
        public let name: String
        public let key: PublicKey

        public init(name: String, key: PublicKey) {
            self.name = name
            self.key = key
        }
    }

    public let entries: [Entry]
    /// Without a policy file: no logs, and no witnesses asked for.
    public let policy: LogPolicy

    public init(entries: [Entry] = [], policy: LogPolicy = LogPolicy(trusting: [])) {
        self.entries = entries
        self.policy = policy
    }

    public var logs: [NoteVerifierKey] { policy.logs.map(\.key) }

    public func trust(in keyID: SHA256Digest) -> Record.Trust {
        entries.first { $0.key.keyID == keyID }.map { .trusted(name: $0.name) } ?? .unknown
    }

    /// Trust in one key of a publisher is trust in its others: each was added by one before it, and showed that it takes part. What
    /// was signed after a cut-off adds none.
    public func trust(in keyID: SHA256Digest, by history: PublisherHistory) -> Record.Trust {
        let direct = trust(in: keyID)
        guard direct == .unknown, let founder = history.founder(of: keyID) else { return direct }
        return entries.first { history.founder(of: $0.key.keyID) == founder }.map { .inherited(name: $0.name) }
            ?? .unknown
    }

    public func trust(in log: NoteVerifierKey) -> Record.Trust {
        logs.contains(log) ? .trusted(name: log.name) : .unknown
    }
}

extension TrustedKeys {
    /// The log's policy file in the folder (C2SP tlog-policy).
    public static let policyFileName = "log.policy"

    /// The certificate authorities in the folder that vouch for signers of Content Credentials, in PEM.
    public static let trustListFileName = "c2pa-trust.pem"

    /// The certificate authorities in the folder that vouch for time stamp authorities, in PEM.
    public static let timeTrustFileName = "tsa-trust.pem"

    /// Lists of certificates, which vouch for no record: no key of a publisher has such a file's name.
    public static let certificateListNames: Set = [trustListFileName, timeTrustFileName]

    /// Reads every `.pem` file of the folder, and the policy where there is one. No folder is an empty one. One unusable
    /// file fails the whole: trust that silently shrinks is a trap.
    public init(folder: String) throws(RegistryError) {
        var entries: [Entry] = []
        var policy = LogPolicy(trusting: [])
        let files: [String]
        do {
            files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch CocoaError.fileReadNoSuchFile {
            files = []
        } catch {
            throw .key(.cannotRead(path: folder, code: 0))
        }
        for file in files {
            let path = "\(folder)/\(file)"
            if Self.certificateListNames.contains(file) { continue }
            if file.hasSuffix(".pem") {
                entries.append(
                    Entry(
                        name: String(file.dropLast(4)),
                        key: try Self.read(path) { text throws(SigningError) in try PublicKey(pem: text) }))
            } else if file == Self.policyFileName {
                policy = try Self.policy(in: path)
            }
        }
        self.init(entries: entries, policy: policy)
    }

    /// The policy that trusts one log and asks for no witnesses.
    public static func policy(trusting log: NoteVerifierKey) -> String {
        "log \(log.text)\nquorum none\n"
    }

    private static func policy(in path: String) throws(RegistryError) -> LogPolicy {
        let text = try read(path) { $0 }
        do {
            return try LogPolicy(decoding: Array(text.utf8))
        } catch {
            throw .unusablePolicy(path: path, error)
        }
    }

    private static func read<Value>(
        _ path: String, _ parse: (String) throws(SigningError) -> Value
    ) throws(RegistryError) -> Value {
        do {
            return try parse(try KeyFile.readPublic(path))
        } catch {
            throw .unusableKeyFile(path: path, error)
        }
    }
}
