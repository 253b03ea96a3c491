internal import Dispatch
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
public import RegistryStorage
public import Signing
internal import TransparencyLog

/// A witness over HTTP (C2SP tlog-witness): `POST /add-checkpoint`, and `GET /HASH/checkpoint`, where the hash is that of the log's
/// name.
public final class WitnessServer: Sendable {
    private let store: WitnessStore
    private let logs: [NoteVerifierKey]
    private let name: String
    private let key: PrivateKey
    /// The disk is waited for here, not on the threads that requests are read on.
    private let queue = DispatchQueue(label: "vericlip.witness")

    /// Larger than a checkpoint of a hundred signatures with its proof.
    private static let bodyLimit = UnverifiedNote.byteLimit * 2

    /// - Parameter logs: those that the witness watches.
    public init(store: WitnessStore, logs: [NoteVerifierKey], name: String, key: consuming PrivateKey) {
        self.store = store
        self.logs = logs
        self.name = name
        self.key = key
    }

    /// Serves until it is cancelled.
    /// - Parameter ready: called with the port, once requests are taken.
    public func run(host: String, port: Int, ready: @escaping @Sendable (Int) -> Void) async throws {
        let router = Router()
        router.post("/add-checkpoint") { request, _ in
            let buffer: ByteBuffer
            do {
                buffer = try await request.body.collect(upTo: Self.bodyLimit)
            } catch is NIOTooManyBytesError {
                return Self.response(.contentTooLarge, "The request is too large.\n")
            }
            let body = Array(buffer.readableBytesView)
            let answer = try await self.offThePool { witness in
                try witness.store.answer(
                    body, watching: witness.logs, as: witness.name, with: witness.key,
                    at: Int64(Date().timeIntervalSince1970))
            }
            return Self.response(.init(code: answer.status), answer.body, type: answer.contentType)
        }
        router.get("/:hash/checkpoint") { _, context in
            guard let hash = context.parameters.get("hash").flatMap({ SHA256Digest(hex: $0) }),
                let note = try await self.offThePool({ try $0.store.note(originHash: hash) })
            else { return Self.response(.notFound, "This witness has cosigned no such log.\n") }
            return Self.response(.ok, String(decoding: note, as: UTF8.self))
        }
        var logger = Logger(label: "vericlip.witness")
        logger.logLevel = .error
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: "vericlip"),
            onServerRunning: { channel in ready(channel.localAddress?.port ?? port) },
            logger: logger)
        try await application.run()
    }

    private func offThePool<Value: Sendable>(
        _ body: @escaping @Sendable (WitnessServer) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try body(self) }) }
        }
    }

    private static func response(
        _ status: HTTPResponse.Status, _ text: String, type: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
