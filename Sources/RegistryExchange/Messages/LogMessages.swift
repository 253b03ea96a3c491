public import Registry
internal import Signing
internal import TransparencyLog

/// A log as its server shows it: `GET /v1/log`.
public struct LogMessage: Codable, Sendable, Hashable {
    public let origin: String
    /// As in a policy: `NAME+KEYID+BASE64`.
    public let key: String
    /// The newest checkpoint, a signed note.
    public let checkpoint: String
    /// The one that was published last, with its cosignatures; absent before the first.
    public let published: String?
    public let recordings: Int

    public init(of registry: some RegistryStore) throws(RegistryError) {
        origin = registry.log.name
        key = registry.log.text
        checkpoint = String(decoding: try registry.checkpointNote(), as: UTF8.self)
        published = try registry.publishedNote().map { String(decoding: $0, as: UTF8.self) }
        recordings = try registry.recordingCount()
    }
}

/// An entry with the proof that it is among the first `size`: `GET /v1/log/entries/{index}`.
public struct EntryMessage: Codable, Sendable, Hashable {
    public let index: Int
    /// Seconds since 1970, by the registry's clock; nobody signed it.
    public let loggedAt: Int64
    /// The COSE_Sign1, in Base64.
    public let statement: String
    public let size: Int
    /// The audit path, in Base64, from the leaf up.
    public let proof: [String]

    /// Nothing where the registry has no such entry among the first `size`.
    public init?(_ index: Int, in size: Int, of registry: some RegistryStore) throws(RegistryError) {
        guard let proof = try registry.inclusionProof(of: index, in: size), let entry = try registry.entry(at: index)
        else { return nil }
        self.index = index
        loggedAt = entry.loggedAt
        statement = entry.statement.base64
        self.size = size
        self.proof = proof.map(\.bytes.base64)
    }

    /// The entry as a store gives it, unchecked; nothing where the message is not one.
    /// - Parameter note: the checkpoint that it is to be proved in.
    func entry(in note: [UInt8]) -> LogEntry? {
        let hashes = proof.compactMap { [UInt8](strictBase64: $0).flatMap { SHA256Digest(bytes: $0) } }
        guard let statement = [UInt8](strictBase64: statement), hashes.count == proof.count else { return nil }
        return LogEntry(
            index: index, statement: statement, loggedAt: loggedAt, proof: hashes, checkpointNote: note)
    }
}

/// Entries of one kind, oldest first: `GET /v1/log/entries`.
public struct EntriesMessage: Codable, Sendable, Hashable {
    public let entries: [EntryMessage]
    /// Where to go on; absent where there are no more.
    public let next: Int?

    /// Entries of an answer at most, and the bytes of their statements from which on no further one is added.
    private static let entryLimit = 256
    private static let byteLimit = 1 << 20

    /// - Parameters:
    ///   - start: the first entry that may be given.
    ///   - size: of the log that they are to be proved in.
    public init(
        _ selection: EntrySelection, from start: Int, in size: Int, of registry: some RegistryStore
    ) throws(RegistryError) {
        var entries: [EntryMessage] = []
        var byteCount = 0
        for index in try registry.indices(of: selection) where index >= start && index < size {
            guard entries.count < Self.entryLimit, byteCount < Self.byteLimit else {
                self.entries = entries
                next = index
                return
            }
            guard let entry = try EntryMessage(index, in: size, of: registry) else { continue }
            byteCount += entry.statement.utf8.count
            entries.append(entry)
        }
        self.entries = entries
        next = nil
    }
}

/// That the first entries of a log are the beginning of more: `GET /v1/log/consistency`.
public struct ConsistencyMessage: Codable, Sendable, Hashable {
    /// In Base64, as RFC 6962, 2.1.2 orders them.
    public let hashes: [String]

    /// Nothing where the log has fewer entries.
    public init?(from old: Int, to size: Int, of registry: some RegistryStore) throws(RegistryError) {
        guard let hashes = try registry.consistencyProof(from: old, to: size) else { return nil }
        self.hashes = hashes.map(\.bytes.base64)
    }

    /// Nothing where they are no hashes.
    var proof: [SHA256Digest]? {
        let proof = hashes.compactMap { [UInt8](strictBase64: $0).flatMap { SHA256Digest(bytes: $0) } }
        return proof.count == hashes.count ? proof : nil
    }
}

extension EntrySelection {
    /// As in the query of `GET /v1/log/entries`.
    var query: String {
        switch self {
        case .recordings: "kind=recordings"
        case .coverage: "kind=coverage"
        case .keyStatements: "kind=keys"
        case .recordingsOf(let file): "file=\(file.hex)"
        case .about(let target): "about=\(target.hex)"
        case .statement(let identity): "identity=\(identity.hex)"
        }
    }

    /// The first of `kind`, `file`, `about` and `identity` that is there; recordings where none is. Nothing where a member is no word or
    /// hash that it can be.
    /// - Parameter value: of a member of the query; nothing where it is not there.
    public init?(query value: (String) -> String?) {
        var hashes: [String: SHA256Digest] = [:]
        for name in ["file", "about", "identity"] {
            guard let text = value(name) else { continue }
            guard let hash = SHA256Digest(hex: text) else { return nil }
            hashes[name] = hash
        }
        switch value("kind") {
        case "recordings": self = .recordings
        case "coverage": self = .coverage
        case "keys": self = .keyStatements(from: 0)
        case nil:
            self =
                hashes["file"].map { .recordingsOf(file: $0) } ?? hashes["about"].map { .about($0) }
                ?? hashes["identity"].map { .statement(identity: $0) } ?? .recordings
        default: return nil
        }
    }
}
