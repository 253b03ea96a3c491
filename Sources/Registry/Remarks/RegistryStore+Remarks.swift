public import Matching
public import Signing
internal import TransparencyLog

/// What was said later of a record, by whom, and in which entry of the log.
public struct RecordRemarks: Sendable, Hashable {
    /// By the record's own publisher, oldest first.
    public var retractions: [Remark<MediaRetract>] = []
    public var supersessions: [Remark<MediaSupersede>] = []
    /// The record that takes this one's place, by the newest of the supersessions.
    public var supersededBy: RecordingID?
    /// By anybody.
    public var disputes: [Remark<Dispute>] = []

    public init() {}
}

/// A statement other than about keys, whose signature holds and whose signer could say it.
public struct Remark<Content: Sendable & Hashable>: Sendable, Hashable {
    public let content: Content
    public let signer: PublisherHistory.Signer
    public let index: Int
    /// Seconds since 1970, by the registry's clock; nobody signed it.
    public let loggedAt: Int64
}

extension RegistryStore {
    /// What was said of a recording since it was registered.
    public func remarks(on recording: RecordingID) throws(RegistryError) -> RecordRemarks {
        guard let entry = try entry(at: Int(recording.rawValue)) else { return RecordRemarks() }
        let history = try publisherHistory()
        let owner = entry.statement.recordingSigner.flatMap(history.founder)
        var remarks = RecordRemarks()
        for index in try indices(of: .about(MerkleTree.leafHash(of: entry.statement))) where index > entry.index {
            guard let said = try said(at: index, history) else { continue }
            switch said.content {
            case .dispute(let content): remarks.disputes.append(said.with(content))
            case .mediaRetract(let content) where said.signer.founder == owner:
                remarks.retractions.append(said.with(content))
            case .mediaSupersede(let content) where said.signer.founder == owner:
                guard let replacement = try self.index(ofLeaf: content.replacement), replacement < index,
                    try recordingSigner(ofLeaf: content.replacement).flatMap(history.founder) == owner
                else { continue }
                remarks.supersessions.append(said.with(content))
                remarks.supersededBy = RecordingID(rawValue: UInt32(replacement))
            default: continue
            }
        }
        return remarks
    }

    /// Who checked which domain of a publisher, oldest first: of one domain and one checker the newest. A check of a key that was
    /// in other hands by then does not count.
    public func attestations(of founder: SHA256Digest) throws(RegistryError) -> [Remark<IdentityAttest>] {
        let history = try publisherHistory()
        var found: [Remark<IdentityAttest>] = []
        for key in history.keys(of: founder) {
            for index in try indices(of: .about(key.key.keyID)) {
                guard let said = try said(at: index, history), case .identityAttest(let content) = said.content,
                    key.end.map({ $0.cause != .compromised || index < $0.start }) ?? true
                else { continue }
                found.append(said.with(content))
            }
        }
        found.sort { $0.index < $1.index }
        return found.enumerated().filter { position, remark in
            !found[(position + 1)...].contains {
                $0.content.domain == remark.content.domain && $0.signer.founder == remark.signer.founder
                    && $0.content.method == remark.content.method
            }
        }.map(\.element)
    }

    /// What publishers say they register completely, oldest first.
    public func coverage() throws(RegistryError) -> [Remark<Coverage>] {
        let history = try publisherHistory()
        var found: [Remark<Coverage>] = []
        for index in try indices(of: .coverage) {
            if let said = try said(at: index, history), case .coverage(let content) = said.content {
                found.append(said.with(content))
            }
        }
        return found
    }

    /// An entry that is in the log, whose signature holds and whose key stands; nothing for any other.
    private func said(at index: Int, _ history: PublisherHistory) throws(RegistryError) -> Remark<Statement>? {
        guard let entry = try entry(at: index), case .proved = entry.inclusion(in: log),
            let signed = try? UnverifiedSignedStatement(decoding: entry.statement),
            let content = try? Statement(of: signed),
            case .success(let signer) = history.signer(signed.header.keyID, at: index),
            signed.verified(by: signer.key) != nil
        else { return nil }
        return Remark(content: content, signer: signer, index: index, loggedAt: entry.loggedAt)
    }
}

extension Remark {
    fileprivate func with<Other>(_ content: Other) -> Remark<Other> {
        Remark<Other>(content: content, signer: signer, index: index, loggedAt: loggedAt)
    }
}
