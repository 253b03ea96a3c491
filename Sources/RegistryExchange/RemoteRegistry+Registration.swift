public import Registry
public import Signing
internal import TransparencyLog

/// What became of a statement that was handed in, as far as it was checked here: it is in the log, whose checkpoint goes on from the
/// one that was seen before.
public struct RemoteRegistration: Sendable {
    public let appended: Appended
    /// The checkpoint's note: what to keep as seen.
    public let note: [UInt8]
    /// What the server says of other records; nobody vouches for it.
    public let overlaps: [OverlapMessage]
}

extension RemoteRegistry {
    /// Hands in a statement that was signed here, and checks that the log has it.
    /// - Parameter fingerprint: of a `media.register`.
    public func submit(
        _ signed: VerifiedSignedStatement, fingerprint: [UInt8]? = nil
    ) throws(RegistryError) -> RemoteRegistration {
        let request = RegistrationRequest(statement: signed.statement.bytes, fingerprint: fingerprint)
        let body = try transport.post(
            "/v1/registrations", request.bytes, as: RegistrationRequest.mediaType, limit: Self.answerLimit)
        let message: RegistrationMessage = try transport.message(body)
        let note = Array(message.checkpoint.utf8)
        guard let shown = Checkpoint(note: note, signedBy: log),
            let entry = message.entry.entry(in: note), entry.statement == signed.statement.bytes,
            MerkleTree.verifyInclusion(
                of: MerkleTree.leafHash(of: entry.statement), at: entry.index, in: shown.size, root: shown.root,
                proof: entry.proof)
        else {
            throw .unexpectedAnswer(
                address: transport.address, detail: "it does not prove that the statement is in the log")
        }
        let proof = try consistencyProof(from: checkpoint.size, to: shown.size)
        guard let proof,
            MerkleTree.verifyConsistency(
                from: checkpoint.size, root: checkpoint.root, to: shown.size, root: shown.root, proof: proof)
        else { throw .historyDiffers(origin: log.name, seen: checkpoint.size, shown: shown.size) }
        return RemoteRegistration(
            appended: Appended(index: entry.index, isNew: message.isNew, checkpoint: shown), note: note,
            overlaps: message.overlaps)
    }
}
