/// Why a key, a statement or a note could not be read, made or stored. A signature that does not hold is not an error: the
/// checks return nothing then.
@nonexhaustive
public enum SigningError: Error, Sendable, Hashable {
    /// `code` is the system's error number.
    case cannotRead(path: String, code: Int32)
    case cannotWrite(path: String, code: Int32)
    /// A key file is never overwritten.
    case fileExists(path: String)
    /// Somebody other than the owner may read the private key; `mode` are its permission bits.
    case privateKeyExposed(path: String, mode: UInt32)
    case notAPrivateKey(path: String)
    case notAPublicKey
    /// Not the DER of one X.509 certificate, or a list of certificates in PEM that holds none or one that cannot be read.
    case notACertificate
    /// The key is sound, but neither Ed25519 nor P-256.
    case unsupportedKey
    /// OpenSSL refused what should not fail.
    case cryptography(operation: String)

    /// A key on a token of PKCS #11.
    case token(TokenFailure)

    case statement(StatementDefect)
    case note(NoteDefect)
}

/// What is wrong with the bytes of a signed statement.
@nonexhaustive
public enum StatementDefect: Error, Sendable, Hashable {
    case tooLarge(bytes: Int, limit: Int)
    case cbor(CBORDefect, offset: Int)
    /// Well-formed CBOR, but not a COSE_Sign1 of this profile; the text says what was expected.
    case notAStatement(String)
    case unsupportedAlgorithm(Int64)
    case badSignature
    /// The payload is not canonical JSON, or lacks a field that its type requires; the text says which.
    case payload(String)
    /// Signed by a key that no publisher in this log has registered.
    case unknownPublisher(SHA256Digest)
    /// A type that this version does not know.
    case unknownType(String)
}

/// What makes CBOR differ from the one deterministic encoding of its value (RFC 8949, section 4.2.1).
@nonexhaustive
public enum CBORDefect: String, Error, Sendable {
    case truncated
    case trailingBytes
    case notShortest
    case indefiniteLength
    case unsortedKeys
    case duplicateKey
    case invalidText
    /// Floating point, simple values, and reserved lengths: statements have none.
    case unsupported
    case tooDeep
}

/// What is wrong with a signed note or a verifier key (C2SP signed-note).
@nonexhaustive
public enum NoteDefect: String, Error, Sendable {
    case tooLarge
    case notText
    case controlCharacter
    case noSignatures
    case malformedSignature
    case tooManySignatures
    case malformedVerifierKey
    case invalidName
}
