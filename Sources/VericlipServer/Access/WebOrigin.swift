/// The scheme, name and port under which browsers know a server (RFC 6454).
public struct WebOrigin: Sendable, Hashable {
    /// As browsers write it: `https://verify.example`, in lower case, without the scheme's own port.
    public let text: String
    /// What `Host` says: `verify.example`.
    public let authority: String
    public let isSecure: Bool

    /// Nothing for what is no origin: another scheme, a path, a user's name.
    public init?(_ text: String) {
        let text = text.lowercased()
        guard let scheme = [("https://", ":443"), ("http://", ":80")].first(where: { text.hasPrefix($0.0) }) else {
            return nil
        }
        var authority = text.dropFirst(scheme.0.count)
        if authority.hasSuffix(scheme.1) { authority.removeLast(scheme.1.count) }
        let name =
            authority.hasPrefix("[") ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
        let isClosed = !authority.hasPrefix("[") || authority.contains("]")
        let rest = authority.dropFirst(name.count + (authority.hasPrefix("[") ? 2 : 0))
        let isPort = rest.isEmpty || rest.first == ":" && (UInt16(rest.dropFirst()) ?? 0) > 0
        let isName = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                UInt8(ascii: "."):
                true
            case UInt8(ascii: ":"): authority.hasPrefix("[")
            default: false
            }
        }
        guard !name.isEmpty, isName, isClosed, isPort else { return nil }
        self.text = scheme.0 + authority
        self.authority = String(authority)
        isSecure = scheme.0 == "https://"
    }
}
