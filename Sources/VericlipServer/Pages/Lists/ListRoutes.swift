internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Matching
internal import Registry
internal import RegistryStorage
internal import Reporting
internal import Signing
internal import Verification

/// The pages that list verifications, records and publishers, each with a search, and the permanent page of each record and publisher.
/// They are read without JavaScript.
struct ListRoutes: RouteGroup {
    let store: VerificationStore
    let served: ServedRegistry

    /// Items on one page.
    private static let length = 20

    func add(to router: Router<ServerContext>) {
        router.get("/verifications") { request, context in try verifications(request, context) }
        router.get("/records") { request, context in try records(request, ServerPage(request, context)) }
        router.get("/records/:record") { request, context in try record(request, context) }
        router.get("/publishers") { request, context in try publishers(request, ServerPage(request, context)) }
        router.get("/publishers/:id") { request, context in try publisher(request, context) }
    }

    private func verifications(_ request: Request, _ context: ServerContext) throws -> Response {
        let asked = try VerificationListPage.Query(request)
        let found = try store.verifications(
            matching: asked.filter, before: request.number("before", 1...Request.lastNumber, else: .max),
            limit: Self.length + 1, owner: context.caller.owner)
        let shown = Array(found.prefix(Self.length))
        let older = found.count > Self.length ? shown.last.map { request.address("before", $0.number) } : nil
        let page = VerificationListPage(
            page: ServerPage(request, context), query: asked, found: shown, older: older)
        return request.form(page.html)
    }

    private func records(_ request: Request, _ page: ServerPage) throws -> Response {
        let registry = try served.reading()
        let query = try request.text("query")
        let (found, next) = try registry.recordings(
            matching: RecordSearch(query ?? ""), before: request.number("before", 1...Int(UInt32.max), else: .max),
            limit: Self.length)
        let keys = try served.trustedKeys()
        let sources = try found.compactMap { recording throws(RegistryError) in
            try SourceReader(registry, trusting: keys).source(recording)
        }
        let older = next.map { request.address("before", $0) }
        return request.form(RecordPages(page: page).list(sources, query: query, next: older))
    }

    private func record(_ request: Request, _ context: ServerContext) throws -> Response {
        let page = ServerPage(request, context)
        let registry = try served.reading()
        guard let number = context.parameters.get("record").flatMap({ UInt32($0) }),
            try registry.indices(of: .recordings).contains(Int(number)),
            let source = try SourceReader(registry, trusting: try served.trustedKeys()).source(
                RecordingID(rawValue: number))
        else { return request.inItsLanguage(Response.page(page.notFound, status: .notFound)) }
        let record = try registry.record(RecordingID(rawValue: number), trusting: try served.trustedKeys())
        return request.inItsLanguage(
            Response.page(
                RecordPages(page: page).record(source, media: record?.signed?.media, publisher: record?.signed?.founder)
            ))
    }

    private func publishers(_ request: Request, _ page: ServerPage) throws -> Response {
        let history = try served.reading().publisherHistory()
        let query = try request.text("query")
        let search = RecordSearch(query ?? "")
        let start = try request.number("after", 0...Int(UInt32.max), else: 0)
        let rest = history.founders.compactMap { ListedPublisher($0, history) }
            .filter { search.finds($0.content) }.dropFirst(start)
        let next = rest.count > Self.length ? request.address("after", start + Self.length) : nil
        return request.form(
            PublisherPages(page: page).list(Array(rest.prefix(Self.length)), query: query, next: next))
    }

    private func publisher(_ request: Request, _ context: ServerContext) throws -> Response {
        let page = ServerPage(request, context)
        let registry = try served.reading()
        let history = try registry.publisherHistory()
        // Any of its keys leads to it.
        guard let key = context.parameters.get("id").flatMap({ SHA256Digest(hex: $0) }),
            let founder = history.founder(of: key), let publisher = ListedPublisher(founder, history)
        else { return request.inItsLanguage(Response.page(page.notFound, status: .notFound)) }
        let html = PublisherPages(page: page).publisher(
            publisher, trust: try served.trustedKeys().trust(in: founder, by: history),
            attestations: try registry.attestations(of: founder))
        return request.inItsLanguage(Response.page(html))
    }
}
