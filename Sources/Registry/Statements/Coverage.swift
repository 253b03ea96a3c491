internal import Signing

/// `coverage`: a publisher says what it registers completely, so that it means something when nothing is found.
public struct Coverage: Sendable, Hashable, Codable {
    /// What all of is registered, such as "Plenary sittings".
    public let series: String
    /// RFC 3339 full date of the first day.
    public let from: String
    /// RFC 3339 full date of the last day; open where there is none.
    public let until: String?
    /// Where the publisher lists what there is.
    public let url: String?

    public init(series: String, from: String, until: String? = nil, url: String? = nil) {
        self.series = series
        self.from = from
        self.until = until
        self.url = url
    }
}

extension Coverage: StatementContent {
    static let type = "coverage"

    func subject(signedBy keyID: SHA256Digest) -> SHA256Digest { keyID }

    func defect(signedBy keyID: SHA256Digest) -> String? {
        if series.isBlank { return "series is empty" }
        if !from.isFullDate || !(until?.isFullDate ?? true) { return "from and until are dates as 2026-11-28" }
        if let until, until < from { return "until comes before from" }
        return url?.isWebAddress ?? true ? nil : "url is not a web address"
    }
}

extension String {
    /// The form of an RFC 3339 full date; texts of it are ordered as the days are.
    fileprivate var isFullDate: Bool {
        let parts = split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [4, 2, 2]
            && parts.allSatisfy { $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }
            && (1...12).contains(Int(parts[1]) ?? 0) && (1...31).contains(Int(parts[2]) ?? 0)
    }
}
