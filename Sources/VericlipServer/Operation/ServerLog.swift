internal import Foundation
internal import Reporting

/// What a server tells its operator: one JSON object a line, with `time`, `level` and `event`, and never the name of a clip, nor an
/// address that leads to a report.
public struct ServerLog: Sendable {
    /// Where each line goes, without its end.
    private let write: @Sendable (String) -> Void
    private let hasRequests: Bool

    /// - Parameters:
    ///   - hasRequests: whether each request and each verification is told too, not only what failed or was refused.
    ///   - write: called with each line, from any thread.
    public init(hasRequests: Bool, write: @escaping @Sendable (String) -> Void) {
        self.hasRequests = hasRequests
        self.write = write
    }

    public static func standardError(hasRequests: Bool) -> ServerLog {
        ServerLog(hasRequests: hasRequests) { line in
            // Nobody is there to be told that standard error is closed.
            try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
        }
    }

    public static let silent = ServerLog(hasRequests: false) { _ in }

    /// Raw values as in the lines.
    enum Level: String {
        case info
        /// Somebody was refused.
        case warning
        case error
    }

    func tell(_ level: Level, _ event: String, _ fields: KeyValuePairs<String, JSONValue?>) {
        guard hasRequests || level != .info else { return }
        let head: [JSONValue.Member] = [
            .init(name: "time", value: .string(Date().formatted(.iso8601))),
            .init(name: "level", value: .string(level.rawValue)), .init(name: "event", value: .string(event)),
        ]
        let rest = fields.compactMap { name, value in value.map { JSONValue.Member(name: name, value: $0) } }
        write(JSONValue.object(head + rest).compact)
    }
}
