internal import Registry

extension RegistryError {
    /// What a SQLSTATE (appendix A of PostgreSQL's manual) means for whoever asked.
    /// - Parameter state: nothing where libpq failed and not the server: then nobody answers.
    init(
        sqlState state: String?, message: String, doing operation: String, at address: PostgreSQLAddress,
        patience: PostgreSQLPatience
    ) {
        let path = address.description
        switch state {
        case nil: self = .unreachable(address: path, reason: Self.oneLine(message))
        // Nobody got the lock in time.
        case "55P03": self = .locked(path: path, waitedMilliseconds: patience.lock)
        case "53100": self = .diskFull(path: path)
        // A standby, or a database that was made read-only.
        case "25006": self = .readOnly(path: path)
        case "42501": self = .notPermitted(path: path, detail: message)
        case "XX001", "XX002": self = .corrupted(path: path, detail: message)
        // The server is shut down, restarts, ends idle transactions, cancels what takes too long, or has no room for one more.
        case let state? where ["08", "57"].contains(state.prefix(2)) || ["25P03", "53300"].contains(state):
            self = .unreachable(address: path, reason: Self.oneLine(message))
        case let state?: self = .storage(path: path, operation: operation, code: state, detail: message)
        }
    }

    /// libpq's messages have a line for each host that was tried, and lines of advice, which begin with a tab.
    private static func oneLine(_ message: String) -> String {
        message.split(separator: "\n").filter { !$0.hasPrefix("\t") }.joined(separator: "; ")
    }
}
