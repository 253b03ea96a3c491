internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
public import RegistryStorage

/// The page that a newsroom opens and the API behind it: for the users of this machine or, where API keys are asked for, for those who
/// have one.
///
/// Described by `/openapi.json`; errors and their types in `docs/api-v1.md`.
public final class VerificationServer: Sendable {
    private let store: VerificationStore
    private let runner: VerificationRunner
    private let byteLimit: Int
    private let access: ServerAccess
    private let logger: Logger

    /// More than any clip, less than what fills a disk by mistake: 64 GiB.
    public static let largestClip = 64 << 30

    /// - Parameters:
    ///   - byteLimit: bytes of a clip at most.
    ///   - access: who may ask.
    public init(
        store: VerificationStore, work: VerificationWork, byteLimit: Int = largestClip, access: ServerAccess = .open
    ) {
        self.store = store
        self.byteLimit = byteLimit
        self.access = access
        var logger = Logger(label: "vericlip.serve")
        // No names of clips: they may tell what a newsroom works on.
        logger.logLevel = .error
        self.logger = logger
        runner = VerificationRunner(store: store, work: work, logger: logger)
    }

    /// Serves until it is cancelled.
    /// - Parameters:
    ///   - host: the address to listen at.
    ///   - port: 0 for any that is free.
    ///   - ready: called with the port, once requests are taken.
    public func run(host: String = "127.0.0.1", port: Int, ready: @escaping @Sendable (Int) -> Void) async throws {
        let router = Router(context: ServerContext.self, options: .autoGenerateHeadEndpoints)
        let bound = BoundPort()
        let doorkeeper = Doorkeeper(access: access)
        let application = Application(
            responder: RequestGuard(
                table: add(groups(doorkeeper), to: router), routes: router.buildResponder(),
                names: ServerNames(port: bound, origin: access.origin), doorkeeper: doorkeeper),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: "vericlip"),
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
    private func groups(_ doorkeeper: Doorkeeper) -> [any RouteGroup] {
        var groups: [any RouteGroup] = [
            PageRoutes(store: store),
            VerificationRoutes(store: store, runner: runner, byteLimit: byteLimit),
        ]
        if let keys = access.keys { groups.append(SignInRoutes(keys: keys, doorkeeper: doorkeeper)) }
        return groups
    }

    private func add(_ groups: [any RouteGroup], to router: Router<ServerContext>) -> RouteTable {
        var table: [(path: String, method: HTTPRequest.Method, scope: APIKey.Scope?)] = []
        for group in groups {
            let routes = Router(context: ServerContext.self)
            group.add(to: routes)
            group.add(to: router)
            for route in routes.routes {
                let path = route.path.description
                table.append((path, route.method, group.scope(for: route.method, path)))
            }
        }
        return RouteTable(table)
    }
}
