internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
public import RegistryStorage

/// The page that a newsroom opens and the API behind it, for the users of this machine alone: it listens on loopback.
///
/// Described by `/openapi.json`; errors and their types in `docs/api-v1.md`.
public final class VerificationServer: Sendable {
    private let store: VerificationStore
    private let runner: VerificationRunner
    private let byteLimit: Int
    private let logger: Logger

    /// More than any clip, less than what fills a disk by mistake: 64 GiB.
    public static let largestClip = 64 << 30

    /// - Parameter byteLimit: bytes of a clip at most.
    public init(store: VerificationStore, work: VerificationWork, byteLimit: Int = largestClip) {
        self.store = store
        self.byteLimit = byteLimit
        var logger = Logger(label: "vericlip.serve")
        // No names of clips: they may tell what a newsroom works on.
        logger.logLevel = .error
        self.logger = logger
        runner = VerificationRunner(store: store, work: work, logger: logger)
    }

    /// Serves until it is cancelled.
    /// - Parameters:
    ///   - port: 0 for any that is free.
    ///   - ready: called with the port, once requests are taken.
    public func run(port: Int, ready: @escaping @Sendable (Int) -> Void) async throws {
        let router = Router(options: .autoGenerateHeadEndpoints)
        let bound = BoundPort()
        for routes in groups { routes.add(to: router) }
        let table = RouteTable(router.routes.map { ($0.path.description, $0.method) })
        let application = Application(
            responder: RequestGuard(routes: router.buildResponder(), table: table, port: bound),
            configuration: ApplicationConfiguration(
                address: .hostname("127.0.0.1", port: port), serverName: "vericlip"),
            onServerRunning: { channel in
                bound.number = channel.localAddress?.port ?? port
                ready(bound.number)
            },
            logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [runner] in await runner.run() }
            group.addTask { try await application.run() }
            // Either ends only where the server is stopped, or could not start.
            try await group.next()
            group.cancelAll()
        }
    }

    /// Everything that is served, room by room.
    private var groups: [any RouteGroup] {
        [
            PageRoutes(store: store),
            VerificationRoutes(store: store, runner: runner, byteLimit: byteLimit),
        ]
    }
}
