internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Registry
internal import RegistryStorage

/// What a request to verify a clip says besides the clip.
struct ClipRequest {
    let store: VerificationStore
    let webhooks: WebhookRule

    /// - Parameter name: of the clip, where the request names none.
    func wishes(_ request: Request, of caller: Caller, else name: String) throws -> VerificationRequest {
        VerificationRequest(
            name: try Self.name(in: request, else: name), key: try Self.key(in: request), owner: caller.number,
            askedAt: Date().formatted(.iso8601), batch: try batch(in: request, of: caller),
            webhook: try webhooks.address(in: request))
    }

    /// Id of the batch that the clip is added to.
    private func batch(in request: Request, of caller: Caller) throws -> String? {
        guard let id = request.uri.queryParameters["batch"] else { return nil }
        guard let batch = try store.batch(id: String(id)), caller.maySee(batch) else { throw Problem.notFound }
        guard batch.count < RequestedBatch.limit else {
            throw Problem(
                .conflict, "batch-full", "The batch is full.",
                detail: "It has \(RequestedBatch.limit) clips: make another.")
        }
        return batch.id
    }

    /// What the asker calls the clip: words for the report, never a path.
    static func name(in request: Request, else standard: String) throws(Problem) -> String {
        try name(request.uri.queryParameters["name"].map(String.init) ?? standard)
    }

    static func name(_ text: String) throws(Problem) -> String {
        let last = text.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? "clip"
        guard last.unicodeScalars.count <= 255 else {
            throw Problem(
                .badRequest, "bad-request", "The name of the clip is too long.",
                detail: "It has 255 characters at most.")
        }
        return last
    }

    static func key(in request: Request) throws(Problem) -> String? {
        let key = request.headers[.init("Idempotency-Key")!]
        guard (key?.unicodeScalars.count ?? 0) <= 255 else {
            throw Problem(
                .badRequest, "bad-request", "The name of the request is too long.",
                detail: "An Idempotency-Key has 255 characters at most.")
        }
        return key
    }

    /// The address of a clip, where the request brings that in place of the clip.
    static func address(in request: Request) async throws -> OutsideAddress? {
        let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.filter { !$0.isWhitespace } }
        guard type?.lowercased() == "application/json" else { return nil }
        guard let buffer = try? await request.body.collect(upTo: 16 << 10),
            let object = try? JSONSerialization.jsonObject(with: Data(buffer.readableBytesView)) as? [String: Any],
            let address = object["url"] as? String
        else {
            throw Problem(
                .badRequest, "bad-request", "The address of the clip cannot be read.",
                detail: "Send {\"url\": \"https://…\"}, or the file itself under another type than application/json.")
        }
        return try OutsideAddress(address, for: "The url of a clip")
    }

    static let fetchesNothing = Problem(
        .forbidden, "fetch-off", "This server fetches no clips.",
        detail: "Send the file as the body of the request. The operator allows addresses by vericlip serve --fetch.")
}
