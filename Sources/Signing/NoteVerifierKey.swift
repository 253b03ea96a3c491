/// The public half of a note's signer, with the name that it signs under.
public struct NoteVerifierKey: Sendable, Hashable {
    public let name: String
    /// Always Ed25519.
    public let publicKey: PublicKey
    private let raw: [UInt8]

    static let keyIDByteCount = 4
    /// Ed25519, signing the text itself (C2SP signed-note).
    private static let kind: UInt8 = 0x01

    public init(name: String, publicKey: PublicKey) throws(SigningError) {
        guard Self.isName(name[...]) else { throw .note(.invalidName) }
        guard let raw = publicKey.rawEd25519 else { throw .unsupportedKey }
        self.name = name
        self.publicKey = publicKey
        self.raw = raw
    }

    /// Reads `name+keyID+key`; the key may contain a plus sign of its own.
    public init(text: String) throws(SigningError) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let key = [UInt8](strictBase64: parts[2]), key.first == Self.kind else {
            throw .note(.malformedVerifierKey)
        }
        try self.init(name: String(parts[0]), publicKey: PublicKey(ed25519: Array(key.dropFirst())))
        guard parts[1] == keyID.lowercaseHex else { throw .note(.malformedVerifierKey) }
    }

    public var text: String {
        "\(name)+\(keyID.lowercaseHex)+\(([Self.kind] + raw).base64)"
    }

    var keyID: [UInt8] {
        Array(SHA256Digest(of: name.utf8 + [0x0A, Self.kind] + raw).bytes.prefix(Self.keyIDByteCount))
    }

    func verifies(_ signature: NoteSignature, over text: String) -> Bool {
        publicKey.verifies(signature: signature.signature, over: Array(text.utf8))
    }

    /// Not empty, no white space, no plus sign.
    static func isName(_ text: Substring) -> Bool {
        !text.isEmpty && text.unicodeScalars.allSatisfy { $0 != "+" && !$0.properties.isWhitespace }
    }
}

extension PrivateKey {
    /// Signs a text, which must end with a newline, under a name.
    public borrowing func note(signing text: String, as name: String) throws(SigningError) -> [UInt8] {
        let key = try NoteVerifierKey(name: name, publicKey: publicKey)
        let signature = NoteSignature(name: name, keyID: key.keyID, signature: try signature(over: Array(text.utf8)))
        let note = Array("\(text)\n\(signature.line)".utf8)
        // What cannot be read back, such as a text with control characters, is not signed.
        guard let read = try UnverifiedNote(decoding: note).verified(by: [key]), read.text == text else {
            throw .note(.notText)
        }
        return note
    }
}
