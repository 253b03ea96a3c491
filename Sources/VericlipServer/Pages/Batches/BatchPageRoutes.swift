internal import HTTPTypes
internal import Hummingbird
internal import RegistryStorage
internal import Reporting

/// The pages of batches: a list of them, and a table for each. They are read without JavaScript.
struct BatchPageRoutes: RouteGroup {
    let store: VerificationStore

    /// Batches on one page.
    private static let length = 20
    /// Clips on one page.
    private static let rows = 100

    func add(to router: Router<ServerContext>) {
        router.get("/batches") { request, context in
            let found = try store.batches(
                before: request.number("before", 1...Request.lastNumber, else: .max), limit: Self.length + 1,
                owner: context.caller.owner)
            let shown = Array(found.prefix(Self.length))
            let older = found.count > Self.length ? shown.last.map { request.address("before", $0.number) } : nil
            let pages = BatchPages(page: ServerPage(request, context))
            return request.inItsLanguage(Response.page(pages.list(shown, older: older)))
        }
        router.get("/batches/:batch") { request, context in
            let page = ServerPage(request, context)
            guard let batch = try context.parameters.get("batch").flatMap({ try store.batch(id: $0) }),
                context.caller.maySee(batch)
            else { return request.inItsLanguage(Response.page(page.notFound, status: .notFound)) }
            let found = try store.verifications(
                inBatch: batch.id, after: request.number("after", 1...Request.lastNumber, else: 0),
                limit: Self.rows + 1)
            let shown = Array(found.prefix(Self.rows))
            let next = found.count > Self.rows ? shown.last.map { request.address("after", $0.number) } : nil
            return request.inItsLanguage(
                Response.page(BatchPages(page: page).batch(batch, shown, next: next)))
        }
    }
}
