internal import Foundation

/// What a report says that signed statements can bear out, and its conclusion, which they cannot.
public struct ReportSummary: Sendable, Hashable, Decodable {
    public let relation: String
    /// `match` or `possible`; nothing where no source was found.
    public let confidence: String?
    public let headline: String
    public let clip: Clip
    public let registry: Registry?
    public let sources: [Source]
    let schema: String

    public struct Clip: Sendable, Hashable, Decodable {
        public let name: String
        public let sha256: String?
    }

    public struct Registry: Sendable, Hashable, Decodable {
        public let origin: String
    }

    public struct Source: Sendable, Hashable, Decodable {
        /// The record's number in decimal.
        public let record: String
        public let title: String?
        public let publisher: Publisher?
    }

    public struct Publisher: Sendable, Hashable, Decodable {
        public let keyId: String
    }

    /// Nothing where the bytes are not a report of version 1.
    public init?(decoding bytes: [UInt8]) {
        guard let report = try? JSONDecoder().decode(Self.self, from: Data(bytes)),
            report.schema == "vericlip.verification/1"
        else { return nil }
        self = report
    }

    /// The entries of the log that it names as sources; nothing where one of them is not a number.
    public var records: [Int]? {
        let numbers = sources.compactMap { Int($0.record) }.filter { $0 >= 0 }
        return numbers.count == sources.count ? numbers : nil
    }
}
