internal import Hummingbird
internal import Registry
internal import RegistryStorage
internal import Reporting
internal import Signing

/// `/v1/publishers`: who speaks in the log, and which keys were theirs when.
struct PublisherRoutes: RouteGroup {
    let served: ServedRegistry

    private static let pageLimit = 100

    func add(to router: Router<ServerContext>) {
        router.get("/v1/publishers") { request, _ in try list(request) }
        router.get("/v1/publishers/:id") { _, context in
            let registry = try served.reading()
            let history = try registry.publisherHistory()
            // Any of its keys leads to it.
            guard let key = context.parameters.get("id").flatMap({ SHA256Digest(hex: $0) }),
                let founder = history.founder(of: key), let publisher = PublisherResource(founder, history)
            else { throw RecordRoutes.missing("publisher with this key") }
            let value = publisher.whole(attestations: try registry.attestations(of: founder))
            return Response.answer(Array((value.compact + "\n").utf8), type: "application/json")
        }
    }

    private func list(_ request: Request) throws -> Response {
        let history = try served.reading().publisherHistory()
        let search = RecordSearch(try request.text("query") ?? "")
        let limit = try request.number("limit", 1...Self.pageLimit, else: 20)
        let start = try request.number("after", 0...Int(UInt32.max), else: 0)
        let all = history.founders.compactMap { PublisherResource($0, history) }
            .filter { search.finds($0.publisher) }.dropFirst(start)
        let body = JSONValue.object([
            "publishers": .array(all.prefix(limit).map { .object($0.summary) }),
            "after": all.count > limit ? .integer(start + limit) : nil,
        ])
        return Response.answer(Array((body.compact + "\n").utf8), type: "application/json")
    }
}
