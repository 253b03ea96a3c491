internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import RegistryStorage
internal import Verification

/// `/v1/verifications/{id}/clip`: the clip as it was handed in, also part by part, as players ask for it.
struct ClipRoutes: RouteGroup {
    let store: VerificationStore
    private let files = FileIO()

    init(store: VerificationStore) { self.store = store }

    func add(to router: Router<ServerContext>) {
        router.get("/v1/verifications/:id/clip") { request, context in
            let path = store.clip(of: try VerificationRoutes.existing(in: context, store).id)
            // Of some only the fingerprint was handed in.
            guard !ClipFingerprint.isDocument(at: path), let file = FileHandle(forReadingAtPath: path),
                let size = try? file.seekToEnd()
            else {
                throw Problem.notFound
            }
            try file.seek(toOffset: 0)
            let head = try file.read(upToCount: ClipType.headLength) ?? Data()
            try file.close()
            return try await answer(request, path: path, size: Int(size), head: Array(head), context)
        }
    }

    private func answer(
        _ request: Request, path: String, size: Int, head: [UInt8], _ context: ServerContext
    ) async throws -> Response {
        var headers: HTTPFields = [
            .contentType: ClipType.mediaType(ofHead: head), .acceptRanges: "bytes",
            // Whoever goes to this address saves the file: it is a stranger's.
            .contentDisposition: "attachment", .contentSecurityPolicy: "sandbox; default-src 'none'",
        ]
        // What the server holds has no name of a version, so that none that is asked for can be the same.
        let asked = request.headers[.ifRange] == nil ? request.headers[.range] : nil
        switch ByteRange(header: asked, size: size) {
        case .whole:
            return Response(
                status: .ok, headers: headers, body: try await files.loadFile(path: path, context: context))
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound)/\(size)"
            return Response(
                status: .partialContent, headers: headers,
                body: try await files.loadFile(path: path, range: range, context: context))
        case .unsatisfiable:
            var problem = Problem(
                .rangeNotSatisfiable, "range", "The clip has no such part.", detail: "It has \(size) bytes.")
            problem[.contentRange] = "bytes */\(size)"
            throw problem
        }
    }
}
