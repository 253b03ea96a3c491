public import Signing

/// A `.tlog-proof` file: that an entry is in a log, to be checked without asking anybody (C2SP tlog-proof).
public struct LogProof: Sendable, Hashable {
    public let index: Int
    public let hashes: [SHA256Digest]
    /// The checkpoint that the hashes lead to, with its cosignatures, as it came.
    public let note: UnverifiedNote
    /// Nobody vouches for it.
    public let extra: [UInt8]?

    /// A tree deeper than 63 levels has more leaves than can be counted.
    static let hashLimit = 63
    private static let header = "c2sp.org/tlog-proof@v1"

    public init(index: Int, hashes: [SHA256Digest], note: UnverifiedNote, extra: [UInt8]? = nil) {
        self.index = index
        self.hashes = hashes
        self.note = note
        self.extra = extra
    }

    public var bytes: [UInt8] {
        let lines = [Self.header] + (extra.map { ["extra \($0.base64)"] } ?? []) + ["index \(index)"]
        return Array((lines + hashes.map(\.bytes.base64) + ["", ""]).joined(separator: "\n").utf8) + note.bytes
    }

    /// Nothing where the bytes are not exactly such a file.
    public init?(decoding bytes: [UInt8]) {
        guard let (head, rest) = ProofLines.split(bytes), let note = try? UnverifiedNote(decoding: rest),
            Checkpoint(text: note.text) != nil
        else { return nil }
        var lines = head[...]
        guard lines.popFirst() == Self.header else { return nil }
        var extra: [UInt8]?
        if let line = lines.first, line.hasPrefix("extra ") {
            guard let bytes = [UInt8](strictBase64: line.dropFirst(6)) else { return nil }
            extra = bytes
            lines.removeFirst()
        }
        guard let line = lines.popFirst(), let index = ProofLines.number(line, after: "index "),
            let hashes = ProofLines.hashes(lines, limit: Self.hashLimit)
        else { return nil }
        self.init(index: index, hashes: hashes, note: note, extra: extra)
    }

    /// Whether the entry is in the log whose checkpoint this is. That the checkpoint holds is a question of its own.
    public func proves(_ entry: [UInt8], in checkpoint: Checkpoint) -> Bool {
        note.text == checkpoint.text
            && MerkleTree.verifyInclusion(
                of: MerkleTree.leafHash(of: entry), at: index, in: checkpoint.size, root: checkpoint.root,
                proof: hashes)
    }
}

/// What proofs and witness requests have in common: lines of text, an empty one, and a checkpoint.
enum ProofLines {
    /// The lines before the first empty one, and the bytes after it.
    static func split(_ bytes: [UInt8]) -> (lines: [String], rest: [UInt8])? {
        guard bytes.count <= UnverifiedNote.byteLimit * 2 else { return nil }
        let newline = UInt8(ascii: "\n")
        guard let gap = bytes.indices.dropLast().first(where: { bytes[$0] == newline && bytes[$0 + 1] == newline })
        else { return nil }
        let lines = bytes[..<gap].split(separator: newline, omittingEmptySubsequences: false)
        return (lines.map { String(decoding: $0, as: UTF8.self) }, Array(bytes[(gap + 2)...]))
    }

    /// A decimal without sign or leading zero.
    static func number(_ line: String, after prefix: String) -> Int? {
        guard line.hasPrefix(prefix), let number = Int(line.dropFirst(prefix.count)), number >= 0,
            line == "\(prefix)\(number)"
        else { return nil }
        return number
    }

    static func hashes(_ lines: ArraySlice<String>, limit: Int) -> [SHA256Digest]? {
        guard lines.count <= limit else { return nil }
        var hashes: [SHA256Digest] = []
        for line in lines {
            guard let bytes = [UInt8](strictBase64: line), let hash = SHA256Digest(bytes: bytes) else { return nil }
            hashes.append(hash)
        }
        return hashes
    }
}
