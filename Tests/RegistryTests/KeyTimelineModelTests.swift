import Registry
import Testing

/// Every order of up to four statements about keys, against the rules written down as they are said: no state, no order of
/// evaluation, every question asked anew of the whole log.
@Suite struct KeyTimelineModelTests {
    typealias Event = KeyEvent<Unicode.Scalar>

    private static var statements: [(Int) -> Event] {
        typealias Tests = KeyTimelineTests
        var all: [(Int) -> Event] = []
        for signer in "ABR".unicodeScalars {
            for key in "BC".unicodeScalars where key != signer {
                all.append(Tests.add(key, by: signer))
                all.append(Tests.rotate("A", key, by: signer))
            }
            for key in "AB".unicodeScalars { all.append(Tests.revoke(key, by: signer)) }
        }
        all.append(Tests.rotate("B", "C", by: "B"))
        all.append(Tests.revoke("A", by: "A", compromised: false))
        for key in "AB".unicodeScalars { all += (1...3).map { Tests.revoke(key, by: "R", from: $0) } }
        return all
    }

    @Test func everyOrderOfUpToFourStatements() {
        let statements = Self.statements
        var checked = 0
        func check(_ events: [(Int) -> Event]) {
            let timeline = KeyTimelineTests.timeline(events)
            let model = Model(log: timeline.events)
            for index in 0...events.count + 1 {
                for key in "ABCR".unicodeScalars
                where model.stands(key, at: index) != timeline.founder(behind: key, at: index).isSuccess {
                    Issue.record("\(key) at \(index) of \(timeline.events)")
                }
                if index < timeline.events.count, model.counts(index) != (timeline.defects[index] == nil) {
                    Issue.record("entry \(index) of \(timeline.events)")
                }
            }
            checked += 1
            if events.count < 4 { for statement in statements { check(events + [statement]) } }
        }
        check([])
        print("\(checked) orders of \(statements.count) statements")
        #expect(
            checked == 1 + statements.count * (1 + statements.count * (1 + statements.count * (1 + statements.count))))
    }
}

extension Result {
    fileprivate var isSuccess: Bool { if case .success = self { true } else { false } }
}

/// The rules for one publisher, A, whose recovery key is R.
private struct Model {
    let log: [KeyEvent<Unicode.Scalar>]

    func stands(_ key: Unicode.Scalar, at index: Int) -> Bool {
        guard key == "A" || log.prefix(max(index, 0)).contains(where: { $0.newKey == key && counts($0.index) }) else {
            return false
        }
        let isEnded = log.prefix(max(index, 0)).contains { event in
            if !counts(event.index) { return false }
            switch event.action {
            case .add(_, let replaced, _): return replaced == key
            case .revoke(let revoked, _, _, _): return revoked == key
            case .register: return false
            }
        }
        return !isEnded && !log.contains { isCutOff($0, of: key, at: index) }
    }

    private func isCutOff(_ event: KeyEvent<Unicode.Scalar>, of key: Unicode.Scalar, at index: Int) -> Bool {
        guard event.signer == "R", case .revoke(key, _, let from, _) = event.action else { return false }
        return (1...event.index).contains(from ?? event.index) && index >= from ?? event.index
    }

    func counts(_ index: Int) -> Bool {
        let event = log[index]
        guard event.signer == "R" || stands(event.signer, at: index) else { return false }
        switch event.action {
        case .register: return true
        case .add(let key, let replaced, _):
            return !isAKey(key, before: index) && (replaced.map { isAKey($0, before: index) } ?? true)
        case .revoke(let key, _, let from, _):
            return event.signer == "R" ? (1...index).contains(from ?? index) : isAKey(key, before: index)
        }
    }

    /// Whether the key is or was the publisher's.
    private func isAKey(_ key: Unicode.Scalar, before index: Int) -> Bool {
        key == "A" || log.prefix(index).contains { $0.newKey == key && counts($0.index) }
    }
}

extension KeyEvent<Unicode.Scalar> {
    fileprivate var newKey: Unicode.Scalar? { if case .add(let key, _, _) = action { key } else { nil } }
}
