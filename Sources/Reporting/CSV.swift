import Comparison
import ContentCredentials
import Matching
import Media
import Verification

/// A report as one row of a table (RFC 4180, lines ending in a line feed).
public enum CSV {
    public static let header =
        "clip,sha256,duration,relation,confidence,reason,headline,record,title,publisher,keyId,trust,"
        + "sourceStart,sourceEnd,adjustments,findings,contentCredentials\n"

    public static func row(of report: Report) -> String {
        let verdict = report.verdict
        let segment = verdict.segments.first
        let source = verdict.sources.first
        let cells: [String?] = [
            verdict.clip.name,
            verdict.clip.sha256,
            verdict.clip.duration.map(JSONValue.decimal),
            verdict.relation.code,
            verdict.confidenceCode,
            verdict.reasonCode,
            Wording.headline(of: verdict),
            source.map { String($0.recording.rawValue) },
            source?.title,
            source?.publisher?.name,
            source?.publisher?.keyID,
            source?.trust.rawValue,
            (segment?.source.start.milliseconds).map(JSONValue.decimal),
            (segment?.source.end.milliseconds).map(JSONValue.decimal),
            verdict.adjustments.map(\.rawValue).joined(separator: " "),
            Wording.findings(of: verdict).joined(separator: " "),
            verdict.contentCredentials?.state.rawValue,
        ]
        return cells.map { cell($0 ?? "") }.joined(separator: ",") + "\n"
    }

    /// Quoted where needed. A leading apostrophe keeps a spreadsheet from reading a stranger's title as a formula.
    static func cell(_ text: String) -> String {
        var text = text.printable
        if let first = text.first, "=+-@".contains(first) { text = "'" + text }
        guard text.contains(where: { $0 == "," || $0 == "\"" }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
