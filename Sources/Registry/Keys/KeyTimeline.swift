/// Which keys stand behind which publisher at every point of a log: a pure replay of what was stated about keys, in the log's order.
///
/// - A key stands from the entry after the one that added it; the key that registers a publisher, from that entry on.
/// - Only a key that stands acts for its publisher, and only on keys of that publisher. A key belongs to one publisher for ever.
/// - What ends a key counts from the next entry on; what it signed before stays.
/// - The recovery key alone reaches back: from its cut-off on, nothing that the key signed counts, keys that it added and revocations
///   included. So the whole is decided anew when such a statement comes. It can be trusted with that because its own right
///   rests on the publisher's registration alone, which no cut-off reaches.
///
/// What is decided at an entry is what is known at the newest one.
package struct KeyTimeline<KeyID: Hashable & Sendable>: Sendable {
    package typealias Event = KeyEvent<KeyID>
    package typealias Defect = KeyDefect<KeyID>

    package private(set) var events: [Event] = []
    package private(set) var lives: [KeyID: KeyLife<KeyID>] = [:]
    /// The keys of each publisher, by its founding key, in the order in which they came.
    package private(set) var members: [KeyID: [KeyID]] = [:]
    /// Why events have no effect, by the entry's number.
    package private(set) var defects: [Int: Defect] = [:]
    private var publishers: [KeyID: Founding] = [:]
    /// What recovery keys, or keys that pass themselves off as such, say of keys of a publisher; by its founding key.
    private var cutOffs: [KeyID: [Event]] = [:]

    private struct Founding: Sendable {
        let index: Int
        let recovery: KeyID?
    }

    package init() {}

    /// - Parameter event: of an entry after those that came before.
    package mutating func append(_ event: Event) {
        events.append(event)
        guard case .revoke(_, _, _, let publisher) = event.action, publisher.byRecovery else { return apply(event) }
        cutOffs[publisher.founder, default: []].append(event)
        replay()
    }

    /// Whether the key speaks for its publisher in this entry; the key that the publisher registered with, or why not.
    package func founder(behind key: KeyID, at index: Int) -> Result<KeyID, Defect> {
        guard let life = lives[key] else { return .failure(.unknown) }
        guard index >= life.start else { return .failure(.notYetAdded(at: life.addedAt)) }
        if let end = life.end, index >= end.start { return .failure(.ended(end)) }
        return .success(life.founder)
    }

    private mutating func replay() {
        lives = [:]
        members = [:]
        publishers = [:]
        defects = [:]
        for event in events { apply(event) }
    }

    private mutating func apply(_ event: Event) {
        if let defect = defect(of: event) {
            defects[event.index] = defect
            return
        }
        switch event.action {
        case .register(let recovery):
            guard lives[event.signer] == nil else { return }
            publishers[event.signer] = Founding(index: event.index, recovery: recovery)
            begin(event.signer, of: event.signer, addedAt: event.index, start: event.index)
        case .add(let key, let replaced, let publisher):
            if let replaced { end(replaced, at: event.index, .replaced(by: key)) }
            begin(key, of: publisher.founder, addedAt: event.index, start: event.index + 1)
        case .revoke(let key, let isCompromised, _, let publisher):
            // Cut-offs are in force already, from the registration on.
            if !publisher.byRecovery { end(key, at: event.index, isCompromised ? .compromised : .superseded) }
        }
    }

    private mutating func begin(_ key: KeyID, of founder: KeyID, addedAt: Int, start: Int) {
        lives[key] = KeyLife(founder: founder, addedAt: addedAt, start: start)
        members[founder, default: []].append(key)
        for event in cutOffs[founder] ?? [] where defect(of: event) == nil {
            guard case .revoke(key, let isCompromised, let from, _) = event.action else { continue }
            lives[key]?.finish(
                KeyEnd(
                    start: from ?? event.index, statedAt: event.index,
                    cause: isCompromised ? .compromised : .superseded))
        }
    }

    private mutating func end(_ key: KeyID, at index: Int, _ cause: KeyEnd<KeyID>.Cause) {
        lives[key]?.finish(KeyEnd(start: index + 1, statedAt: index, cause: cause))
    }
}

extension KeyTimeline {
    /// Why an event has no effect, by what came before it.
    private func defect(of event: Event) -> Defect? {
        switch event.action {
        case .register(let recovery):
            if recovery == event.signer { return .recoveryKeyOnly }
            guard lives[event.signer] != nil, case .failure(let defect) = founder(behind: event.signer, at: event.index)
            else { return nil }
            return defect
        case .add(let key, let replaced, let publisher):
            if let defect = defect(of: publisher, signedBy: event.signer, at: event.index) { return defect }
            if let replaced, lives[replaced]?.founder != publisher.founder { return .noSuchKey }
            if publishers[publisher.founder]?.recovery == key { return .recoveryKeyOnly }
            return lives[key] == nil ? nil : .keyIsTaken
        case .revoke(let key, _, let from, let publisher):
            if let defect = defect(of: publisher, signedBy: event.signer, at: event.index) { return defect }
            guard publisher.byRecovery else {
                return lives[key]?.founder == publisher.founder ? nil : .noSuchKey
            }
            // The recovery key may also name a key that the publisher has only by what a thief signed.
            guard let founding = publishers[publisher.founder]?.index, founding < event.index else {
                return .noSuchPublisher
            }
            return (founding + 1...event.index).contains(from ?? event.index) ? nil : .cutOffOutOfRange
        }
    }

    /// Why the signer does not act for the publisher.
    private func defect(of publisher: Event.Publisher, signedBy signer: KeyID, at index: Int) -> Defect? {
        guard let founding = publishers[publisher.founder] else { return .noSuchPublisher }
        if publisher.byRecovery { return founding.recovery == signer ? nil : .notTheRecoveryKey }
        switch founder(behind: signer, at: index) {
        case .success(publisher.founder): return nil
        case .success: return .anotherPublisher
        case .failure(let defect): return defect
        }
    }
}
