public import Signing
internal import TransparencyLog

/// Who stood behind which key at every point of a log: a replay of the statements about publishers and their keys, in the log's
/// order and nothing else. Wall clocks have no say.
///
/// It needs the entries with `publisher.register`, `key.add`, `key.rotate` and `key.revoke`; others may be handed in and change
/// nothing. Signatures are checked here; that an entry is in the log is for the caller to check. The rules: `KeyTimeline`,
/// `docs/statement-v1.md`.
public struct PublisherHistory: Sendable {
    /// One more than the number of the last entry that was handed in.
    public private(set) var size = 0
    private var timeline = KeyTimeline<SHA256Digest>()
    /// Every key that a statement showed: a key ID is the hash of its key, so that it does not matter which.
    private var keys: [SHA256Digest: PublicKey] = [:]
    /// What publishers said of themselves, by the key that signed, in the log's order; some of it may not count.
    private var descriptions: [SHA256Digest: [Description]] = [:]
    /// Why entries could not be read, or their signatures do not hold.
    private var unreadable: [Int: StatementDefect] = [:]

    private struct Description: Sendable {
        let index: Int
        let content: PublisherRegister
    }

    public init() {}

    /// Takes the next entry of the log; entries without statements about keys may be left out.
    public mutating func append(_ entry: [UInt8], at index: Int) {
        precondition(index >= size, "entries come in the log's order")
        size = index + 1
        do throws(SigningError) {
            try append(try UnverifiedSignedStatement(decoding: entry), at: index)
        } catch .statement(let defect) {
            unreadable[index] = defect
        } catch {
            unreadable[index] = .badSignature
        }
    }

    private mutating func append(_ signed: UnverifiedSignedStatement, at index: Int) throws(SigningError) {
        let content: Statement
        do {
            content = try Statement(of: signed)
        } catch .unknownType {
            return
        } catch {
            throw .statement(error)
        }
        guard let event = KeyEvent(content, signedBy: signed.header.keyID, at: index) else { return }
        for key in content.shownKeys { keys[key.keyID] = key }
        // A key that no statement showed cannot stand either; the timeline says so.
        if let key = keys[signed.header.keyID], signed.verified(by: key) == nil {
            throw .statement(.badSignature)
        }
        timeline.append(event)
        if case .publisherRegister(let description) = content {
            descriptions[signed.header.keyID, default: []].append(Description(index: index, content: description))
        }
    }
}

extension PublisherHistory {
    /// Who a key speaks for in an entry.
    public struct Signer: Sendable, Hashable {
        public let key: PublicKey
        /// ID of the key with which the publisher registered: what stays when keys change.
        public let founder: SHA256Digest
        /// As the publisher described itself then.
        public let publisher: PublisherRegister
        /// Why later entries by this key do not count; nothing for a key that stands.
        public let end: KeyEnd<SHA256Digest>?
    }

    /// For whom the key speaks in the entry of this number, as far as is known now; or why for nobody.
    public func signer(_ keyID: SHA256Digest, at index: Int) -> Result<Signer, KeyDefect<SHA256Digest>> {
        timeline.founder(behind: keyID, at: index).flatMap { _ in
            owner(of: keyID, at: index).map(Result.success) ?? .failure(.unknown)
        }
    }

    /// To whom a key belongs, whether or not it may speak in the entry of this number; nothing where no publisher has it.
    public func owner(of keyID: SHA256Digest, at index: Int) -> Signer? {
        guard let founder = founder(of: keyID), let key = keys[keyID],
            // A key that signs before it was added has no description yet.
            let publisher = publisher(founder, at: index) ?? publisher(founder)
        else { return nil }
        return Signer(key: key, founder: founder, publisher: publisher, end: timeline.lives[keyID]?.end)
    }

    /// A key that a statement showed, by its ID.
    public func key(_ keyID: SHA256Digest) -> PublicKey? { keys[keyID] }

    /// Why the entry about keys has no effect, as far as is known now; nothing where it has, or is not about keys.
    public func defect(at index: Int) -> StatementRefusal? {
        if let defect = unreadable[index] { return .statement(defect) }
        return timeline.defects[index].map(StatementRefusal.key)
    }

    /// A publisher's keys, those that no longer stand included, in the order in which they came.
    public func keys(of founder: SHA256Digest) -> [PublisherKey] {
        (timeline.members[founder] ?? []).compactMap { keyID in
            guard let key = keys[keyID], let life = timeline.lives[keyID] else { return nil }
            return PublisherKey(key: key, addedAt: life.addedAt, start: life.start, end: life.end)
        }
    }

    /// The publisher that a key belongs to, whether or not it still stands: the key that it registered with.
    public func founder(of keyID: SHA256Digest) -> SHA256Digest? { timeline.lives[keyID]?.founder }

    /// Every publisher by the key that it registered with, in the order of registration.
    public var founders: [SHA256Digest] {
        timeline.lives.filter { $0.key == $0.value.founder }.sorted { $0.value.addedAt < $1.value.addedAt }.map(\.key)
    }

    /// How a publisher described itself up to this entry; up to now without one.
    public func publisher(_ founder: SHA256Digest, at index: Int = .max) -> PublisherRegister? {
        (timeline.members[founder] ?? [])
            .compactMap { descriptions[$0]?.last { $0.index <= index && timeline.defects[$0.index] == nil } }
            .max { $0.index < $1.index }?.content
    }

    /// ID of the publisher's recovery key, as its registration names it.
    public func recoveryKey(of founder: SHA256Digest) -> SHA256Digest? {
        guard let registration = timeline.lives[founder]?.addedAt else { return nil }
        return descriptions[founder]?.first { $0.index == registration }?.content.recoveryKeyHash
    }

    /// The entries that decide about a publisher's keys: all that name it, those without effect included, in the log's order.
    public func entries(about founder: SHA256Digest) -> [Int] {
        timeline.events.filter { event in
            switch event.action {
            case .register: self.founder(of: event.signer) == founder
            case .add(_, _, let publisher), .revoke(_, _, _, let publisher): publisher.founder == founder
            }
        }.map(\.index)
    }

    /// A key of a publisher.
    public struct PublisherKey: Sendable, Hashable {
        public let key: PublicKey
        /// The entry that added it.
        public let addedAt: Int
        /// The first entry that it can sign.
        public let start: Int
        public let end: KeyEnd<SHA256Digest>?
    }
}

extension Statement {
    /// The keys that a statement shows besides naming them.
    fileprivate var shownKeys: [PublicKey] {
        switch self {
        case .publisherRegister(let content): content.keys.map(\.publicKey)
        case .keyAdd(let content): [content.key.publicKey, content.recoveryKey?.publicKey].compactMap(\.self)
        case .keyRotate(let content): [content.key.publicKey, content.recoveryKey?.publicKey].compactMap(\.self)
        case .keyRevoke(let content): [content.recoveryKey?.publicKey].compactMap(\.self)
        default: []
        }
    }
}

extension KeyEvent<SHA256Digest> {
    /// Nothing for statements that are not about keys.
    fileprivate init?(_ content: Statement, signedBy signer: SHA256Digest, at index: Int) {
        func publisher(_ founder: SHA256Digest, _ recoveryKey: PublisherRegister.Key?) -> Publisher {
            Publisher(founder: founder, byRecovery: recoveryKey != nil)
        }
        switch content {
        case .publisherRegister(let content): action = .register(recovery: content.recoveryKeyHash)
        case .keyAdd(let content):
            action = .add(
                content.key.publicKey.keyID, replaces: nil, to: publisher(content.publisher, content.recoveryKey))
        case .keyRotate(let content):
            action = .add(
                content.key.publicKey.keyID, replaces: content.replaces,
                to: publisher(content.publisher, content.recoveryKey))
        case .keyRevoke(let content):
            action = .revoke(
                content.keyID, isCompromised: content.reason == .compromised, from: content.invalidAfter,
                of: publisher(content.publisher, content.recoveryKey))
        default: return nil
        }
        self.signer = signer
        self.index = index
    }
}
