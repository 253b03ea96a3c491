internal import HTTPTypes
internal import Hummingbird
internal import RegistryStorage
internal import ServiceLifecycle

/// `/healthz` and `/metrics`: how a server is, for whoever runs it.
struct OperationRoutes: RouteGroup {
    let store: VerificationStore
    let metrics: ServerMetrics

    /// Below this the disk has no room for one more clip of a few minutes.
    private static let leastFreeBytes = 256 << 20

    func add(to router: Router<ServerContext>) {
        router.get("/healthz") { _, _ in
            // Asked first, so that a store that cannot be read is a problem of its own.
            _ = try store.counts()
            if Task.isShuttingDownGracefully { throw Problem.notReady("It is being stopped.") }
            if let free = store.freeBytes, free < Self.leastFreeBytes {
                throw Problem.notReady("The disk that clips are kept on has \(free) bytes left.")
            }
            return Response.answer(Array("ok\n".utf8), type: "text/plain; charset=utf-8")
        }
        router.get("/metrics") { _, _ in
            Response.answer(
                Array(metrics.text(try store.counts()).utf8), type: "text/plain; version=0.0.4; charset=utf-8")
        }
    }

    func scope(for method: HTTPRequest.Method, _ path: String) -> APIKey.Scope? {
        path == "/healthz" ? nil : .admin
    }
}

extension Problem {
    fileprivate static func notReady(_ why: String) -> Problem {
        Problem(.serviceUnavailable, "not-ready", "The server takes no clips now.", detail: why)
    }
}
