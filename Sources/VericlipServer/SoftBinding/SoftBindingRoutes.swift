internal import Fingerprinting
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Matching
internal import NIOCore
internal import Registry
internal import RegistryStorage
internal import Reporting
internal import Signing

/// The read side of C2PA's Soft Binding Resolution API (2.4), as far as it has meaning here: a registry of signed fingerprints holds no
/// manifests. What it knows instead, where in which record a clip lies, stands in an object of its own beside the standard members.
struct SoftBindingRoutes: RouteGroup {
    let served: ServedRegistry
    let queue: WorkQueue
    let store: VerificationStore
    let runner: VerificationRunner
    /// Of a clip, at most.
    let byteLimit: Int
    let quota: ClipQuota

    /// What this registry calls its algorithm. It is not on C2PA's list.
    static let algorithm = "vericlip.fingerprint.1"
    private static let version = "2.4.0"
    private static let mostResults = 100
    /// Of a fingerprint in Base64 within JSON.
    private static let bindingLimit = 88 << 20

    /// What is here, anybody may know.
    func scope(for method: HTTPRequest.Method, _ path: String) -> APIKey.Scope? {
        path.hasPrefix("/v1/matches/") ? .lookup : nil
    }

    func add(to router: Router<ServerContext>) {
        router.get("/v1/matches/byBinding") { request, _ in
            let parameters = request.uri.queryParameters
            let binding = Binding(
                alg: parameters["alg"].map(String.init), value: parameters["value"].map(String.init))
            return try await byBinding(request) { _ in binding }
        }
        router.post("/v1/matches/byBinding") { request, _ in
            try await byBinding(request) { try? JSONDecoder().decode(Binding.self, from: Data($0)) }
        }
        router.post("/v1/matches/byContent") { request, context in
            try await byContent(request, from: context.caller)
        }
        router.get("/v1/manifests/:id") { _, _ -> Response in
            throw Problem(
                .notFound, "not-found", "There is no such manifest here.",
                detail:
                    "This registry holds signed fingerprints and no C2PA manifests: ask /v1/records for the record of a match."
            )
        }
        router.get("/v1/services/supportedAlgorithms") { _, _ in
            Self.answer(["watermarks": .array([]), "fingerprints": .array([.object(["alg": .string(Self.algorithm)])])])
        }
        router.get("/v1/services/capabilities") { _, _ in
            Self.answer([
                "c2paSpecificationVersion": .string(Self.version),
                "supportedCapabilities": .array(["queryByBinding", "queryByContent"].map(JSONValue.string)),
            ])
        }
        router.get("/v1/services/status") { _, _ in
            let isUp = (try? served.reading().checkpoint()) != nil
            return Self.answer([
                "status": .string(isUp ? "ok" : "down"), "timestamp": .string(Date().formatted(.iso8601)),
            ])
        }
        router.get("/.well-known/c2pa-soft-binding-resolution") { _, _ in
            Self.answer([
                "apiEndpoint": .string("/v1"), "c2paSpecificationVersion": .string(Self.version),
                "capabilitiesEndpoint": .string("/v1/services/capabilities"),
                "statusEndpoint": .string("/v1/services/status"),
            ])
        }
    }

    private struct Binding: Decodable, Sendable {
        let alg: String?
        let value: String?
    }

    /// - Parameter binding: of the request's body.
    private func byBinding(
        _ request: Request, _ binding: @escaping @Sendable ([UInt8]) -> Binding?
    ) async throws -> Response {
        let most = try request.number("maxResults", 1...Self.mostResults, else: 10)
        let served = served
        let found = try await queue.run(request, limit: Self.bindingLimit) { body in
            guard let binding = binding(body), let alg = binding.alg, let value = binding.value else {
                throw Problem(
                    .badRequest, "bad-request", "It is not said what is asked for.",
                    detail: "alg is the algorithm, value the soft binding in Base64.")
            }
            try Self.check(alg)
            let clip = try LookupRoutes.fingerprint([UInt8](strictBase64: value) ?? [])
            let registry = try served.reading()
            return try Matcher().match(clip, index: registry, recordings: registry).alignments.map {
                SoftBindingMatch($0)
            }
        }
        return try answer(Array(found.prefix(most)))
    }

    private static func check(_ alg: String) throws(Problem) {
        guard alg == algorithm else {
            throw Problem(
                .badRequest, "bad-request", "The algorithm is not one of this registry's.",
                detail: "alg is \(algorithm).")
        }
    }

    /// The file goes the way of a verification, which is erased once it is answered.
    private func byContent(_ request: Request, from caller: Caller) async throws -> Response {
        let most = try request.number("maxResults", 1...Self.mostResults, else: 10)
        if let alg = try request.text("alg") { try Self.check(alg) }
        let type = request.headers[.contentType]?.lowercased() ?? ""
        guard type.hasPrefix("video/") || type.hasPrefix("audio/") else {
            throw Problem(
                .unsupportedMediaType, "media-type", "Only video and sound are matched here.",
                detail: "The body is a file, its Content-Type video/… or audio/….")
        }
        try quota.expectRoom(for: request.headers[.contentLength].flatMap(Int.init) ?? 0, from: caller)
        let upload = try store.upload()
        for try await piece in request.body {
            guard upload.byteCount + piece.readableBytes <= byteLimit else {
                throw Problem(
                    .contentTooLarge, "too-large", "The clip is too large.", detail: "It may have \(byteLimit) bytes.")
            }
            try upload.append(Array(piece.readableBytesView))
        }
        guard upload.byteCount > 0 else {
            throw Problem(
                .badRequest, "bad-request", "The clip is empty.", detail: "Send the file as the body of the request.")
        }
        _ = try quota.charge(upload.byteCount, to: caller)
        let verification = try store.add(
            upload,
            for: VerificationRequest(name: "content", owner: caller.number, askedAt: Date().formatted(.iso8601)))
        defer {
            _ = try? store.erase(id: verification.id)
            runner.stop(verification.id)
        }
        runner.wake()
        while let current = try store.verification(id: verification.id), current.state != .done {
            guard current.state != .failed else { break }
            try await Task.sleep(for: .milliseconds(200))
        }
        let report = try store.report(of: verification.id, as: ReportExport.compact)
        return try answer(Array(SoftBindingMatch.matches(inReport: report ?? []).prefix(most)))
    }

    private func answer(_ matches: [SoftBindingMatch]) throws -> Response {
        let registry = try served.reading()
        let keys = try served.trustedKeys()
        let values = try matches.compactMap { match throws(RegistryError) -> JSONValue? in
            try RecordResource(match.recording, of: registry, trusting: keys).map(match.json)
        }
        return Self.answer(["matches": .array(values)])
    }

    private static func answer(_ members: KeyValuePairs<String, JSONValue?>) -> Response {
        Response.answer(Array((JSONValue.object(members).compact + "\n").utf8), type: "application/json")
    }
}
