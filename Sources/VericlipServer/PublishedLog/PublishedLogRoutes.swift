internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Registry
internal import RegistryStorage
internal import Signing
internal import TransparencyLog

/// The published log, for anybody: the files of `registry/log` at the paths that C2SP tlog-tiles gives them, and the fingerprints and keys
/// beside them, as `vericlip mirror` fetches them.
///
/// No path of a request becomes a path of the disk: it is read as a tile or a hash, and that names the file.
struct PublishedLogRoutes: RouteGroup {
    let folder: LogFolder

    func add(to router: Router<ServerContext>) {
        router.get("/checkpoint") { _, _ in
            guard let note = try folder.checkpointNote() else { throw Problem.notPublished }
            return Self.file(note, type: "text/plain; charset=utf-8", caching: Self.newest)
        }
        router.get("/checkpoint.tsr") { _, _ in
            guard let reply = try folder.timeStampReply() else { throw Problem.notPublished }
            return Self.file(reply, type: "application/timestamp-reply", caching: Self.newest)
        }
        router.get("/tile/**") { request, _ in
            guard let tile = Tile(path: String(request.uri.path.dropFirst())), let bytes = try folder.bytes(of: tile)
            else { throw Problem.notPublished }
            return Self.file(bytes, type: "application/octet-stream", caching: Self.forever)
        }
        router.get("/fingerprint/{prefix}/{sha256}") { request, context in
            try await file(LogFolder.path(ofFingerprint:), request, context)
        }
        router.get("/keys/{prefix}/{sha256}") { request, context in
            try await file(LogFolder.path(ofKeys:), request, context)
        }
    }

    /// A file under a hash. Hours of footage have hundreds of megabytes of fingerprint: it goes out as it is read.
    private func file(
        _ path: (SHA256Digest) -> String, _ request: Request, _ context: ServerContext
    ) async throws -> Response {
        guard let hash = context.parameters.get("sha256").flatMap({ SHA256Digest(hex: $0) }),
            case let path = path(hash), "/" + path == request.uri.path,
            FileManager.default.fileExists(atPath: "\(folder.path)/\(path)")
        else { throw Problem.notPublished }
        let body = try await FileIO().loadFile(path: "\(folder.path)/\(path)", context: context)
        return Response(
            status: .ok, headers: [.contentType: "application/octet-stream", .cacheControl: Self.forever], body: body)
    }

    func scope(for method: HTTPRequest.Method, _ path: String) -> APIKey.Scope? { nil }

    private static let forever = "public, max-age=31536000, immutable"
    private static let newest = "no-cache"

    private static func file(_ bytes: [UInt8], type: String, caching: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: caching],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension Problem {
    fileprivate static let notPublished = Problem(
        .notFound, "not-found", "There is no such file of the log here.",
        detail: "What is served is what vericlip log publish has written, with --fingerprints and --keys those too.")
}
