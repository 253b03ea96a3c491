/// Text with signatures under it (C2SP signed-note), as it came.
public struct UnverifiedNote: Sendable, Hashable {
    /// A checkpoint that a hundred witnesses have signed stays far below.
    public static let byteLimit = 65_536
    public static let signatureLimit = 100

    /// The signed text, up to and with its last newline.
    public let text: String
    public let signatures: [NoteSignature]

    public init(decoding bytes: [UInt8]) throws(SigningError) {
        guard bytes.count <= Self.byteLimit else { throw .note(.tooLarge) }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .note(.notText) }
        guard bytes.allSatisfy({ $0 >= 0x20 || $0 == newline }) else { throw .note(.controlCharacter) }
        // The signatures follow the last empty line; the text may have empty lines of its own.
        guard bytes.last == newline,
            let gap = bytes.indices.dropLast().last(where: { bytes[$0] == newline && bytes[$0 + 1] == newline }),
            gap + 2 < bytes.count
        else { throw .note(.noSignatures) }
        let lines = bytes[(gap + 2)...].dropLast().split(separator: newline, omittingEmptySubsequences: false)
        guard lines.count <= Self.signatureLimit else { throw .note(.tooManySignatures) }
        var signatures: [NoteSignature] = []
        for line in lines { signatures.append(try NoteSignature(line: String(decoding: line, as: UTF8.self))) }
        self.text = String(decoding: bytes[...gap], as: UTF8.self)
        self.signatures = signatures
    }

    public init(text: String, signatures: [NoteSignature]) {
        self.text = text
        self.signatures = signatures
    }

    /// The one encoding of the note.
    public var bytes: [UInt8] { Array("\(text)\n\(signatures.map(\.line).joined())".utf8) }

    /// The note as one that at least one of these keys vouches for; nothing where none does, or where the signature under
    /// a known key's name, or a known witness's, does not hold. Signatures of other keys and of other kinds are passed over.
    public func verified(by keys: [NoteVerifierKey], witnesses: [WitnessKey] = []) -> VerifiedNote? {
        var signers: [NoteVerifierKey] = []
        var cosignatures: [Cosignature] = []
        for signature in signatures {
            if let key = keys.first(where: { $0.named.made(signature) }) {
                guard key.verifies(signature, over: text) else { return nil }
                signers.append(key)
            } else if let witness = witnesses.first(where: { $0.named.made(signature) }) {
                guard let cosignature = witness.cosignature(signature, over: text) else { return nil }
                cosignatures.append(cosignature)
            }
        }
        return signers.isEmpty ? nil : VerifiedNote(text: text, signers: signers, cosignatures: cosignatures)
    }

    /// The lines of these keys that hold over the text.
    public func signatures(by keys: [NoteVerifierKey]) -> [NoteSignature] {
        signatures.filter { line in keys.contains { $0.named.made(line) && $0.verifies(line, over: text) } }
    }

    /// The cosignatures of these witnesses that hold over the text, whatever else stands under it.
    public func cosignatures(by witnesses: [WitnessKey]) -> [(line: NoteSignature, cosignature: Cosignature)] {
        signatures.compactMap { line in
            witnesses.first { $0.named.made(line) }?.cosignature(line, over: text).map { (line, $0) }
        }
    }
}

/// A note's text, and the keys whose signatures under it hold.
public struct VerifiedNote: Sendable, Hashable {
    public let text: String
    public let signers: [NoteVerifierKey]
    /// Of the witnesses that were asked for; of one witness there may be several.
    public let cosignatures: [Cosignature]

    fileprivate init(text: String, signers: [NoteVerifierKey], cosignatures: [Cosignature]) {
        self.text = text
        self.signers = signers
        self.cosignatures = cosignatures
    }
}

/// A signature line: `— name base64(key ID, signature)`.
public struct NoteSignature: Sendable, Hashable {
    public let name: String
    /// The key's number: enough to tell keys apart, not enough to trust one.
    public let keyID: [UInt8]
    public let signature: [UInt8]

    init(name: String, keyID: [UInt8], signature: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.signature = signature
    }

    /// - Parameter line: without its newline.
    public init(line: String) throws(SigningError) {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == Self.dash, NamedEd25519Key.isName(parts[1]),
            let bytes = [UInt8](strictBase64: parts[2]), bytes.count > NamedEd25519Key.keyIDByteCount
        else { throw .note(.malformedSignature) }
        name = String(parts[1])
        keyID = Array(bytes.prefix(NamedEd25519Key.keyIDByteCount))
        signature = Array(bytes.dropFirst(NamedEd25519Key.keyIDByteCount))
    }

    /// With its newline.
    public var line: String { "\(Self.dash) \(name) \((keyID + signature).base64)\n" }

    /// An em dash (U+2014).
    private static let dash = "\u{2014}"
}

private let newline = UInt8(ascii: "\n")
