internal import Hummingbird
internal import Registry
internal import RegistryExchange
internal import RegistryStorage
internal import Signing
internal import TransparencyLog

/// `/v1/log`: the log as another machine reads it, entry by entry, each with its proof (`RemoteRegistry`).
struct LogEntryRoutes: RouteGroup {
    let served: ServedRegistry

    func add(to router: Router<ServerContext>) {
        router.get("/v1/log") { _, _ in try Response.message(LogMessage(of: served.reading())) }
        router.get("/v1/log/entries") { request, _ in
            let registry = try served.reading()
            let size = try size(request, registry)
            let parameters = request.uri.queryParameters
            guard let selection = EntrySelection(query: { parameters[$0[...]].map(String.init) }) else {
                throw Problem(
                    .badRequest, "bad-request", "These are no entries that can be asked for.",
                    detail: "kind is recordings, keys or coverage; file, about and identity are hashes of 64 digits.")
            }
            let start = try request.number("from", 0...Int(UInt32.max), else: 0)
            return try Response.message(EntriesMessage(selection, from: start, in: size, of: registry))
        }
        router.get("/v1/log/entries/:index") { request, context in
            let registry = try served.reading()
            guard let text = context.parameters.get("index"), let index = Int(text), String(index) == text else {
                throw RecordRoutes.missing("entry of this number")
            }
            return try entry(index, size(request, registry), registry)
        }
        router.get("/v1/log/leaves/:hash") { request, context in
            let registry = try served.reading()
            guard let hash = context.parameters.get("hash").flatMap({ SHA256Digest(hex: $0) }),
                let index = try registry.index(ofLeaf: hash)
            else { throw RecordRoutes.missing("entry with this leaf hash") }
            return try entry(index, size(request, registry), registry)
        }
        router.get("/v1/log/consistency") { request, _ in
            let registry = try served.reading()
            let size = try registry.checkpoint()?.size ?? 0
            let end = try request.number("to", 0...Int(UInt32.max), else: size)
            let start = try request.number("from", 0...Int(UInt32.max), else: 0)
            guard let message = try ConsistencyMessage(from: start, to: end, of: registry) else {
                throw RecordRoutes.missing("log of so many entries")
            }
            return try Response.message(message)
        }
    }

    private func entry(_ index: Int, _ size: Int, _ registry: any StoredRegistry) throws -> Response {
        guard let message = try EntryMessage(index, in: size, of: registry) else {
            throw RecordRoutes.missing("entry of this number")
        }
        return try Response.message(message)
    }

    /// Of the log that entries are to be proved in; the newest without.
    private func size(_ request: Request, _ registry: any StoredRegistry) throws -> Int {
        try request.number("size", 1...Int(UInt32.max), else: registry.checkpoint()?.size ?? 0)
    }
}
