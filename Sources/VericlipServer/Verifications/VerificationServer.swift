internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import Registry
public import RegistryStorage
internal import Reporting

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
    /// Verifications on one page of the list, at most.
    private static let pageLimit = 100
    /// The largest that every JSON reader takes for what it is.
    private static let lastNumber = (1 << 53) - 1

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
        addPages(to: router)
        addAPI(to: router)
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

    private func addPages(to router: Router<BasicRequestContext>) {
        router.get("/") { [store] _, _ in Self.page(ServerPage.start(latest: try store.verifications(limit: 20))) }
        router.get("/verifications/:id") { [store] _, context in
            guard let verification = try Self.verification(in: context, store) else {
                return Self.page(ServerPage.notFound, status: .notFound)
            }
            guard let report = try store.report(of: verification.id, as: ReportExport.page) else {
                return Self.page(ServerPage.waiting(for: verification))
            }
            var response = Self.answer(report, type: ReportExport.html.mediaType)
            // The page brings a policy of its own, which names its style and script by their hashes; both policies hold.
            response.headers[.contentSecurityPolicy] = "frame-ancestors 'none'"
            return response
        }
        router.get("/app.css") { _, _ in Self.answer(Array(ServerStyle.text.utf8), type: "text/css; charset=utf-8") }
        router.get("/app.js") { _, _ in
            Self.answer(Array(ServerScript.text.utf8), type: "text/javascript; charset=utf-8")
        }
        router.get("/openapi.json") { _, _ in Self.answer(Array(OpenAPI.text.utf8), type: "application/json") }
        router.get("/healthz") { _, _ in Self.answer(Array("ok\n".utf8), type: "text/plain; charset=utf-8") }
    }

    private func addAPI(to router: Router<BasicRequestContext>) {
        router.post("/v1/verifications") { [self] request, _ in try await take(request) }
        router.get("/v1/verifications") { [self] request, _ in try list(request) }
        router.get("/v1/verifications/:id") { [self] _, context in
            try resource(try Self.existing(in: context, store), status: .ok)
        }
        router.delete("/v1/verifications/:id") { [self] _, context in
            let verification = try Self.existing(in: context, store)
            _ = try store.erase(id: verification.id)
            runner.stop(verification.id)
            return Response(status: .noContent)
        }
        router.get("/v1/verifications/:id/events") { [self] _, context in
            let events = VerificationEvents(id: try Self.existing(in: context, store).id, store: store, runner: runner)
            return Response(
                status: .ok, headers: [.contentType: "text/event-stream"],
                body: ResponseBody { writer in
                    try await events.write(to: &writer)
                    try await writer.finish(nil)
                })
        }
        router.get("/v1/verifications/:id/report/:format") { [self] _, context in
            let verification = try Self.existing(in: context, store)
            guard let export = context.parameters.get("format").flatMap(ReportExport.init(rawValue:)) else {
                throw Problem.notFound
            }
            guard let report = try store.report(of: verification.id, as: export.rawValue) else {
                throw Problem(
                    .conflict, "not-done", "There is no report yet.",
                    detail: "Ask again once the state of the verification is done.")
            }
            var response = Self.answer(report, type: export.mediaType)
            response.headers[.contentDisposition] =
                "attachment; filename=\"vericlip-\(verification.id.prefix(8)).\(export.rawValue)\""
            return response
        }
    }

    /// Takes a clip as it comes, never more of it in memory than one piece.
    private func take(_ request: Request) async throws -> Response {
        let name = try Self.name(in: request)
        let key = request.headers[.init("Idempotency-Key")!]
        guard (key?.unicodeScalars.count ?? 0) <= 255 else {
            throw Problem(
                .badRequest, "bad-request", "The name of the request is too long.",
                detail: "An Idempotency-Key has 255 characters at most.")
        }
        let tooLarge = Problem(
            .contentTooLarge, "too-large", "The clip is too large.",
            detail: "It may have \(byteLimit) bytes: cut out the passage in question.")
        if let length = request.headers[.contentLength].flatMap(Int.init), length > byteLimit { throw tooLarge }
        let upload = try store.upload()
        for try await piece in request.body {
            guard upload.byteCount + piece.readableBytes <= byteLimit else { throw tooLarge }
            try upload.append(Array(piece.readableBytesView))
        }
        guard upload.byteCount > 0 else {
            throw Problem(
                .badRequest, "bad-request", "The clip is empty.",
                detail: "Send the file as the body of the request, as it is.")
        }
        let verification = try store.add(upload, name: name, key: key, askedAt: Date().formatted(.iso8601))
        runner.wake()
        var response = try resource(verification, status: .accepted)
        response.headers[.location] = "/v1/verifications/\(verification.id)"
        response.headers[.retryAfter] = "1"
        return response
    }

    /// What the asker calls the clip: words for the report, never a path.
    private static func name(in request: Request) throws(Problem) -> String {
        let name = request.uri.queryParameters["name"].map(String.init) ?? "clip"
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? "clip"
        guard last.unicodeScalars.count <= 255 else {
            throw Problem(
                .badRequest, "bad-request", "The name of the clip is too long.",
                detail: "It has 255 characters at most.")
        }
        return last
    }

    private func list(_ request: Request) throws -> Response {
        let parameters = request.uri.queryParameters
        func number(_ name: String, _ range: ClosedRange<Int>, else standard: Int) throws(Problem) -> Int {
            guard let text = parameters[Substring(name)] else { return standard }
            guard let value = Int(text), range.contains(value) else {
                throw Problem(
                    .badRequest, "bad-request", "A number of the request is out of range.",
                    detail: "\(name) is from \(range.lowerBound) to \(range.upperBound).")
            }
            return value
        }
        let limit = try number("limit", 1...Self.pageLimit, else: 20)
        let found = try store.verifications(before: try number("before", 1...Self.lastNumber, else: .max), limit: limit)
        let body = JSONValue.object([
            "verifications": .array(
                found.map { VerificationResource(verification: $0, progress: runner.progress(of: $0.id)).value }),
            "before": found.count == limit ? found.last.map { .integer($0.number) } : nil,
        ])
        return Self.answer(Array((body.compact + "\n").utf8), type: "application/json")
    }

    private func resource(_ verification: RequestedVerification, status: HTTPResponse.Status) throws -> Response {
        let resource = VerificationResource(
            verification: verification, progress: runner.progress(of: verification.id),
            report: try store.report(of: verification.id, as: ReportExport.compact))
        return Self.answer(Array(resource.text.utf8), type: "application/json", status: status)
    }

    private static func verification(
        in context: BasicRequestContext, _ store: VerificationStore
    ) throws(RegistryError) -> RequestedVerification? {
        guard let id = context.parameters.get("id") else { return nil }
        return try store.verification(id: id)
    }

    private static func existing(
        in context: BasicRequestContext, _ store: VerificationStore
    ) throws -> RequestedVerification {
        guard let verification = try verification(in: context, store) else { throw Problem.notFound }
        return verification
    }

    private static func page(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        answer(Array(text.utf8), type: "text/html; charset=utf-8", status: status)
    }

    private static func answer(_ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
