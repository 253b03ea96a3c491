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

    @concurrent func respond(to request: Request, context: ServerContext) async throws -> Response {
        var response: Response
        do {
            response = try await answer(request, context)
        } catch let problem as Problem {
            response = signInInstead(of: problem, for: request) ?? problem.response
        } catch let error as RegistryError {
            context.logger.error("\(error)")
            response = Problem(error).response
        } catch let error as HTTPError {
            response =
                Problem(error.status, "request", "The request is not one that this server takes.", detail: "\(error)")
                .response
        }
        for (name, value) in Self.headers where response.headers[name] == nil { response.headers[name] = value }
        return response
    }

    private func answer(_ request: Request, _ context: ServerContext) async throws -> Response {
        try names.admit(request)
        var context = context
        let route = table.route(of: request.uri.path)
        context.caller = try doorkeeper.caller(of: request)
        // What no route is for is nobody's business without a key either.
        try doorkeeper.admit(context.caller, to: route?.scopes[request.method] ?? .lookup)
        let response = try await routes.respond(to: request, context: context)
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
