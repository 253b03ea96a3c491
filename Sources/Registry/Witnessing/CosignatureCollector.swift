public import Signing
public import TransparencyLog

/// Asks a policy's witnesses to cosign the log's newest checkpoint (C2SP tlog-witness, the log's side).
///
/// What witnesses answer is untrusted: only a signature that holds over the very checkpoint counts.
public struct CosignatureCollector: Sendable {
    /// Posts to an address.
    public typealias Post = @Sendable (_ address: String, _ body: [UInt8]) async -> WitnessReply

    private let post: Post

    public init(post: @escaping Post) { self.post = post }

    /// The newest checkpoint with what was gathered for it, and what became of each witness that has an address.
    public struct Collection: Sendable {
        public let note: UnverifiedNote
        public let outcomes: [(witness: LogPolicy.Witness, outcome: WitnessOutcome)]
    }

    public func collect(
        for store: some RegistryStore, from policy: LogPolicy
    ) async throws(RegistryError) -> Collection {
        let log = store.log
        guard let newest = try? UnverifiedNote(decoding: try store.checkpointNote()),
            let checkpoint = Checkpoint(note: newest.bytes, signedBy: log)
        else { throw .logFails(origin: log.name) }
        let published = try store.publishedNote().flatMap { try? UnverifiedNote(decoding: $0) }
        let outcomes = await withTaskGroup(of: (Int, WitnessOutcome, NoteSignature?).self) { group in
            for (number, witness) in policy.witnesses.enumerated() {
                guard let url = witness.url else { continue }
                let known = published?.cosignatures(by: [witness.key]).isEmpty == false
                let old = known ? published.flatMap { Checkpoint(text: $0.text) }?.size ?? 0 : 0
                group.addTask {
                    let (outcome, line) = await ask(
                        witness.key, at: "\(url)/add-checkpoint", to: newest, of: checkpoint, after: old, in: store)
                    return (number, outcome, line)
                }
            }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }
        }
        // Cosignatures that were gathered for this same checkpoint before are kept where there is no newer one.
        var lines = outcomes.compactMap(\.2)
        if let published, published.text == newest.text {
            let earlier = published.cosignatures(by: policy.witnesses.map(\.key)).map(\.line)
            lines += earlier.filter { line in !lines.contains { $0.name == line.name && $0.keyID == line.keyID } }
        }
        return Collection(
            note: UnverifiedNote(text: newest.text, signatures: newest.signatures(by: [log]) + lines),
            outcomes: outcomes.map { (policy.witnesses[$0.0], $0.1) })
    }

    /// A witness that has cosigned another size than the log believed says which; it is asked once more with that.
    private func ask(
        _ witness: WitnessKey, at address: String, to note: UnverifiedNote, of checkpoint: Checkpoint, after old: Int,
        in store: some RegistryStore
    ) async -> (WitnessOutcome, NoteSignature?) {
        var old = old
        for attempt in 0...1 {
            guard let proof = try? store.consistencyProof(from: old, to: checkpoint.size) else {
                return (.ahead(size: old), nil)
            }
            let request = WitnessRequest(oldSize: old, proof: proof, note: note)
            switch await post(address, request.bytes) {
            case .unreachable(let reason): return (.unreachable(reason: reason), nil)
            case .answered(200, let body):
                guard let answer = try? UnverifiedNote(decoding: note.bytes + body),
                    let (line, cosignature) = answer.cosignatures(by: [witness]).last
                else { return (.badSignature, nil) }
                return (.cosigned(cosignature), line)
            case .answered(409, let body):
                guard let size = Self.size(body), attempt == 0, size != old else {
                    return (.disagrees(size: old), nil)
                }
                guard size <= checkpoint.size else { return (.ahead(size: size), nil) }
                old = size
            case .answered(422, _): return (.disagrees(size: old), nil)
            case .answered(let status, _): return (.refused(status: status), nil)
            }
        }
        return (.disagrees(size: old), nil)
    }

    private static func size(_ body: [UInt8]) -> Int? {
        let text = String(decoding: body, as: UTF8.self)
        guard text.hasSuffix("\n"), let size = Int(text.dropLast()), size >= 0, text == "\(size)\n" else { return nil }
        return size
    }
}

/// What came back from an address.
public enum WitnessReply: Sendable, Hashable {
    case answered(status: Int, body: [UInt8])
    case unreachable(reason: String)
}

/// What became of a request to a witness.
public enum WitnessOutcome: Sendable, Hashable {
    case cosigned(Cosignature)
    case unreachable(reason: String)
    case refused(status: Int)
    /// It answered, but not with a signature of its own that holds over the checkpoint.
    case badSignature
    /// It says that it has cosigned more entries than this log has: the log was set back, or the witness errs.
    case ahead(size: Int)
    /// It has cosigned this many entries of a log of this name that is not the beginning of this one, or so it says.
    case disagrees(size: Int)
}
