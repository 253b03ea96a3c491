internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Registry
internal import Synchronization

/// Lets through what this machine's own user asks for, makes problems of errors, and says in every answer what a page may do.
///
/// Any page that is open in the browser can send requests to this machine, and a name that it controls can lead here: the name that
/// was asked for has to be this machine's own (against DNS rebinding), and what changes anything has to come from a page of this
/// server or from no page (against forged requests).
struct RequestGuard<Routes: HTTPResponder>: HTTPResponder where Routes.Context: RequestContext {
    let routes: Routes
    /// Which methods each route takes.
    let table: RouteTable
    /// Where the server listens.
    let port: BoundPort

    /// Names that lead to this machine only, each with the port.
    private var authorities: Set<String> {
        Set(["localhost", "127.0.0.1", "[::1]"].map { "\($0):\(port.number)" })
    }

    @concurrent func respond(to request: Request, context: Routes.Context) async throws -> Response {
        var response: Response
        do {
            try admit(request)
            response = try await routes.respond(to: request, context: context)
            if response.status == .notFound, response.headers[.contentType] == nil {
                // No route took it.
                let taken = table.methods(of: request.uri.path)
                throw taken.isEmpty ? Problem.notFound : Problem.method(allow: taken)
            }
        } catch let problem as Problem {
            response = problem.response
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

    private func admit(_ request: Request) throws(Problem) {
        let authorities = authorities
        guard let authority = request.head.authority, authorities.contains(authority.lowercased()) else {
            throw Problem(
                .misdirectedRequest, "wrong-host", "This server answers under the names of its own machine only.",
                detail: "Ask \(authorities.sorted().joined(separator: ", ")).")
        }
        guard ![.get, .head].contains(request.method) else { return }
        let origin = request.headers[.origin]
        let site = request.headers[.init("Sec-Fetch-Site")!]
        guard origin == nil || origin == "http://\(authority.lowercased())",
            site == nil || site == "same-origin" || site == "none"
        else {
            throw Problem(
                .forbidden, "foreign-origin", "Another site's page may not ask for this.",
                detail: "Send the request from this server's own page, or from a program without an Origin header.")
        }
    }

    /// Nothing is loaded from elsewhere, framed, or kept by the browser.
    private static var headers: [(HTTPField.Name, String)] {
        [
            (
                .contentSecurityPolicy,
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            ),
            (.xContentTypeOptions, "nosniff"), (.cacheControl, "no-store"), (.init("Referrer-Policy")!, "no-referrer"),
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
