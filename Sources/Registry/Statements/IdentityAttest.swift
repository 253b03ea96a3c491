public import Signing

/// `identity.attest`: whoever signs has checked that a domain names a key as its own, and says when and how.
public struct IdentityAttest: Sendable, Hashable, Codable {
    /// ID of the key that was checked.
    public let subject: SHA256Digest
    public let domain: String
    public let method: Method
    /// SHA-256 of what the domain answered: the file's bytes, or the text of the DNS record.
    public let evidence: SHA256Digest
    /// RFC 3339, by the clock of whoever checked.
    public let checkedAt: String

    public init(
        subject: SHA256Digest, domain: String, method: Method, evidence: SHA256Digest, checkedAt: String
    ) {
        self.subject = subject
        self.domain = domain
        self.method = method
        self.evidence = evidence
        self.checkedAt = checkedAt
    }

    public enum Method: String, Sendable, Codable, CaseIterable {
        case wellKnown = "https-well-known"
        case dns = "dns-txt"
    }

    private enum CodingKeys: String, CodingKey {
        case subject, domain, method, evidence
        case checkedAt = "checked_at"
    }
}

extension IdentityAttest: StatementContent {
    static let type = "identity.attest"

    func subject(signedBy keyID: SHA256Digest) -> SHA256Digest { subject }

    func defect(signedBy keyID: SHA256Digest) -> String? {
        domain.isDomainName ? nil : "domain is not the name of a domain"
    }
}

extension String {
    /// Letters (lowercase), digits and hyphens in at least two labels, as domains are written in statements (RFC 1035, 2.3.1;
    /// others in their ASCII form).
    public var isDomainName: Bool {
        let labels = split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1 && utf8.count <= 253
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.utf8.allSatisfy {
                        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
                    }
            }
    }
}
