public import Signing

/// A statement that the registry's policy lets in: only this can be appended.
///
/// The policy so far: the payload is of a known type; whoever registers a recording has registered itself in this log
/// before; the fingerprint, where it is handed in, is the one that the statement names.
public struct AdmittedStatement: Sendable {
    public let signed: VerifiedSignedStatement
    public let content: Statement
    public let fingerprint: [UInt8]?

    /// - Parameter store: where the publisher is looked up; nothing for the log's first entry.
    public init(
        _ signed: VerifiedSignedStatement, fingerprint: [UInt8]? = nil, in store: (any RegistryStore)?
    ) throws(RegistryError) {
        do {
            content = try Statement(of: signed.statement)
        } catch {
            throw .rejected(error)
        }
        if case .mediaRegister(let media) = content {
            guard try store?.publisher(keyID: signed.key.keyID) != nil else {
                throw .rejected(.unknownPublisher(signed.key.keyID))
            }
            let expected = media.fingerprint
            guard fingerprint.map({ $0.count == expected.byteCount && SHA256Digest(of: $0) == expected.sha256 }) ?? true
            else { throw .rejected(.payload("fingerprint is not that of the bytes handed in")) }
        }
        self.signed = signed
        self.fingerprint = fingerprint
    }
}
