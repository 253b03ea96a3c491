internal import Foundation
internal import HTTPClient
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Printing
public import RegistryStorage
internal import Reporting
internal import ServiceLifecycle

/// The page that a newsroom opens and the API behind it: for the users of this machine or, where API keys are asked for, for those who
/// have one.
///
/// Described by `/openapi.json`; errors and their types in `docs/api-v1.md`.
public final class VerificationServer: Sendable {
    private let store: VerificationStore
    private let registry: ServedRegistry
    private let runner: VerificationRunner
    private let byteLimit: Int
    private let access: ServerAccess
    private let limits: ServerLimits
    private let publishedLog: LogFolder?
    private let journal: RequestJournal
    private let queue = WorkQueue()
    private let outbound: ServerOutbound
    private let fetcher: ClipFetcher?
    private let drafts: DraftDesk?
    private let people: [String]
    private let logger: Logger

    /// More than any clip, less than what fills a disk by mistake: 64 GiB.
    public static let largestClip = 64 << 30

    /// - Parameters:
    ///   - registry: what is given out of it.
    ///   - byteLimit: bytes of a clip at most.
    ///   - access: who may ask.
    ///   - limits: how much.
    ///   - publishedLog: given out to anybody; nothing where none is.
    ///   - outbound: what other machines are reached for.
    ///   - people: names of those with whose signed recordings clips are compared; every page that takes clips says so.
    ///   - registration: how recordings are registered on the page; nothing where they are not.
    ///   - log: what the operator is told.
    public init(
        store: VerificationStore, registry: ServedRegistry, work: VerificationWork, byteLimit: Int = largestClip,
        access: ServerAccess = .open, limits: ServerLimits = .own, publishedLog: LogFolder? = nil,
        people: [String] = [], outbound: ServerOutbound = .none, registration: RegistrationWork? = nil,
        log: ServerLog = .standardError(hasRequests: false)
    ) {
        self.store = store
        self.registry = registry
        self.byteLimit = byteLimit
        self.access = access
        self.limits = limits
        self.publishedLog = publishedLog
        self.outbound = outbound
        self.people = people
        journal = RequestJournal(log: log, metrics: ServerMetrics())
        logger = Logger(label: "vericlip.serve") { _ in ServerLogHandler(log) }
        let runner = VerificationRunner(store: store, work: work, journal: journal, logger: logger)
        self.runner = runner
        let logger = logger
        drafts = registration.map { DraftDesk(store: store, work: $0, logger: logger) }
        fetcher =
            outbound.fetchesClips
            ? ClipFetcher(
                store: store, download: HTTPDownload(reach: outbound.reach, byteLimit: byteLimit),
                quota: ClipQuota(keys: access.quotas, limits: limits), logger: logger
            ) { runner.wake() } : nil
    }

    /// How long requests under way, and answers to them, are waited for where the server is stopped.
    private static let shutdownSeconds = 30

    /// Serves until it is cancelled, or stopped: then it takes no more connections, waits for requests under way, and leaves the clip that
    /// it is verifying to be verified after the next start.
    /// - Parameters:
    ///   - host: the address to listen at.
    ///   - port: 0 for any that is free.
    ///   - stop: returns where the server is to be stopped.
    ///   - ready: called with the port, once requests are taken.
    public func run(
        host: String = "127.0.0.1", port: Int, until stop: (@Sendable () async -> Void)? = nil,
        ready: @escaping @Sendable (Int) -> Void
    ) async throws {
        // Stopped in the reverse order: requests first.
        var configuration = ServiceGroupConfiguration(
            services: workers + [application(host: host, port: port, ready: ready)], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(Self.shutdownSeconds)
        let services = ServiceGroup(configuration: configuration)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await services.run()
                return true
            }
            if let stop {
                group.addTask { [journal] in
                    await stop()
                    journal.log.tell(.info, "stopping", [:])
                    await services.triggerGracefulShutdown()
                    return false
                }
            }
            while let isOver = try await group.next(), !isOver {}
            group.cancelAll()
        }
    }

    private var workers: [any Service] {
        var workers: [any Service] = [runner]
        if let fetcher { workers.append(fetcher) }
        if let drafts { workers.append(drafts) }
        if let secret = outbound.webhookSecret {
            workers.append(WebhookSender(store: store, secret: secret, reach: outbound.reach, logger: logger))
        }
        return workers
    }

    private func application(
        host: String, port: Int, ready: @escaping @Sendable (Int) -> Void
    ) -> Application<RequestGuard<RouterResponder<ServerContext>>> {
        let router = Router(context: ServerContext.self, options: .autoGenerateHeadEndpoints)
        let bound = BoundPort()
        let doorkeeper = Doorkeeper(access: access)
        let (patience, journal) = (limits.patience, journal)
        return Application(
            responder: RequestGuard(
                table: add(groups(doorkeeper), to: router), routes: router.buildResponder(),
                names: ServerNames(port: bound, origin: access.origin), doorkeeper: doorkeeper,
                limiter: RateLimiter(limit: limits.requestsPerMinute), journal: journal),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [PatienceHandler(patience: patience) { journal.noteSlowConnection() }],
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: 64 << 10, maxHeaderListSize: 64 << 10, maxHeaderFieldCount: 100))),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: "vericlip", backlog: limits.waitingConnections,
                availableConnectionsDelegate: .maximum(limits.connections, logger: logger)),
            onServerRunning: { channel in
                bound.number = channel.localAddress?.port ?? port
                journal.log.tell(.info, "serving", ["port": .integer(bound.number)])
                ready(bound.number)
            },
            logger: logger)
    }

    /// Everything that is served, room by room.
    private func groups(_ doorkeeper: Doorkeeper) -> [any RouteGroup] {
        let quota = ClipQuota(keys: access.quotas, limits: limits)
        let webhooks = WebhookRule(isAllowed: outbound.webhookSecret != nil)
        var groups: [any RouteGroup] = [
            PageRoutes(store: store, fetchesClips: fetcher != nil, people: people),
            OperationRoutes(store: store, metrics: journal.metrics),
            VerificationRoutes(
                store: store, runner: runner, byteLimit: byteLimit, quota: quota,
                clips: ClipRequest(store: store, webhooks: webhooks), fetcher: fetcher),
            BatchRoutes(store: store, runner: runner, fetcher: fetcher, quota: quota, webhooks: webhooks),
            ListRoutes(store: store, served: registry), BatchPageRoutes(store: store),
            ClipRoutes(store: store), ClipPictureRoutes(store: store),
            RecordPictureRoutes(served: registry),
            EvidenceRoutes(store: store, served: registry, printer: PDFPrinter(), origin: access.origin),
            RecordRoutes(served: registry), PublisherRoutes(served: registry), LogEntryRoutes(served: registry),
            LookupRoutes(served: registry, queue: queue), RegistrationRoutes(served: registry, queue: queue),
            SoftBindingRoutes(
                served: registry, queue: queue, store: store, runner: runner, byteLimit: byteLimit,
                quota: ClipQuota(keys: access.quotas, limits: limits)),
        ]
        if let drafts {
            groups.append(
                RegistrationPageRoutes(
                    store: store, served: registry, desk: drafts, quota: quota, byteLimit: byteLimit,
                    origin: access.origin))
        }
        if let publishedLog { groups.append(PublishedLogRoutes(folder: publishedLog)) }
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
