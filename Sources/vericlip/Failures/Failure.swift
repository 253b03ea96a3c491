/// Why a command stopped: the cause, what was tried, the next command to run, and the exit code.
struct Failure: Error, Hashable {
    var cause: String
    var tried: String?
    var next: String?
    var status: ExitStatus

    init(_ cause: String, tried: String? = nil, next: String? = nil, status: ExitStatus = .runtime) {
        self.cause = cause
        self.tried = tried
        self.next = next
        self.status = status
    }

    var text: String {
        var lines = ["vericlip: \(cause)"]
        if let tried { lines.append("  Tried: \(tried)") }
        if let next { lines.append("  Next:  \(next)") }
        return lines.joined(separator: "\n")
    }

    /// On one line, for a report.
    var sentence: String {
        [cause, next.map { "Next: \($0)" }].compactMap(\.self).joined(separator: " ")
    }
}
