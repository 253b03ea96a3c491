internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Registry
internal import RegistryStorage
internal import Reporting

/// `/register`: recordings become drafts, drafts become records of the home's own log.
///
/// Drafts are for whoever may register. The home's key signs for this machine's own user and, where keys are asked for, with `admin`
/// alone: `register` is given to publishers who sign elsewhere.
struct RegistrationPageRoutes: RouteGroup {
    let store: VerificationStore
    let served: ServedRegistry
    let desk: DraftDesk
    let quota: ClipQuota
    let byteLimit: Int
    /// Under which others reach the server.
    let origin: WebOrigin?

    /// More than the details of a recording have.
    private static let formLimit = 64 << 10
    /// Drafts on the page.
    private static let length = 50

    func scope(for method: HTTPRequest.Method, _ path: String) -> APIKey.Scope? {
        path.hasSuffix("/sign") ? .admin : .register
    }

    func add(to router: Router<ServerContext>) {
        router.get("/register") { request, context in
            let drafts = try store.drafts(limit: Self.length, owner: context.caller.owner)
            let page = RegistrationPage(page: ServerPage(request, context), publisher: HomePublisher(of: served))
            return request.form(page.start(drafts, origin: origin))
        }
        router.post("/register") { request, context in try await take(request, from: context.caller) }
        router.get("/register/:draft") { request, context in
            guard let draft = try draft(in: context) else {
                return request.inItsLanguage(
                    Response.page(ServerPage(request, context).notFound, status: .notFound))
            }
            return page(draft, request, context)
        }
        router.get("/register/:draft/details.json") { _, context in
            var response = Response.answer(
                try DraftForm.sidecar(existing(in: context).details), type: "application/json")
            response.headers[.contentDisposition] = "attachment; filename=\"details.json\""
            return response
        }
        router.post("/register/:draft") { request, context in
            let draft = try existing(in: context)
            return try await answer(draft, request, context) { details in
                try desk.describe(draft, as: details)
                return "/register/\(draft.id)"
            }
        }
        router.post("/register/:draft/sign") { request, context in
            let draft = try existing(in: context)
            return try await answer(draft, request, context) { details in
                try desk.describe(draft, as: details)
                return "/records/\(try await desk.register(existing(in: context)))"
            }
        }
        router.post("/register/:draft/erase") { _, context in
            try desk.erase(existing(in: context).id)
            return Response.redirect(to: "/register", type: .normal)
        }
    }

    private func page(
        _ draft: RegistrationDraft, _ request: Request, _ context: ServerContext, problem: Problem? = nil
    ) -> Response {
        let page = DraftPage(
            page: ServerPage(request, context), draft: draft, publisher: HomePublisher(of: served),
            maySign: context.caller == .anybody || context.caller.key?.allows(.admin) == true, origin: origin,
            percent: desk.percent(of: draft.id), problem: problem)
        return request.form(page.html, status: problem?.status ?? .ok)
    }

    /// Does what a form asks for, and leads on; what cannot be done is said beside what was filled in.
    /// - Parameter work: returns the address to go on to.
    private func answer(
        _ draft: RegistrationDraft, _ request: Request, _ context: ServerContext,
        _ work: ([String: String]) async throws -> String
    ) async throws -> Response {
        let details = try DraftForm.details(
            in: FormFields(String(decoding: await request.bytes(limit: Self.formLimit), as: UTF8.self)))
        do {
            return Response.redirect(to: try await work(details), type: .normal)
        } catch let problem as Problem where problem.status == .unprocessableContent || problem.status == .conflict {
            var draft = draft
            draft.details = details
            return page(draft, request, context, problem: problem)
        }
    }

    /// Takes a recording as it comes, never more of it in memory than one piece.
    private func take(_ request: Request, from caller: Caller) async throws -> Response {
        let name = try ClipRequest.name(in: request, else: "recording")
        let tooLarge = Problem(
            .contentTooLarge, "too-large", "The recording is too large.",
            detail: "It may have \(byteLimit) bytes: register it with vericlip register.")
        let length = request.headers[.contentLength].flatMap(Int.init)
        if let length, length > byteLimit { throw tooLarge }
        try quota.expectRoom(for: length ?? 0, from: caller)
        let upload = try store.upload()
        do {
            for try await piece in request.body {
                guard upload.byteCount + piece.readableBytes <= byteLimit else { throw tooLarge }
                try upload.append(Array(piece.readableBytesView))
            }
        } catch let error where !(error is Problem || error is RegistryError) {
            throw Self.truncated
        }
        guard !Task.isCancelled, upload.byteCount > 0, length == nil || length == upload.byteCount else {
            throw Self.truncated
        }
        _ = try quota.charge(upload.byteCount, to: caller)
        let draft = try store.addDraft(
            upload, name: name, owner: caller.number, madeAt: Date().formatted(.iso8601),
            findsFaces: request.uri.queryParameters["faces"] != "no",
            details: ["title": URL(filePath: name).deletingPathExtension().lastPathComponent])
        desk.wake()
        return Response.answer(
            Array("{\"id\":\"\(draft.id)\"}\n".utf8), type: "application/json", status: .accepted)
    }

    private static let truncated = Problem(
        .badRequest, "truncated", "The recording did not come in full, or is empty.", detail: "Send it again.")

    private func draft(in context: ServerContext) throws(RegistryError) -> RegistrationDraft? {
        guard let id = context.parameters.get("draft"), let found = try store.draft(id: id) else { return nil }
        return context.caller.owner == nil || context.caller.owner == found.owner ? found : nil
    }

    private func existing(in context: ServerContext) throws -> RegistrationDraft {
        guard let draft = try draft(in: context) else { throw Problem.notFound }
        return draft
    }
}
