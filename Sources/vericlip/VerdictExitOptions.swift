import ArgumentParser
import Reporting
import Verification

/// How a verdict becomes an exit code.
struct VerdictExitOptions: ParsableArguments {
    @Flag(help: "Exit with 0 whatever the verdict.") var exitZero = false
    @Option(
        help: ArgumentHelp(
            "Exit with 0 but for these, separated by commas, such as changed,mixed.", valueName: "relations"))
    var failOn: String?

    private static let names = ["same", "edited", "changed", "mixed", "no-source", "cannot-assess"]

    func validate() throws {
        for name in relations where !Self.names.contains(name) {
            throw ValidationError("--fail-on knows \(Self.names.joined(separator: ", ")); not “\(name)”.")
        }
        if exitZero, failOn != nil { throw ValidationError("--exit-zero and --fail-on exclude each other.") }
    }

    private var relations: [String] { failOn?.split(separator: ",").map(String.init) ?? [] }

    func finish(with verdict: Verdict) throws {
        if exitZero { return }
        if failOn != nil, !relations.contains(verdict.relation.code) { return }
        let status = ExitStatus(verdict)
        if status != .same { throw status.code }
    }
}
