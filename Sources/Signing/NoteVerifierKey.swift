/// The public half of a note's signer, with the name that it signs under.
public struct NoteVerifierKey: Sendable, Hashable {
    let named: NamedEd25519Key

    public var name: String { named.name }
    /// Always Ed25519.
    public var publicKey: PublicKey { named.publicKey }
    /// `name+keyID+key`.
    public var text: String { named.text }

    public init(name: String, publicKey: PublicKey) throws(SigningError) {
        named = try NamedEd25519Key(kind: .note, name: name, publicKey: publicKey)
    }

    /// Reads `name+keyID+key`; the key may contain a plus sign of its own.
    public init(text: String) throws(SigningError) {
        named = try NamedEd25519Key(kind: .note, text: text)
    }

    func verifies(_ signature: NoteSignature, over text: String) -> Bool {
        publicKey.verifies(signature: signature.signature, over: Array(text.utf8))
    }
}

/// An Ed25519 key under a name, for one kind of signature (C2SP signed-note, "verifier keys").
struct NamedEd25519Key: Sendable, Hashable {
    enum Kind: UInt8, Sendable {
        /// Signs the text itself.
        case note = 0x01
        /// Signs the text with a time (C2SP tlog-cosignature).
        case cosignature = 0x04
    }

    let kind: Kind
    let name: String
    let publicKey: PublicKey
    private let raw: [UInt8]

    static let keyIDByteCount = 4

    init(kind: Kind, name: String, publicKey: PublicKey) throws(SigningError) {
        guard Self.isName(name[...]) else { throw .note(.invalidName) }
        guard let raw = publicKey.rawEd25519 else { throw .unsupportedKey }
        self.kind = kind
        self.name = name
        self.publicKey = publicKey
        self.raw = raw
    }

    init(kind: Kind, text: String) throws(SigningError) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let key = [UInt8](strictBase64: parts[2]), key.first == kind.rawValue else {
            throw .note(.malformedVerifierKey)
        }
        try self.init(kind: kind, name: String(parts[0]), publicKey: PublicKey(ed25519: Array(key.dropFirst())))
        guard parts[1] == keyID.lowercaseHex else { throw .note(.malformedVerifierKey) }
    }

    var text: String { "\(name)+\(keyID.lowercaseHex)+\(([kind.rawValue] + raw).base64)" }

    /// The key's number: enough to tell keys apart, not enough to trust one.
    var keyID: [UInt8] {
        Array(SHA256Digest(of: name.utf8 + [0x0A, kind.rawValue] + raw).bytes.prefix(Self.keyIDByteCount))
    }

    func made(_ signature: NoteSignature) -> Bool { name == signature.name && keyID == signature.keyID }

    /// Not empty, no white space, no plus sign.
    static func isName(_ text: Substring) -> Bool {
        !text.isEmpty && text.unicodeScalars.allSatisfy { $0 != "+" && !$0.properties.isWhitespace }
    }
}

extension PrivateKey {
    /// Signs a text, which must end with a newline, under a name.
    public borrowing func note(signing text: String, as name: String) throws(SigningError) -> [UInt8] {
        let key = try NoteVerifierKey(name: name, publicKey: publicKey)
        let signature = NoteSignature(
            name: name, keyID: key.named.keyID, signature: try signature(over: Array(text.utf8)))
        let note = Array("\(text)\n\(signature.line)".utf8)
        // What cannot be read back, such as a text with control characters, is not signed.
        guard let read = try UnverifiedNote(decoding: note).verified(by: [key]), read.text == text else {
            throw .note(.notText)
        }
        return note
    }
}
