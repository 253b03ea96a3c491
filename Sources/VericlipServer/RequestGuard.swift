internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Registry
internal import RegistryStorage
internal import Synchronization

/// Stands before all routes: lets through what may be asked, makes problems of errors, and says in every answer what a page may do.
struct RequestGuard<Routes: HTTPResponder>: HTTPResponder where Routes.Context == ServerContext {
    let table: RouteTable
    let routes: Routes
    let names: ServerNames
    let doorkeeper: Doorkeeper
    let limiter: RateLimiter
    let journal: RequestJournal

    @concurrent func respond(to request: Request, context: ServerContext) async throws -> Response {
        let began = ContinuousClock.now
        let route = table.route(of: request.uri.path)
        let peer = doorkeeper.peer(of: request, connectedFrom: context.peer)
        var context = context
        var refused: Problem?
        var response: Response
        do throws(Problem) {
            response = try await problemsOf(context.logger) { try await answer(request, &context, route, peer) }
        } catch {
            refused = error
            response = signInInstead(of: error, for: request) ?? error.response
        }
        for (name, value) in Self.headers where response.headers[name] == nil { response.headers[name] = value }
        journal.note(
            request, answeredWith: response, route: route?.template, caller: context.caller, problem: refused?.type,
            peer: peer, took: began.duration(to: .now))
        return response
    }

    /// Whatever fails is a problem.
    private func problemsOf(
        _ logger: Logger, _ body: () async throws -> Response
    ) async throws(Problem) -> Response {
        do {
            return try await body()
        } catch let problem as Problem {
            throw problem
        } catch let error as RegistryError {
            logger.error("\(error)")
            throw Problem(error)
        } catch let error as HTTPError {
            throw Problem(
                error.status, "request", "The request is not one that this server takes.", detail: "\(error)")
        } catch is CancellationError {
            throw Problem(
                .serviceUnavailable, "not-ready", "The server is being stopped.", detail: "Ask again in a minute.")
        } catch {
            // What a client that went away, or sent no HTTP, leaves behind is told to nobody, and a fault of the server to its log.
            logger.error("\(error)")
            throw Problem(
                .internalServerError, "failed", "The server could not do this.",
                detail: "The operator finds the reason in the log of the server.")
        }
    }

    private func answer(
        _ request: Request, _ context: inout ServerContext, _ route: RouteTable.Route?, _ peer: String
    ) async throws -> Response {
        try names.admit(request)
        context.caller = try doorkeeper.caller(of: request)
        let asker = context.caller.key.map { RateLimiter.Asker.key($0.number) } ?? .address(peer)
        let standing = try limiter.count(asker, at: Int64(Date().timeIntervalSince1970))
        do {
            var response = try await admitted(request, context, route)
            if let standing { QuotaStanding.add([standing], to: &response) }
            return response
        } catch var problem as Problem {
            problem.standings += [standing].compactMap(\.self)
            throw problem
        }
    }

    private func admitted(
        _ request: Request, _ context: ServerContext, _ route: RouteTable.Route?
    ) async throws -> Response {
        // What no route is for is nobody's business without a key either.
        try doorkeeper.admit(context.caller, to: route?.scopes[request.method] ?? .lookup)
        let response = try await routes.respond(to: request.expected(on: context.channel), context: context)
        if response.status == .notFound, response.headers[.contentType] == nil {
            // No route took it.
            guard let route else { throw Problem.notFound }
            throw Problem.method(allow: route.scopes.keys)
        }
        return response
    }

    /// Who opens a page in a browser is led to where the key is asked for.
    private func signInInstead(of problem: Problem, for request: Request) -> Response? {
        guard problem.status == .unauthorized, request.method == .get,
            request.headers[.accept]?.contains("text/html") == true
        else { return nil }
        return .redirect(to: SignIn.address(leadingTo: request.head.path ?? "/"), type: .normal)
    }

    /// Nothing is loaded from elsewhere, framed, or kept by the browser.
    private static var headers: [(HTTPField.Name, String)] {
        [
            (.contentSecurityPolicy, Response.pagePolicy()), (.xContentTypeOptions, "nosniff"),
            (.cacheControl, "no-store"), (.init("Referrer-Policy")!, "no-referrer"),
            (.init("Cross-Origin-Resource-Policy")!, "same-origin"),
            (.init("Cross-Origin-Opener-Policy")!, "same-origin"),
        ]
    }
}

/// The port that a server listens at: known once it does.
final class BoundPort: Sendable {
    private let value = Atomic<Int>(0)

    var number: Int {
        get { value.load(ordering: .relaxed) }
        set { value.store(newValue, ordering: .relaxed) }
    }
}
