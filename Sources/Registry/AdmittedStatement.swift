public import Signing
internal import TransparencyLog

/// A statement that the registry's policy lets in: only this can be appended.
///
/// The policy so far: the payload is of a known type; the signer's key stands behind a publisher of this log, and it is the signer's to
/// say (a store asks that again when it appends, of the log as it is then); the fingerprint, where it is handed in, is the
/// one that the statement names, and is not handed in where the statement withholds it; what a recording was made from is a
/// recording of this log.
public struct AdmittedStatement: Sendable {
    public let signed: VerifiedSignedStatement
    public let content: Statement
    public let fingerprint: [UInt8]?

    /// - Parameter store: whose log it is for; nothing for a log's first entry.
    public init(
        _ signed: VerifiedSignedStatement, fingerprint: [UInt8]? = nil, in store: (any RegistryStore)?
    ) throws(RegistryError) {
        do {
            content = try Statement(of: signed.statement)
        } catch {
            throw .rejected(error)
        }
        var history = try store?.publisherHistory() ?? PublisherHistory()
        let size = try store?.checkpoint()?.size ?? 0
        try history.admit(content, signed.statement, at: max(size, history.size)) { hash throws(RegistryError) in
            try store?.recordingSigner(ofLeaf: hash)
        }
        if case .mediaRegister(let media) = content {
            guard fingerprint.map({ media.fingerprint.isOf($0) }) ?? true else {
                throw .rejected(.payload("fingerprint is not that of the bytes handed in"))
            }
            guard media.publication == nil || fingerprint == nil else {
                throw .rejected(.payload("publication withholds the fingerprint that was handed in"))
            }
            if let parent = media.parent {
                let known = try store?.indices(of: .statement(identity: parent)).first
                guard let known, let entry = try store?.entry(at: known),
                    let statement = try? UnverifiedSignedStatement(decoding: entry.statement),
                    case .mediaRegister? = try? Statement(of: statement)
                else { throw .rejected(.payload("parent is not a recording of this log")) }
            }
        }
        self.signed = signed
        self.fingerprint = fingerprint
    }
}
