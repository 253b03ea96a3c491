internal import Hummingbird
internal import NIOCore
internal import RegistryStorage
internal import Reporting
internal import ServiceLifecycle

/// How far a verification is, told as it goes (server-sent events, HTML Standard section 9.2): `progress` for every change,
/// `done` with the last.
struct VerificationEvents {
    /// Between two looks at how far it is.
    private static let interval = Duration.milliseconds(200)
    /// Looks without a change after which a line is sent all the same, so that no proxy takes the connection for dead.
    private static let quiet = 75

    let id: String
    let store: VerificationStore
    let runner: VerificationRunner

    @concurrent func write(to writer: inout any ResponseBodyWriter) async throws {
        var last = ""
        var unchanged = 0
        while let verification = try store.verification(id: id) {
            let isOver = [.done, .failed].contains(verification.state)
            let data = VerificationResource(verification: verification, progress: runner.progress(of: id)).value.compact
            if data != last {
                try await writer.write(ByteBuffer(string: "event: \(isOver ? "done" : "progress")\ndata: \(data)\n\n"))
                (last, unchanged) = (data, 0)
            } else {
                unchanged += 1
                if unchanged % Self.quiet == 0 { try await writer.write(ByteBuffer(string: ": still here\n\n")) }
            }
            // Whoever listens asks again, and goes on where the next start does.
            if isOver || Task.isShuttingDownGracefully { return }
            try await Task.sleep(for: Self.interval)
        }
        try await writer.write(ByteBuffer(string: "event: erased\ndata: {}\n\n"))
    }
}
