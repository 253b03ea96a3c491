/// What an XMP packet says of where a manifest lies: `dcterms:provenance` (C2PA 2.2, section 11.5), as an attribute or an element.
///
/// XMP is XML; this looks for the one property, with its usual prefix, as the reference reader does, and understands nothing else.
enum XMPPacket {
    static let byteLimit: UInt64 = 1 << 20
    private static let name = "dcterms:provenance"

    /// An address of the web; nothing where there is none. One of a part of the file itself, as older writers have it, is none.
    static func provenance(in bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)[...]
        guard let place = text.firstRange(of: name) else { return nil }
        let rest = text[place.upperBound...].drop(while: \.isWhitespace)
        let value: Substring?
        if rest.first == ">" {
            value = rest.dropFirst().prefix { $0 != "<" }
        } else if rest.first == "=" {
            let quoted = rest.dropFirst().drop(while: \.isWhitespace)
            value = quoted.first.flatMap { quote in
                ["\"", "'"].contains(quote) ? quoted.dropFirst().prefix { $0 != quote } : nil
            }
        } else {
            value = nil
        }
        guard let value, value.count <= ContentCredentials.textLimit else { return nil }
        let address = unescaped(value).split(whereSeparator: \.isWhitespace).joined()
        let isOfTheWeb = ["https://", "http://"].contains { address.lowercased().hasPrefix($0) }
        return isOfTheWeb && address.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 0x20 && $0.value != 0x7F }
            ? address : nil
    }

    /// The entities that XML has by itself; `&amp;` last, so that nothing is read twice.
    private static func unescaped(_ text: Substring) -> String {
        [("&quot;", "\""), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")].reduce(String(text)) {
            $0.replacing($1.0, with: $1.1)
        }
    }
}
