public import Signing

/// A log's state in three lines (C2SP tlog-checkpoint).
public struct Checkpoint: Sendable, Hashable {
    /// The log's name, unique to its key.
    public let origin: String
    public let size: Int
    public let root: SHA256Digest

    public init(origin: String, size: Int, root: SHA256Digest) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    public var text: String { "\(origin)\n\(size)\n\(root.bytes.base64)\n" }

    /// Nothing where the text is not exactly a checkpoint. Extension lines are not taken: no auditor could check them.
    public init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 4, let size = Int(lines[1]), size >= 0,
            let bytes = [UInt8](strictBase64: lines[2]), let root = SHA256Digest(bytes: bytes)
        else { return nil }
        self.init(origin: String(lines[0]), size: size, root: root)
        // One text a checkpoint: no sign, no leading zero, no other Base64, and an origin that is not empty.
        guard !origin.isEmpty, self.text == text else { return nil }
    }

    /// The checkpoint of a note that this log signed; nothing where it did not.
    public init?(note: [UInt8], signedBy log: NoteVerifierKey) {
        guard let note = try? UnverifiedNote(decoding: note).verified(by: [log]) else { return nil }
        self.init(text: note.text)
        guard origin == log.name else { return nil }
    }
}

/// The log's own key with the origin that it signs for. One holder writes the log.
public struct LogSigner: ~Copyable, Sendable {
    public let verifierKey: NoteVerifierKey
    private let key: PrivateKey

    public init(origin: String, key: consuming PrivateKey) throws(SigningError) {
        verifierKey = try NoteVerifierKey(name: origin, publicKey: key.publicKey)
        self.key = key
    }

    /// The checkpoint as a signed note; its origin must be the signer's.
    public borrowing func note(of checkpoint: Checkpoint) throws(SigningError) -> [UInt8] {
        guard checkpoint.origin == verifierKey.name else { throw .note(.invalidName) }
        return try key.note(signing: checkpoint.text, as: verifierKey.name)
    }
}
