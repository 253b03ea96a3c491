internal import FoundationEssentials

extension PublicKey {
    private static let header = "-----BEGIN PUBLIC KEY-----"
    private static let footer = "-----END PUBLIC KEY-----"

    /// Reads the one public key of a PEM file (RFC 7468); text before it, such as the holder's name, is left aside.
    public init(pem: String) throws(SigningError) {
        let lines = pem.split(whereSeparator: \.isNewline)
        guard let start = lines.firstIndex(of: Substring(Self.header)),
            let end = lines.firstIndex(of: Substring(Self.footer)),
            start < end, let bytes = Data(base64Encoded: lines[(start + 1)..<end].joined())
        else { throw .notAPublicKey }
        try self.init(derBytes: Array(bytes))
    }

    /// SubjectPublicKeyInfo in PEM, which OpenSSL and every other tool reads.
    public var pem: String {
        let body = Data(derBytes).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return "\(Self.header)\n\(body)\n\(Self.footer)\n"
    }
}
