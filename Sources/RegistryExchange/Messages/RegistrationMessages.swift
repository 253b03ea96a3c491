public import Matching
internal import Media
public import Registry
internal import Signing
internal import TransparencyLog

/// A signed statement on its way to a registry on another machine: the body of `POST /v1/registrations`, an array of byte strings in
/// CBOR.
public struct RegistrationRequest: Sendable, Hashable {
    public static let mediaType = "application/cbor"
    /// The fingerprint of some nine hours, and a statement.
    public static let byteLimit = 1 << 27

    /// The COSE_Sign1.
    public let statement: [UInt8]
    /// Of a `media.register` the fingerprint that it names.
    public let fingerprint: [UInt8]?

    public init(statement: [UInt8], fingerprint: [UInt8]?) {
        self.statement = statement
        self.fingerprint = fingerprint
    }

    public var bytes: [UInt8] {
        CBOR.array([.bytes(statement)] + (fingerprint.map { [.bytes($0)] } ?? [])).encoded
    }

    /// Nothing where the bytes are not exactly such an array. They may be many, and are not trusted: nothing else than two byte strings is
    /// made of them, whatever they say they are.
    public init?(decoding bytes: [UInt8]) {
        guard bytes.first == 0x81 || bytes.first == 0x82, let statement = Self.byteString(in: bytes, at: 1) else {
            return nil
        }
        var fingerprint: Range<Int>?
        if bytes.first == 0x82 {
            fingerprint = Self.byteString(in: bytes, at: statement.upperBound)
            if fingerprint == nil { return nil }
        }
        guard (fingerprint ?? statement).upperBound == bytes.count else { return nil }
        self.init(statement: Array(bytes[statement]), fingerprint: fingerprint.map { Array(bytes[$0]) })
        // One encoding of each: lengths in their shortest form.
        guard self.bytes == bytes else { return nil }
    }

    /// Where the content of a byte string lies that begins at this offset.
    private static func byteString(in bytes: [UInt8], at offset: Int) -> Range<Int>? {
        guard offset < bytes.count, bytes[offset] >> 5 == 2 else { return nil }
        let additional = Int(bytes[offset] & 31)
        guard additional <= 26 else { return nil }
        let width = additional < 24 ? 0 : 1 << (additional - 24)
        let start = offset + 1 + width
        guard start <= bytes.count else { return nil }
        let length = width == 0 ? additional : bytes[offset + 1..<start].reduce(0) { $0 << 8 | Int($1) }
        return length <= bytes.count - start ? start..<start + length : nil
    }
}

/// What became of it: the entry with its proof, and the checkpoint that the proof leads to.
public struct RegistrationMessage: Codable, Sendable, Hashable {
    let entry: EntryMessage
    /// A signed note.
    let checkpoint: String
    /// False where the registry held the statement, or another of the publisher's over the same file, already.
    let isNew: Bool
    let overlaps: [OverlapMessage]

    /// Nothing where the registry has lost the entry meanwhile.
    public init?(
        _ appended: Appended, overlaps: [OverlapMessage], of registry: some RegistryStore
    ) throws(RegistryError) {
        let note = try registry.checkpointNote()
        guard let checkpoint = Checkpoint(note: note, signedBy: registry.log),
            let entry = try EntryMessage(appended.index, in: checkpoint.size, of: registry)
        else { return nil }
        self.entry = entry
        self.checkpoint = String(decoding: note, as: UTF8.self)
        isNew = appended.isNew
        self.overlaps = overlaps
    }
}

/// Footage that another record holds too.
public struct OverlapMessage: Codable, Sendable, Hashable {
    public let record: String
    public let title: String?
    public let publisher: String?
    /// Whether whoever registers signed that record too.
    public let own: Bool
    /// In milliseconds: of what is registered, and of the other recording.
    public let here: [Int]
    public let source: [Int]

    public init(_ overlap: Overlap, _ content: Record.SignedContent?, isOwn: Bool) {
        record = String(overlap.recording.rawValue)
        title = content?.media.title
        publisher = content?.publisher.name
        own = isOwn
        here = [overlap.here.start.milliseconds, overlap.here.end.milliseconds]
        source = [overlap.source.start.milliseconds, overlap.source.end.milliseconds]
    }

    /// Nothing where its times are none.
    public var ranges: (here: Range<Int>, source: Range<Int>)? {
        guard let here = Self.range(here), let source = Self.range(source) else { return nil }
        return (here, source)
    }

    private static func range(_ times: [Int]) -> Range<Int>? {
        guard times.count == 2, 0 <= times[0], times[0] <= times[1], times[1] <= 360_000_000 else { return nil }
        return times[0]..<times[1]
    }
}
