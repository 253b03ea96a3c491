import Registry
import SeededRandom
import Signing
import Testing

/// The history of signed statements: what the rules of `KeyTimeline` come to with signatures, proofs and names.
@Suite struct PublisherHistoryTests {
    /// A publisher's keys, and the log that they write.
    struct Desk: ~Copyable {
        let first: PrivateKey
        let second: PrivateKey
        let recovery: PrivateKey
        var entries: [[UInt8]]

        static func open(hasRecovery: Bool = true) throws -> Desk {
            func key(_ number: UInt8) throws -> PrivateKey {
                try PrivateKey(ed25519Seed: [UInt8](repeating: number, count: 32))
            }
            let first = try key(1)
            let recovery = try key(3)
            let introduction = PublisherRegister(
                name: "Office", keys: [first.publicKey], recoveryKeyHash: hasRecovery ? recovery.publicKey.keyID : nil)
            let entry = try Statement.publisherRegister(introduction).signed(with: first, issuedAt: 1).statement.bytes
            return Desk(first: first, second: try key(2), recovery: recovery, entries: [entry])
        }

        var founder: SHA256Digest { first.publicKey.keyID }
        var history: PublisherHistory { get throws { try PublisherHistoryTests.history(entries) } }

        enum Hand { case first, second, recovery }

        mutating func log(_ statement: Statement, by hand: Hand) throws {
            let time = Int64(entries.count)
            let signed =
                switch hand {
                case .first: try statement.signed(with: first, issuedAt: time)
                case .second: try statement.signed(with: second, issuedAt: time)
                case .recovery: try statement.signed(with: recovery, issuedAt: time)
                }
            entries.append(signed.statement.bytes)
        }

        func rotation(
            to key: borrowing PrivateKey, replacing old: PublicKey? = nil, recovery: PublicKey? = nil
        ) throws -> Statement {
            .keyRotate(
                KeyRotate(
                    publisher: founder, replaces: old?.keyID ?? founder, key: key.publicKey,
                    proof: try KeyPossession(of: key, for: founder), recoveryKey: recovery))
        }

        func revocation(from: Int, recovery: PublicKey) -> Statement {
            .keyRevoke(
                KeyRevoke(
                    publisher: founder, keyID: founder, reason: .compromised, invalidAfter: from, recoveryKey: recovery)
            )
        }
    }

    static func history(_ entries: [[UInt8]]) throws -> PublisherHistory {
        var history = PublisherHistory()
        for (index, entry) in entries.enumerated() { history.append(entry, at: index) }
        return history
    }

    @Test func aRotationKeepsWhatWasSignedAndNamesTheSuccessor() throws {
        var desk = try Desk.open()
        try desk.log(try desk.rotation(to: desk.second), by: .first)
        let history = try desk.history
        #expect(history.defect(at: 1) == nil)
        let before = try history.signer(desk.founder, at: 1).get()
        #expect(before.publisher.name == "Office" && before.key == desk.first.publicKey)
        #expect(before.end == KeyEnd(start: 2, statedAt: 1, cause: .replaced(by: desk.second.publicKey.keyID)))
        #expect(throws: KeyDefect<SHA256Digest>.self) { try history.signer(desk.founder, at: 2).get() }
        let after = try history.signer(desk.second.publicKey.keyID, at: 2).get()
        #expect(after.founder == desk.founder && after.publisher.name == "Office" && after.end == nil)
        #expect(history.keys(of: desk.founder).map(\.key) == [desk.first.publicKey, desk.second.publicKey])
        #expect(history.entries(about: desk.founder) == [0, 1] && history.founders == [desk.founder])
    }

    @Test func theRecoveryKeyCutsOffAndRenews() throws {
        var desk = try Desk.open()
        try desk.log(try desk.rotation(to: desk.second), by: .first)
        try desk.log(desk.revocation(from: 1, recovery: desk.recovery.publicKey), by: .recovery)
        let third = try PrivateKey(generating: .es256)
        try desk.log(try desk.rotation(to: third, recovery: desk.recovery.publicKey), by: .recovery)
        let history = try desk.history
        let end = KeyEnd<SHA256Digest>(start: 1, statedAt: 2, cause: .compromised)
        #expect(history.defect(at: 1) == .key(.ended(end)))
        #expect(history.signer(desk.founder, at: 1) == .failure(.ended(end)))
        #expect(history.signer(desk.second.publicKey.keyID, at: 9) == .failure(.unknown))
        #expect(try history.signer(desk.founder, at: 0).get().end == end)
        #expect(try history.signer(third.publicKey.keyID, at: 4).get().publisher.name == "Office")
    }

    @Test func onlyTheNamedRecoveryKeyIsOne() throws {
        for hasRecovery in [true, false] {
            var desk = try Desk.open(hasRecovery: hasRecovery)
            let stranger = try PrivateKey(generating: .ed25519)
            let revocation = desk.revocation(from: 1, recovery: stranger.publicKey)
            desk.entries.append(try revocation.signed(with: stranger, issuedAt: 1).statement.bytes)
            #expect(try desk.history.defect(at: 1) == .key(.notTheRecoveryKey))
        }
    }

    @Test func descriptionsFollowTheLogAndFallWithTheirKey() throws {
        var desk = try Desk.open()
        func describe(_ name: String) -> Statement {
            .publisherRegister(
                PublisherRegister(
                    name: name, keys: [desk.first.publicKey], recoveryKeyHash: SHA256Digest(of: Array(name.utf8))))
        }
        let (good, bad) = (describe("Office of the Speaker"), describe("Thief"))
        try desk.log(good, by: .first)
        try desk.log(bad, by: .first)
        #expect(try desk.history.publisher(desk.founder)?.name == "Thief")
        #expect(try desk.history.signer(desk.founder, at: 0).get().publisher.name == "Office")
        #expect(try desk.history.signer(desk.founder, at: 1).get().publisher.name == "Office of the Speaker")
        // The recovery key is still the one that the first description named.
        try desk.log(desk.revocation(from: 2, recovery: desk.recovery.publicKey), by: .recovery)
        #expect(try desk.history.publisher(desk.founder)?.name == "Office of the Speaker")
    }

    @Test func whatIsNotSignedByItsKeyHasNoEffect() throws {
        var desk = try Desk.open()
        try desk.log(try desk.rotation(to: desk.second), by: .first)
        desk.entries[1][desk.entries[1].count - 1] ^= 1
        let history = try desk.history
        #expect(history.defect(at: 1) == .statement(.badSignature))
        #expect(throws: Never.self) { try history.signer(desk.founder, at: 2).get() }
    }

    /// The proof of possession is for one key and one publisher.
    @Test func aKeyOfSomebodyElseCannotBeAdded() throws {
        let desk = try Desk.open()
        let foreign = try PrivateKey(generating: .ed25519)
        let forOther = try KeyPossession(of: foreign, for: SHA256Digest(of: []))
        let ofOther = try KeyPossession(of: desk.second, for: desk.founder)
        for proof in [forOther, ofOther] {
            let addition = KeyAdd(publisher: desk.founder, key: foreign.publicKey, proof: proof)
            #expect(throws: RegistryError.rejected(.payload("proof does not show possession of the new key"))) {
                try Statement.keyAdd(addition).signed(with: desk.first, issuedAt: 2)
            }
        }
    }

    @Test func onlyTheRecoveryKeyReachesBack() throws {
        let desk = try Desk.open()
        let revocation = KeyRevoke(
            publisher: desk.founder, keyID: desk.founder, reason: .compromised, invalidAfter: 0)
        #expect(throws: RegistryError.rejected(.payload("only the recovery key can say invalid_after"))) {
            try Statement.keyRevoke(revocation).signed(with: desk.second, issuedAt: 2)
        }
        #expect(throws: RegistryError.rejected(.payload("recovery_key is not the one that signed"))) {
            try desk.revocation(from: 1, recovery: desk.recovery.publicKey).signed(with: desk.second, issuedAt: 2)
        }
    }

    /// Entries that are not about keys may be left out, and garbage may stand between.
    @Test func otherEntriesChangeNothing() throws {
        var desk = try Desk.open()
        try desk.log(try desk.rotation(to: desk.second), by: .first)
        try desk.log(.dispute(Dispute(target: desk.founder, claim: "no", url: "https://a.example")), by: .second)
        desk.entries.append([1, 2, 3])
        var sparse = PublisherHistory()
        for index in [0, 1] { sparse.append(desk.entries[index], at: index) }
        let full = try desk.history
        for key in [desk.founder, desk.second.publicKey.keyID] {
            for index in 0...5 { #expect(full.signer(key, at: index) == sparse.signer(key, at: index)) }
        }
    }

    /// Whatever a log holds: statements that the recovery key did not sign change nothing of what came before them; an added key never
    /// stands for two publishers; and the history of the whole is that of its parts.
    @Test(arguments: 0..<40) func randomHistories(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let desks = try Desks(seed: UInt8(seed))
        var history = PublisherHistory()
        var entries: [[UInt8]] = []
        for index in 0..<14 {
            let (statement, isByRecovery) = try desks.next(at: index, using: &random)
            entries.append(statement)
            let before = history
            history.append(statement, at: index)
            for key in desks.keyIDs {
                for earlier in 0..<index where !isByRecovery {
                    #expect(Self.founder(history, key, earlier) == Self.founder(before, key, earlier))
                }
                if let founder = Self.founder(history, key, index) { #expect(history.founder(of: key) == founder) }
            }
        }
        let again = try Self.history(entries)
        for key in desks.keyIDs {
            for index in 0...14 { #expect(again.signer(key, at: index) == history.signer(key, at: index)) }
        }
    }

    private static func founder(_ history: PublisherHistory, _ key: SHA256Digest, _ index: Int) -> SHA256Digest? {
        try? history.signer(key, at: index).get().founder
    }
}

/// Two publishers and some keys that say anything at all about one another.
private struct Desks: ~Copyable {
    private let seeds: [[UInt8]]
    let keyIDs: [SHA256Digest]

    init(seed: UInt8) throws {
        seeds = (0..<6).map { [UInt8](repeating: seed, count: 30) + [77, $0] }
        keyIDs = try seeds.map { try PrivateKey(ed25519Seed: $0).publicKey.keyID }
    }

    /// Key 0 and 1 register, with keys 4 and 5 for recovery.
    func next(at index: Int, using random: inout SeededGenerator) throws -> (statement: [UInt8], isByRecovery: Bool) {
        func anyKey() throws -> PrivateKey { try PrivateKey(ed25519Seed: seeds.randomElement(using: &random) ?? []) }
        if index < 2 {
            let key = try PrivateKey(ed25519Seed: seeds[index])
            let content = PublisherRegister(name: "\(index)", keys: [key.publicKey], recoveryKeyHash: keyIDs[4 + index])
            return (try Statement.publisherRegister(content).signed(with: key, issuedAt: 0).statement.bytes, false)
        }
        let publisher = keyIDs[Int.random(in: 0...1, using: &random)]
        let isByRecovery = Bool.random(using: &random)
        let signer =
            isByRecovery
            ? try PrivateKey(ed25519Seed: seeds[Int.random(in: 4...5, using: &random)]) : try anyKey()
        let recoveryKey = isByRecovery ? signer.publicKey : nil
        let key = try PrivateKey(ed25519Seed: seeds[Int.random(in: 0...3, using: &random)])
        let proof = try KeyPossession(of: key, for: publisher)
        let old = keyIDs.randomElement(using: &random) ?? publisher
        let content: Statement =
            switch Int.random(in: 0...3, using: &random) {
            case 0: .keyAdd(KeyAdd(publisher: publisher, key: key.publicKey, proof: proof, recoveryKey: recoveryKey))
            case 1:
                .keyRotate(
                    KeyRotate(
                        publisher: publisher, replaces: old, key: key.publicKey, proof: proof, recoveryKey: recoveryKey)
                )
            case 2:
                .keyRevoke(KeyRevoke(publisher: publisher, keyID: old, reason: .superseded, recoveryKey: recoveryKey))
            default:
                .keyRevoke(
                    KeyRevoke(
                        publisher: publisher, keyID: old, reason: .compromised,
                        invalidAfter: isByRecovery ? Int.random(in: 0...index, using: &random) : nil,
                        recoveryKey: recoveryKey))
            }
        return (try content.signed(with: signer, issuedAt: Int64(index)).statement.bytes, isByRecovery)
    }
}
