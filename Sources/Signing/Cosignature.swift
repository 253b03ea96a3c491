/// A witness's public key, with the name that it signs under (C2SP tlog-cosignature, Ed25519).
///
/// The signed message does not name the witness: a key belongs to one witness alone.
public struct WitnessKey: Sendable, Hashable {
    let named: NamedEd25519Key

    public var name: String { named.name }
    public var publicKey: PublicKey { named.publicKey }
    /// `name+keyID+key`.
    public var text: String { named.text }

    public init(name: String, publicKey: PublicKey) throws(SigningError) {
        named = try NamedEd25519Key(kind: .cosignature, name: name, publicKey: publicKey)
    }

    /// Reads `name+keyID+key`.
    public init(text: String) throws(SigningError) {
        named = try NamedEd25519Key(kind: .cosignature, text: text)
    }

    /// The cosignature that the line holds; nothing where it does not hold over this text.
    func cosignature(_ line: NoteSignature, over text: String) -> Cosignature? {
        let timeBytes = line.signature.prefix(Cosignature.timeByteCount)
        let time = timeBytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let signature = Array(line.signature.dropFirst(Cosignature.timeByteCount))
        guard line.signature.count == Cosignature.byteCount, let time = Int64(exactly: time),
            publicKey.verifies(signature: signature, over: Cosignature.message(text, at: time))
        else { return nil }
        return Cosignature(witness: self, time: time)
    }
}

/// A witness's word, checked: at this time it had seen no larger log of this name, and this one goes on from what it had seen.
public struct Cosignature: Sendable, Hashable {
    public let witness: WitnessKey
    /// Seconds since 1970, by the witness's clock.
    public let time: Int64

    package init(witness: WitnessKey, time: Int64) {
        self.witness = witness
        self.time = time
    }

    static let timeByteCount = 8
    static let byteCount = timeByteCount + 64

    static func message(_ text: String, at time: Int64) -> [UInt8] {
        Array("cosignature/v1\ntime \(time)\n\(text)".utf8)
    }
}

extension PrivateKey {
    /// Cosigns a checkpoint's text as a witness.
    /// - Parameter time: seconds since 1970.
    public borrowing func cosignature(
        over text: String, as name: String, at time: Int64
    ) throws(SigningError) -> NoteSignature {
        let key = try WitnessKey(name: name, publicKey: publicKey)
        let timeBytes = (0..<Cosignature.timeByteCount).map { UInt8(truncatingIfNeeded: time >> (56 - 8 * $0)) }
        return NoteSignature(
            name: name, keyID: key.named.keyID,
            signature: timeBytes + (try signature(over: Cosignature.message(text, at: time))))
    }
}
