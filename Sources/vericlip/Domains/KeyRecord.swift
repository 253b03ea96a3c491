import Signing

/// `v=1; kid=KEY-ID`: the TXT record by which a domain names a key as its own (docs/statement-v1.md).
struct KeyRecord: Hashable {
    let keyID: SHA256Digest

    var text: String { "v=1; kid=\(keyID.hex)" }

    /// Where the records of a domain lie.
    static func name(of domain: String) -> String { "_vericlip.\(domain)" }

    init(_ keyID: SHA256Digest) { self.keyID = keyID }

    /// Reads a stranger's record, as a list of tags (RFC 6376, 3.2): `v` comes first, tags that are not known are passed over, white
    /// space around them does not count. Nothing where it is another record, of another version, or has a tag twice.
    init?(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var tags: [(name: Substring, value: Substring)] = []
        for tag in text.split(separator: ";").map(Self.trimmed) where !tag.isEmpty {
            guard let sign = tag.firstIndex(of: "=") else { return nil }
            tags.append((Self.trimmed(tag[..<sign]), Self.trimmed(tag[tag.index(after: sign)...])))
        }
        guard let first = tags.first, first == ("v", "1"), Set(tags.map(\.name)).count == tags.count,
            let value = tags.first(where: { $0.name == "kid" })?.value,
            let keyID = SHA256Digest(hex: value.lowercased())
        else { return nil }
        self.keyID = keyID
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        var text = text.drop(while: isSpace)
        while text.last.map(isSpace) ?? false { text.removeLast() }
        return text
    }
}
