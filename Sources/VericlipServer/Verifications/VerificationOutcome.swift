public import Reporting

/// What came out of a verification, as it is kept.
public struct VerificationOutcome: Sendable, Hashable {
    /// The verdict in one sentence.
    public let headline: String
    /// By format.
    public let reports: [String: [UInt8]]

    public init(headline: String, reports: [String: [UInt8]]) {
        self.headline = headline
        self.reports = reports
    }

    /// - Parameters:
    ///   - id: of the verification: the pages name their own addresses.
    ///   - hasClip: whether the clip itself was handed in, so that it can be played.
    public init(of report: Report, id: String, hasClip: Bool) {
        self.init(headline: report.headline, reports: ReportExport.all(of: report, id: id, hasClip: hasClip))
    }
}
