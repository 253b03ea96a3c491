internal import Foundation
public import Signing

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
    public let logs: [NoteVerifierKey]

    public init(entries: [Entry] = [], logs: [NoteVerifierKey] = []) {
        self.entries = entries
        self.logs = logs
    }

    public func trust(in keyID: SHA256Digest) -> Record.Trust {
        entries.first { $0.key.keyID == keyID }.map { .trusted(name: $0.name) } ?? .unknown
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

    /// Reads every `.pem` file of the folder, and the policy where there is one. No folder is an empty one. One unusable
    /// file fails the whole: trust that silently shrinks is a trap.
    public init(folder: String) throws(RegistryError) {
        var entries: [Entry] = []
        var logs: [NoteVerifierKey] = []
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
            // Certificate authorities for Content Credentials, which vouch for no record.
            if file == Self.trustListFileName { continue }
            if file.hasSuffix(".pem") {
                entries.append(
                    Entry(
                        name: String(file.dropLast(4)),
                        key: try Self.read(path) { text throws(SigningError) in try PublicKey(pem: text) }))
            } else if file == Self.policyFileName {
                logs = try Self.logs(policy: try Self.read(path) { $0 }, path: path)
            }
        }
        self.init(entries: entries, logs: logs)
    }

    /// The policy that trusts one log and asks for no witnesses.
    public static func policy(trusting log: NoteVerifierKey) -> String {
        "log \(log.text)\nquorum none\n"
    }

    /// Takes `log` lines and `quorum none`. Witnesses are not checked yet, so a policy that asks for them is refused.
    private static func logs(policy: String, path: String) throws(RegistryError) -> [NoteVerifierKey] {
        var logs: [NoteVerifierKey] = []
        for (number, line) in policy.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            switch (first, words.count) {
            case ("log", 2...3):
                do {
                    logs.append(try NoteVerifierKey(text: String(words[1])))
                } catch {
                    throw .unusableKeyFile(path: path, error)
                }
            case ("quorum", 2) where words[1] == "none": continue
            default: throw .unsupportedPolicy(path: path, line: number + 1)
            }
        }
        return logs
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
