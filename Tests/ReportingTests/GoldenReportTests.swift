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
        let text = SampleVerdicts.report(verdict).text(as: format)
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Goldens/\(name).\(format == .text ? "txt" : format.rawValue)")
        if ProcessInfo.processInfo.environment["VERICLIP_REGENERATE"] != nil {
            try Data(text.utf8).write(to: file)
        }
        #expect(try text == String(contentsOf: file, encoding: .utf8), "differs from \(file.lastPathComponent)")
    }
}
