public import Signing

/// What a log asks of a witness: to cosign a checkpoint that goes on from the one it cosigned before (C2SP tlog-witness,
/// add-checkpoint).
public struct WitnessRequest: Sendable, Hashable {
    /// The size that the witness has cosigned, as the log believes.
    public let oldSize: Int
    public let proof: [SHA256Digest]
    public let note: UnverifiedNote

    /// As the specification has it.
    static let proofLimit = 63

    public init(oldSize: Int, proof: [SHA256Digest], note: UnverifiedNote) {
        self.oldSize = oldSize
        self.proof = proof
        self.note = note
    }

    public var bytes: [UInt8] {
        let lines = ["old \(oldSize)"] + proof.map(\.bytes.base64) + ["", ""]
        return Array(lines.joined(separator: "\n").utf8) + note.bytes
    }

    /// Nothing where the bytes are not exactly such a request.
    public init?(decoding bytes: [UInt8]) {
        guard let (head, rest) = ProofLines.split(bytes), let note = try? UnverifiedNote(decoding: rest),
            Checkpoint(text: note.text) != nil, let first = head.first,
            let oldSize = ProofLines.number(first, after: "old "),
            let proof = ProofLines.hashes(head.dropFirst(), limit: Self.proofLimit)
        else { return nil }
        self.init(oldSize: oldSize, proof: proof, note: note)
    }
}

/// What a witness answers.
public enum WitnessAnswer: Sendable, Hashable {
    case cosigned(NoteSignature)
    /// The bytes are no request, or the old size is larger than the new one.
    case malformed
    case badSignature
    case unknownLog
    /// The witness has cosigned this size before, not the one that the request names; or another log of the same size.
    case conflict(size: Int)
    case badProof

    /// The HTTP status.
    public var status: Int {
        switch self {
        case .cosigned: 200
        case .malformed: 400
        case .badSignature: 403
        case .unknownLog: 404
        case .conflict: 409
        case .badProof: 422
        }
    }

    public var body: String {
        switch self {
        case .cosigned(let signature): signature.line
        case .conflict(let size): "\(size)\n"
        case .malformed: "The request is not one of add-checkpoint.\n"
        case .badSignature: "No known key of this log signed the checkpoint.\n"
        case .unknownLog: "This witness does not know the log.\n"
        case .badProof: "The proof does not lead from the checkpoint cosigned before to this one.\n"
        }
    }

    public var contentType: String {
        switch self {
        case .conflict: "text/x.tlog.size"
        default: "text/plain; charset=utf-8"
        }
    }
}

extension WitnessRequest {
    /// What is to become of the request.
    public enum Decision: Sendable, Hashable {
        case cosign(Checkpoint)
        case refuse(WitnessAnswer)
    }

    /// The checks of a witness, in the order of the specification.
    /// - Parameters:
    ///   - logs: those that the witness watches.
    ///   - last: the newest checkpoint of the log that it has cosigned; nothing for one that it never did.
    public func decision(knowing logs: [NoteVerifierKey], last: (String) -> Checkpoint?) -> Decision {
        guard let checkpoint = Checkpoint(text: note.text) else { return .refuse(.malformed) }
        let keys = logs.filter { $0.name == checkpoint.origin }
        guard !keys.isEmpty else { return .refuse(.unknownLog) }
        guard note.verified(by: keys) != nil else { return .refuse(.badSignature) }
        guard oldSize <= checkpoint.size else { return .refuse(.malformed) }
        let last =
            last(checkpoint.origin)
            ?? Checkpoint(origin: checkpoint.origin, size: 0, root: MerkleTree.emptyRoot)
        guard oldSize == last.size else { return .refuse(.conflict(size: last.size)) }
        if oldSize == checkpoint.size, checkpoint.root != last.root { return .refuse(.conflict(size: last.size)) }
        let isConsistent = MerkleTree.verifyConsistency(
            from: last.size, root: last.root, to: checkpoint.size, root: checkpoint.root, proof: proof)
        return isConsistent ? .cosign(checkpoint) : .refuse(.badProof)
    }
}
