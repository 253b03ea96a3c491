internal import HTTPTypes
internal import Hummingbird
internal import RegistryStorage
internal import Reporting

/// The pages, what they are made of, and what describes the API.
struct PageRoutes: RouteGroup {
    let store: VerificationStore
    /// Whether clips are taken by address.
    let fetchesClips: Bool
    /// Names of those with whose signed recordings clips are compared.
    let people: [String]

    func add(to router: Router<ServerContext>) {
        router.get("/") { [store, fetchesClips, people] request, context in
            let latest = try store.verifications(limit: 20, owner: context.caller.owner)
            return request.inItsLanguage(
                Response.page(ServerPage(request, context).start(latest: latest, fetches: fetchesClips, people: people))
            )
        }
        router.get("/verifications/:id") { [store] request, context in
            let page = ServerPage(request, context)
            guard let verification = try VerificationRoutes.verification(in: context, store) else {
                return request.inItsLanguage(Response.page(page.notFound, status: .notFound))
            }
            // Reports of earlier versions are in English alone.
            guard
                let report = try store.report(of: verification.id, as: ReportExport.page(in: request.language))
                    ?? store.report(of: verification.id, as: ReportExport.page(in: .english))
            else { return request.inItsLanguage(Response.page(page.waiting(for: verification))) }
            var response = request.inItsLanguage(Response.answer(report, type: ReportExport.html.mediaType))
            // The page brings a policy of its own, which names its style and script by their hashes; both policies hold.
            response.headers[.contentSecurityPolicy] = "frame-ancestors 'none'"
            return response
        }
        router.get("/verifications/:id/pictures/:name") { [store] _, context in
            let verification = try VerificationRoutes.existing(in: context, store)
            guard let name = context.parameters.get("name"),
                let picture = try store.report(of: verification.id, as: ReportExport.picture(name))
            else { throw Problem.notFound }
            return Response.answer(picture, type: "image/png")
        }
        router.get("/app.css") { _, _ in
            Response.answer(Array(ServerStyle.text.utf8), type: "text/css; charset=utf-8")
        }
        router.get("/app.js") { _, _ in
            Response.answer(Array(ServerScript.text.utf8), type: "text/javascript; charset=utf-8")
        }
        router.get("/openapi.json") { _, _ in Response.answer(Array(OpenAPI.text.utf8), type: "application/json") }
    }
    /// What every browser loads, and what says how the server is asked, is for anybody.
    func scope(for method: HTTPRequest.Method, _ path: String) -> APIKey.Scope? {
        ["/app.css", "/app.js", "/openapi.json"].contains(path) ? nil : .lookup
    }
}
