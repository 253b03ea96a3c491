internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import RegistryStorage
internal import Reporting

/// `/sign-in` and `/sign-out`: a browser trades the key for a session, which is a cookie that no script reads and no other site's page
/// makes the browser send.
struct SignInRoutes: RouteGroup {
    let keys: APIKeyStore
    let doorkeeper: Doorkeeper

    /// More than a key and a path have.
    private static let bodyLimit = 8 << 10

    func add(to router: Router<ServerContext>) {
        router.get("/sign-in") { request, context in
            let page = ServerPage(request, context)
            if case .key(let key, isSession: true) = context.caller {
                return request.form(SignIn.end(for: key, on: page))
            }
            let next = request.uri.queryParameters["next"].map(String.init)
            return request.form(SignIn.form(leadingTo: SignIn.place(asked: next), on: page))
        }
        router.post("/sign-in") { request, _ in try await signIn(request) }
        router.post("/sign-out") { request, _ in
            if let session = request.cookies[doorkeeper.cookieName]?.value { try keys.closeSession(session) }
            var response = Response.redirect(to: SignIn.path, type: .normal)
            response.headers[.setCookie] = cookie("", seconds: 0)
            return response
        }
    }

    func scope(for method: HTTPRequest.Method, _ path: String) -> APIKey.Scope? { nil }

    private func signIn(_ request: Request) async throws -> Response {
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: Self.bodyLimit)
        } catch is NIOTooManyBytesError {
            throw Problem(
                .contentTooLarge, "too-large", "The form is too large.", detail: "A key has fewer than 100 characters.")
        }
        let fields = FormFields(String(buffer: body))
        let place = SignIn.place(asked: fields["next"])
        let now = Int64(Date().timeIntervalSince1970)
        let shown = (fields["key"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        func again(_ problem: Message) -> Response {
            let page = ServerPage(words: Words(request.language))
            return request.form(SignIn.form(leadingTo: place, problem: problem, on: page), status: .forbidden)
        }
        guard let key = try keys.key(shown: shown, at: now) else { return again(.keyUnknown) }
        guard !key.isExpired(at: now) else { return again(.keyExpired) }
        let seconds = min(Int64(SignIn.hours * 3600), key.expiresAt - now)
        let session = try keys.openSession(of: key, at: now, expiresAt: now + seconds)
        var response = Response.redirect(to: place, type: .normal)
        response.headers[.setCookie] = cookie(session, seconds: Int(seconds))
        return response
    }

    /// RFC 6265bis, section 4.1.
    private func cookie(_ value: String, seconds: Int) -> String {
        let secure = doorkeeper.access.origin?.isSecure == true ? "Secure; " : ""
        return "\(doorkeeper.cookieName)=\(value); Path=/; Max-Age=\(seconds); \(secure)HttpOnly; SameSite=Strict"
    }
}
