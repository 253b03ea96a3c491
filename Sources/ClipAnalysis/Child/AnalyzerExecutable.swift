internal import FoundationEssentials
internal import Glibc

/// Finds `vericlip-analyze`.
enum AnalyzerExecutable {
    static let name = "vericlip-analyze"
    static let variable = "VERICLIP_ANALYZE"

    /// The given path; else the one in the environment; else the one beside the running program.
    static func find(_ given: String?) throws(ClipAnalysisError) -> String {
        let path: String
        if let given = given ?? ProcessInfo.processInfo.environment[variable] {
            path = given
        } else if let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
            path = program.prefix(through: program.lastIndex(of: "/") ?? program.startIndex) + name
        } else {
            throw .analyzerMissing(tried: ["the folder of the running program, which /proc does not tell"])
        }
        guard unsafe access(path, X_OK) == 0 else { throw .analyzerMissing(tried: [path]) }
        return path
    }
}
