internal import Signing

/// What statements of one type say.
protocol StatementContent: Codable, Sendable, Hashable {
    /// As `type` in the payload.
    static var type: String { get }

    /// What the statement is about, as the header's subject names it by its hash.
    func subject(signedBy keyID: SHA256Digest) -> SHA256Digest

    /// Why no statement of this key can say this; nothing where it can.
    func defect(signedBy keyID: SHA256Digest) -> String?
}

extension StatementContent {
    func defect(signedBy keyID: SHA256Digest) -> String? { nil }
}

extension String {
    /// Whether the text shows anything.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }

    /// Whether this looks like an address on the web.
    var isWebAddress: Bool { ["https://", "http://"].contains { lowercased().hasPrefix($0) && count > $0.count } }
}
