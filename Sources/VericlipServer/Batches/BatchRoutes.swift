internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Registry
internal import RegistryStorage
internal import Reporting

/// `/v1/batches`: many clips asked for together, verified after those that somebody waits for.
struct BatchRoutes: RouteGroup {
    let store: VerificationStore
    let runner: VerificationRunner
    /// Nothing where clips are not fetched.
    let fetcher: ClipFetcher?
    let quota: ClipQuota
    let webhooks: WebhookRule

    /// Of one page.
    private static let pageLimit = 100
    /// Bytes of a list of clips: the longest addresses and names of a full batch.
    private static let listLimit = RequestedBatch.limit * 3072

    func add(to router: Router<ServerContext>) {
        router.post("/v1/batches") { request, context in try await make(request, for: context.caller) }
        router.get("/v1/batches") { request, context in try list(request, for: context.caller) }
        router.get("/v1/batches/:batch") { _, context in
            Self.answer(BatchResource(batch: try existing(in: context)).value)
        }
        router.get("/v1/batches/:batch/verifications") { request, context in
            try verifications(of: try existing(in: context), request)
        }
        router.get("/v1/batches/:batch/reports") { _, context in reports(of: try existing(in: context)) }
        router.delete("/v1/batches/:batch") { _, context in
            for id in try store.eraseBatch(id: try existing(in: context).id) ?? [] {
                runner.stop(id)
                fetcher?.stop(id)
            }
            return Response(status: .noContent)
        }
    }

    /// Makes a batch, of the clips that a list names or of none: others are added by `POST /v1/verifications?batch=`.
    private func make(_ request: Request, for caller: Caller) async throws -> Response {
        let name = try ClipRequest.name(in: request, else: "batch")
        let key = try ClipRequest.key(in: request)
        let webhook = try webhooks.address(in: request)
        let time = Date().formatted(.iso8601)
        let clips = try await list(in: request)
        if !clips.isEmpty, fetcher == nil { throw ClipRequest.fetchesNothing }
        for _ in clips { _ = try quota.charge(0, to: caller) }
        let batch = try store.addBatch(
            name: name, key: key, owner: caller.number, askedAt: time,
            fetching: clips.map {
                (
                    VerificationRequest(name: $0.name, owner: caller.number, askedAt: time, webhook: webhook),
                    address: $0.address.text
                )
            })
        fetcher?.wake()
        var response = Self.answer(BatchResource(batch: batch).value, status: .created)
        response.headers[.location] = "/v1/batches/\(batch.id)"
        return response
    }

    /// One object a line: `{"url": "https://…", "name": "…"}`.
    private func list(in request: Request) async throws -> [(address: OutsideAddress, name: String)] {
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: Self.listLimit)
        } catch is NIOTooManyBytesError {
            throw Self.tooMany
        }
        let lines = String(buffer: buffer).split(whereSeparator: \.isNewline).filter {
            !$0.allSatisfy(\.isWhitespace)
        }
        guard lines.count <= RequestedBatch.limit else { throw Self.tooMany }
        return try lines.enumerated().map { index, line in
            guard let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
                let address = object["url"] as? String
            else {
                throw Problem(
                    .unprocessableContent, "unusable", "A line of the list cannot be read.",
                    detail: "Line \(index + 1) is not an object with a url: {\"url\": \"https://…\"}.")
            }
            let parsed = try OutsideAddress(address, for: "The url of line \(index + 1)")
            return (parsed, try ClipRequest.name((object["name"] as? String) ?? parsed.fileName))
        }
    }

    private static let tooMany = Problem(
        .contentTooLarge, "too-large", "The batch is too large.",
        detail: "It may have \(RequestedBatch.limit) clips: make several.")

    private func list(_ request: Request, for caller: Caller) throws -> Response {
        let limit = try request.number("limit", 1...Self.pageLimit, else: 20)
        let found = try store.batches(
            before: try request.number("before", 1...Request.lastNumber, else: .max), limit: limit, owner: caller.owner)
        return Self.answer(
            .object([
                "batches": .array(found.map { BatchResource(batch: $0).value }),
                "before": found.count == limit ? found.last.map { .integer($0.number) } : nil,
            ]))
    }

    private func verifications(of batch: RequestedBatch, _ request: Request) throws -> Response {
        let limit = try request.number("limit", 1...Self.pageLimit, else: 20)
        let found = try store.verifications(
            inBatch: batch.id, after: try request.number("after", 1...Request.lastNumber, else: 0), limit: limit)
        return Self.answer(
            .object([
                "verifications": .array(
                    found.map { VerificationResource(verification: $0, progress: runner.progress(of: $0.id)).value }),
                "after": found.count == limit ? found.last.map { .integer($0.number) } : nil,
            ]))
    }

    /// A verification a line, each with its report once it has one, never more of them in memory than one page.
    private func reports(of batch: RequestedBatch) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/x-ndjson"],
            body: ResponseBody { [store, runner] writer in
                var last = 0
                while true {
                    let page = try store.verifications(inBatch: batch.id, after: last, limit: Self.pageLimit)
                    guard let end = page.last else { break }
                    for verification in page {
                        let resource = VerificationResource(
                            verification: verification, progress: runner.progress(of: verification.id),
                            report: try store.report(of: verification.id, as: ReportExport.compact))
                        try await writer.write(ByteBuffer(string: resource.text))
                    }
                    last = end.number
                }
                try await writer.finish(nil)
            })
    }

    private func existing(in context: ServerContext) throws -> RequestedBatch {
        let found = try context.parameters.get("batch").flatMap { try store.batch(id: $0) }
        guard let found, context.caller.maySee(found) else { throw Problem.notFound }
        return found
    }

    private static func answer(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
        Response.answer(Array((value.compact + "\n").utf8), type: "application/json", status: status)
    }
}
