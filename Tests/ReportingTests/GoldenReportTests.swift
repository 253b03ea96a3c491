import Foundation
import Reporting
import Testing

/// Every sample verdict in every format against the files in `Goldens`.
///
/// `VERICLIP_REGENERATE=1 swift test -c release --filter GoldenReportTests` writes them anew; read the difference before you commit.
@Suite struct GoldenReportTests {
    static let cases = SampleVerdicts.all.indices.flatMap { index in ReportFormat.allCases.map { (index, $0) } }

    @Test(arguments: cases) func report(index: Int, format: ReportFormat) throws {
        let (name, verdict) = SampleVerdicts.all[index]
        try compare(
            SampleVerdicts.report(verdict).text(as: format), "\(name).\(format == .text ? "txt" : format.rawValue)")
    }

    @Test func pageWithEvidence() throws {
        try compare(SampleEvidence.report.text(as: .html), "evidence.html")
    }

    /// Pages without the bytes of their pictures, which depend on the version of zlib, and without their style and script.
    private func compare(_ text: String, _ name: String) throws {
        var text = text
        if name.hasSuffix(".html") {
            text.replace(#/base64,[A-Za-z0-9+\/=]+/#, with: "base64,...")
            text.replace(#/sha256-[A-Za-z0-9+\/=]+/#, with: "sha256-...")
            text.replace(#/<(style|script)>[^<]*/#) { "<\($0.1)>..." }
        }
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens/\(name)")
        if ProcessInfo.processInfo.environment["VERICLIP_REGENERATE"] != nil {
            try Data(text.utf8).write(to: file)
        }
        #expect(try text == String(contentsOf: file, encoding: .utf8), "differs from \(file.lastPathComponent)")
    }
}
