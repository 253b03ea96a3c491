internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Registry
internal import RegistryStorage
internal import Reporting

/// `/v1/verifications`: hand a clip in, see how far it is, take the report away, erase it.
struct VerificationRoutes: RouteGroup {
    let store: VerificationStore
    let runner: VerificationRunner
    /// Of a clip, at most.
    let byteLimit: Int
    let quota: ClipQuota
    let clips: ClipRequest
    /// Nothing where clips are not fetched.
    let fetcher: ClipFetcher?

    /// Verifications on one page of the list, at most.
    private static let pageLimit = 100

    func add(to router: Router<ServerContext>) {
        router.post("/v1/verifications") { request, context in try await take(request, from: context.caller) }
        router.get("/v1/verifications") { request, context in try list(request, for: context.caller) }
        router.get("/v1/verifications/:id") { _, context in
            try resource(try Self.existing(in: context, store), status: .ok)
        }
        router.delete("/v1/verifications/:id") { _, context in
            let verification = try Self.existing(in: context, store)
            _ = try store.erase(id: verification.id)
            runner.stop(verification.id)
            fetcher?.stop(verification.id)
            return Response(status: .noContent)
        }
        router.get("/v1/verifications/:id/events") { _, context in
            let events = VerificationEvents(id: try Self.existing(in: context, store).id, store: store, runner: runner)
            return Response(
                status: .ok, headers: [.contentType: "text/event-stream"],
                body: ResponseBody { writer in
                    try await events.write(to: &writer)
                    try await writer.finish(nil)
                })
        }
        router.get("/v1/verifications/:id/report/:format") { _, context in
            let verification = try Self.existing(in: context, store)
            guard let export = context.parameters.get("format").flatMap(ReportExport.init(rawValue:)) else {
                throw Problem.notFound
            }
            guard let report = try store.report(of: verification.id, as: export.rawValue) else {
                guard verification.state == .done else { throw Problem.notDone }
                // A draft of a MediaReview, where no signed source stands behind the clip.
                throw Problem.notFound
            }
            return Response.file(report, type: export.mediaType, of: verification, ending: export.rawValue)
        }
    }

    /// Takes a clip as it comes, never more of it in memory than one piece, or the address that it is fetched from.
    private func take(_ request: Request, from caller: Caller) async throws -> Response {
        if let address = try await ClipRequest.address(in: request) {
            guard let fetcher else { throw ClipRequest.fetchesNothing }
            let wishes = try clips.wishes(request, of: caller, else: address.fileName)
            let standings = try quota.charge(0, to: caller)
            let verification = try store.add(fetchingFrom: address.text, for: wishes)
            fetcher.wake()
            return try taken(verification, standings)
        }
        var wishes = try clips.wishes(request, of: caller, else: "clip")
        let tooLarge = Problem(
            .contentTooLarge, "too-large", "The clip is too large.",
            detail: "It may have \(byteLimit) bytes: cut out the passage in question.")
        let length = request.headers[.contentLength].flatMap(Int.init)
        if let length, length > byteLimit { throw tooLarge }
        try quota.expectRoom(for: length ?? 0, from: caller)
        let upload = try store.upload()
        let truncated = { (came: Int) in
            Problem(
                .badRequest, "truncated", "The clip did not come in full.",
                detail: "\(came) bytes came\(length.map { " of \($0)" } ?? ""). Send it again.")
        }
        let isFingerprint = FingerprintIntake.isMeant(by: request)
        if isFingerprint, let name = try await FingerprintIntake.take(request, into: upload, limit: byteLimit) {
            wishes.name = name
        }
        do {
            for try await piece in request.body where !isFingerprint {
                guard upload.byteCount + piece.readableBytes <= byteLimit else { throw tooLarge }
                try upload.append(Array(piece.readableBytesView))
            }
        } catch let error where !(error is Problem || error is RegistryError) {
            // The connection ended, or what came was no longer HTTP.
            throw truncated(upload.byteCount)
        }
        // Where the server is being stopped, a clip ends like one that is whole.
        let isWhole = isFingerprint || length == nil || length == upload.byteCount
        guard !Task.isCancelled, isWhole else { throw truncated(upload.byteCount) }
        guard upload.byteCount > 0 else {
            throw Problem(
                .badRequest, "bad-request", "The clip is empty.",
                detail: "Send the file as the body of the request, as it is.")
        }
        let standings = try quota.charge(upload.byteCount, to: caller)
        let verification = try store.add(upload, for: wishes)
        runner.wake()
        return try taken(verification, standings)
    }

    private func taken(_ verification: RequestedVerification, _ standings: [QuotaStanding]) throws -> Response {
        var response = try resource(verification, status: .accepted)
        response.headers[.location] = "/v1/verifications/\(verification.id)"
        response.headers[.retryAfter] = "1"
        QuotaStanding.add(standings, to: &response)
        return response
    }

    private func list(_ request: Request, for caller: Caller) throws -> Response {
        let limit = try request.number("limit", 1...Self.pageLimit, else: 20)
        let found = try store.verifications(
            before: try request.number("before", 1...Request.lastNumber, else: .max), limit: limit, owner: caller.owner)
        let body = JSONValue.object([
            "verifications": .array(
                found.map { VerificationResource(verification: $0, progress: runner.progress(of: $0.id)).value }),
            "before": found.count == limit ? found.last.map { .integer($0.number) } : nil,
        ])
        return Response.answer(Array((body.compact + "\n").utf8), type: "application/json")
    }

    private func resource(_ verification: RequestedVerification, status: HTTPResponse.Status) throws -> Response {
        let resource = VerificationResource(
            verification: verification, progress: runner.progress(of: verification.id),
            report: try store.report(of: verification.id, as: ReportExport.compact))
        return Response.answer(Array(resource.text.utf8), type: "application/json", status: status)
    }

    /// Nothing where there is none, or it is not the caller's.
    static func verification(
        in context: ServerContext, _ store: VerificationStore
    ) throws(RegistryError) -> RequestedVerification? {
        guard let id = context.parameters.get("id"), let found = try store.verification(id: id) else { return nil }
        return context.caller.maySee(found) ? found : nil
    }

    static func existing(
        in context: ServerContext, _ store: VerificationStore
    ) throws -> RequestedVerification {
        guard let verification = try verification(in: context, store) else { throw Problem.notFound }
        return verification
    }
}
