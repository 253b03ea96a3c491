internal import Signing

/// Why a policy file cannot be used: the line, counted from 1, and what was expected there.
public struct LogPolicyDefect: Error, Sendable, Hashable {
    public let line: Int
    public let expected: String
}

extension LogPolicy {
    /// More than any policy needs.
    private static let byteLimit = 65_536

    /// Reads a policy file. Names are bytes, whatever they look like: two that differ in a byte are two names.
    public init(decoding bytes: [UInt8]) throws(LogPolicyDefect) {
        var reader = PolicyReader()
        guard bytes.count <= Self.byteLimit else {
            throw LogPolicyDefect(line: 1, expected: "at most \(Self.byteLimit) bytes")
        }
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        for line in lines { try reader.read(line) }
        guard let quorum = reader.quorum else { throw LogPolicyDefect(line: lines.count, expected: "a quorum line") }
        self.init(logs: reader.logs, witnesses: reader.witnesses, quorum: quorum)
    }
}

private struct PolicyReader {
    var logs: [LogPolicy.Log] = []
    var witnesses: [LogPolicy.Witness] = []
    var quorum: LogPolicy.Quorum?
    private var names: [[UInt8]: LogPolicy.Quorum] = [:]
    /// A name counts for one group at most.
    private var members: Set<[UInt8]> = []
    private var line = 0

    private static let none = Array("none".utf8)

    private func defect(_ expected: String) -> LogPolicyDefect { LogPolicyDefect(line: line, expected: expected) }

    mutating func read(_ text: ArraySlice<UInt8>) throws(LogPolicyDefect) {
        line += 1
        let (space, tab) = (UInt8(ascii: " "), UInt8(ascii: "\t"))
        guard text.allSatisfy({ $0 == tab || ($0 >= space && $0 != 0x7F) }) else {
            throw defect("no control characters")
        }
        let words = text.split { $0 == space || $0 == tab }.map(Array.init)
        guard let first = words.first, first.first != UInt8(ascii: "#") else { return }
        switch String(decoding: first, as: UTF8.self) {
        case "log" where (2...3).contains(words.count): try readLog(words)
        case "witness" where (3...4).contains(words.count): try readWitness(words)
        case "group" where words.count >= 4: try readGroup(words)
        case "quorum" where words.count == 2: try readQuorum(words[1])
        default: throw defect("log VKEY, witness NAME VKEY, group NAME all|any|K MEMBER…, or quorum NAME")
        }
    }

    private func text(_ word: [UInt8]) -> String { String(decoding: word, as: UTF8.self) }

    private mutating func readLog(_ words: [[UInt8]]) throws(LogPolicyDefect) {
        guard let key = try? NoteVerifierKey(text: text(words[1])) else {
            throw defect("a log's verifier key (type 1, Ed25519)")
        }
        guard !logs.contains(where: { $0.key.publicKey == key.publicKey }) else { throw defect("each log once") }
        logs.append(LogPolicy.Log(key: key, url: words.count > 2 ? text(words[2]) : nil))
    }

    private mutating func readWitness(_ words: [[UInt8]]) throws(LogPolicyDefect) {
        guard let key = try? WitnessKey(text: text(words[2])) else {
            throw defect("a witness's verifier key (type 4, Ed25519)")
        }
        guard !witnesses.contains(where: { $0.key.publicKey == key.publicKey }) else {
            throw defect("each witness once")
        }
        try define(words[1], as: .witness(key))
        witnesses.append(
            LogPolicy.Witness(name: text(words[1]), key: key, url: words.count > 3 ? text(words[3]) : nil))
    }

    private mutating func readGroup(_ words: [[UInt8]]) throws(LogPolicyDefect) {
        let listed = Array(words[3...])
        let threshold: Int
        switch text(words[2]) {
        case "all": threshold = listed.count
        case "any": threshold = 1
        case let number:
            guard let count = Int(number), String(count) == number, (1...listed.count).contains(count) else {
                throw defect("all, any, or a number from 1 to that of the members")
            }
            threshold = count
        }
        var group: [LogPolicy.Quorum] = []
        for name in listed {
            guard let member = names[name] else { throw defect("members that are defined above") }
            guard members.insert(name).inserted else { throw defect("each name in one group at most") }
            group.append(member)
        }
        try define(words[1], as: .group(threshold: threshold, members: group))
    }

    private mutating func readQuorum(_ name: [UInt8]) throws(LogPolicyDefect) {
        guard quorum == nil else { throw defect("one quorum line") }
        guard let defined = name == Self.none ? .some(.none) : names[name] else {
            throw defect("a witness or group that is defined above, or none")
        }
        quorum = defined
    }

    private mutating func define(_ name: [UInt8], as meaning: LogPolicy.Quorum) throws(LogPolicyDefect) {
        guard name != Self.none, names[name] == nil else { throw defect("a name that is not taken") }
        names[name] = meaning
    }
}
