internal import Matching
internal import Registry
internal import Reporting
internal import Signing
internal import TransparencyLog
internal import Verification

/// A registered recording as the API shows it: as `sources` of report v1 do, with what stands behind it.
struct RecordResource {
    let source: SourceRecord
    let entry: LogEntry
    let statement: UnverifiedSignedStatement
    let media: MediaRegister
    /// Whether the fingerprint is here to be handed out.
    let isAvailable: Bool

    /// Nothing where the log has no such recording, or one whose statement cannot be read.
    init?(_ recording: RecordingID, of registry: some RegistryStore, trusting keys: TrustedKeys) throws(RegistryError) {
        guard let entry = try registry.entry(at: Int(recording.rawValue), in: .published),
            let statement = try? UnverifiedSignedStatement(decoding: entry.statement),
            case .mediaRegister(let media)? = try? Statement(of: statement),
            let source = try SourceReader(registry, trusting: keys).source(recording)
        else { return nil }
        self.source = source
        self.entry = entry
        self.statement = statement
        self.media = media
        isAvailable = try registry.holdsFingerprint(media.fingerprint.sha256)
    }

    /// One object, the payload as it was signed last in it.
    var text: String {
        guard case .object(let members) = source.json else { preconditionFailure("a record is an object") }
        let more: JSONValue = .object([
            "fingerprint": .object([
                "algorithm": .string(media.fingerprint.algorithm), "sha256": .string(media.fingerprint.sha256.hex),
                "bytes": .integer(media.fingerprint.byteCount),
                "published": .string(isAvailable ? "whole" : media.publication == .keys ? "keys" : "hash"),
            ]),
            "identity": .string(statement.identity.hex),
            "leafHash": .string(MerkleTree.leafHash(of: entry.statement).hex),
            "cose": .string(entry.statement.base64),
        ])
        guard case .object(let rest) = more else { preconditionFailure("written as an object") }
        let head = JSONValue.object(members + rest).compact
        return head.dropLast() + ",\"statement\":\(String(decoding: statement.payload, as: UTF8.self))}\n"
    }
}
