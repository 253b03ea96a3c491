/// A statement about keys, reduced to what decides who stands behind a publisher. Its signature and proof of possession hold.
package struct KeyEvent<KeyID: Hashable & Sendable>: Sendable, Hashable {
    /// The entry's number in the log.
    package let index: Int
    package let signer: KeyID
    package let action: Action

    package init(index: Int, signer: KeyID, action: Action) {
        self.index = index
        self.signer = signer
        self.action = action
    }

    package enum Action: Sendable, Hashable {
        case register(recovery: KeyID?)
        /// `replaces` is nothing where the key comes beside the others.
        case add(KeyID, replaces: KeyID?, to: Publisher)
        /// - Parameter from: the first entry that does not count, where the recovery key says so.
        case revoke(KeyID, isCompromised: Bool, from: Int?, of: Publisher)
    }

    /// Whom the statement names, and by which right.
    package struct Publisher: Sendable, Hashable {
        /// The key with which the publisher registered.
        package let founder: KeyID
        /// Whether the signer showed itself as the recovery key.
        package let byRecovery: Bool

        package init(founder: KeyID, byRecovery: Bool) {
            self.founder = founder
            self.byRecovery = byRecovery
        }
    }
}

/// From when to when a key stands behind a publisher.
package struct KeyLife<KeyID: Hashable & Sendable>: Sendable, Hashable {
    /// The key with which the publisher registered.
    package let founder: KeyID
    /// The entry that made it one of the publisher's keys.
    package let addedAt: Int
    /// The first entry that it can sign: with its own registration, else after that.
    package let start: Int
    package private(set) var end: KeyEnd<KeyID>?

    package init(founder: KeyID, addedAt: Int, start: Int) {
        self.founder = founder
        self.addedAt = addedAt
        self.start = start
    }

    /// The earlier end counts; of two that fall together the graver.
    package mutating func finish(_ other: KeyEnd<KeyID>) {
        guard let end else {
            self.end = other
            return
        }
        if other.start < end.start || other.start == end.start && other.cause == .compromised { self.end = other }
    }
}

/// Why what a key signs no longer counts.
public struct KeyEnd<KeyID: Hashable & Sendable>: Sendable, Hashable {
    /// The first entry of the log that does not count if this key signed it.
    public let start: Int
    /// The entry that says so.
    public let statedAt: Int
    public let cause: Cause

    public init(start: Int, statedAt: Int, cause: Cause) {
        self.start = start
        self.statedAt = statedAt
        self.cause = cause
    }

    public enum Cause: Sendable, Hashable {
        case replaced(by: KeyID)
        case superseded
        case compromised
    }
}

/// Why a key cannot speak at a point of the log, or a statement about keys has no effect.
@nonexhaustive
public enum KeyDefect<KeyID: Hashable & Sendable>: Error, Sendable, Hashable {
    /// No publisher has this key.
    case unknown
    /// It became a publisher's key only with this entry.
    case notYetAdded(at: Int)
    case ended(KeyEnd<KeyID>)
    /// It is a key of another publisher than the one that the statement is about.
    case anotherPublisher
    /// No publisher registered with the key that the statement names.
    case noSuchPublisher
    /// The publisher named no recovery key, or another one.
    case notTheRecoveryKey
    /// A recovery key acts for keys, and for nothing else.
    case recoveryKeyOnly
    /// The new key is, or was, a publisher's already.
    case keyIsTaken
    /// The key to be replaced or revoked is not one of the publisher's.
    case noSuchKey
    /// A cut-off lies after the entry that states it, or before what the publisher registered with.
    case cutOffOutOfRange
}
