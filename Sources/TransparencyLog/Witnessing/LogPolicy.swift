public import Signing

/// Which logs are accepted, and how many of which witnesses must have cosigned a checkpoint (C2SP tlog-policy).
public struct LogPolicy: Sendable, Hashable {
    public struct Log: Sendable, Hashable {
        public let key: NoteVerifierKey
        public let url: String?
    }

    public struct Witness: Sendable, Hashable {
        /// As the policy calls it; the name under its signatures is the key's.
        public let name: String
        public let key: WitnessKey
        /// Where checkpoints are handed in to be cosigned.
        public let url: String?
    }

    public let logs: [Log]
    public let witnesses: [Witness]
    public let quorum: Quorum

    /// Logs without any witnesses.
    public init(trusting logs: [NoteVerifierKey]) {
        self.init(logs: logs.map { Log(key: $0, url: nil) }, witnesses: [], quorum: .none)
    }

    init(logs: [Log], witnesses: [Witness], quorum: Quorum) {
        self.logs = logs
        self.witnesses = witnesses
        self.quorum = quorum
    }

    /// Who must have cosigned.
    public indirect enum Quorum: Sendable, Hashable {
        /// Nobody.
        case none
        case witness(WitnessKey)
        /// At least `threshold` of the members.
        case group(threshold: Int, members: [Quorum])

        public func isMet(by witnesses: Set<WitnessKey>) -> Bool {
            switch self {
            case .none: true
            case .witness(let key): witnesses.contains(key)
            case .group(let threshold, let members): members.count { $0.isMet(by: witnesses) } >= threshold
            }
        }
    }
}

extension LogPolicy {
    /// The checkpoint that the note holds, if one of the policy's logs signed it and its witnesses are a quorum.
    public func checkpoint(of note: [UInt8]) -> Result<WitnessedCheckpoint, CheckpointDefect> {
        guard let unverified = try? UnverifiedNote(decoding: note), let read = Checkpoint(text: unverified.text) else {
            return .failure(.malformed)
        }
        let candidates = logs.map(\.key).filter { $0.name == read.origin }
        guard !candidates.isEmpty else { return .failure(.unknownLog(origin: read.origin)) }
        guard let note = unverified.verified(by: candidates, witnesses: witnesses.map(\.key)) else {
            return .failure(.badSignature)
        }
        let signers = Set(note.cosignatures.map(\.witness))
        guard quorum.isMet(by: signers) else {
            let (signed, missing) = (
                witnesses.filter { signers.contains($0.key) }, witnesses.filter { !signers.contains($0.key) }
            )
            return .failure(.noQuorum(signed: signed.map(\.name), missing: missing.map(\.name)))
        }
        return .success(WitnessedCheckpoint(checkpoint: read, cosignatures: note.cosignatures))
    }
}

/// A checkpoint that a policy accepts.
public struct WitnessedCheckpoint: Sendable, Hashable {
    public let checkpoint: Checkpoint
    /// Those of the policy's witnesses.
    public let cosignatures: [Cosignature]
}

/// Why a policy does not accept a checkpoint.
@nonexhaustive
public enum CheckpointDefect: Error, Sendable, Hashable {
    /// The bytes are not a signed checkpoint.
    case malformed
    case unknownLog(origin: String)
    /// The log's signature, or a known witness's, does not hold, or the log's is missing.
    case badSignature
    /// Too few of the witnesses that the policy asks for; both by the policy's names.
    case noQuorum(signed: [String], missing: [String])
}
