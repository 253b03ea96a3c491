import Hummingbird
import Synchronization
import Testing

/// A server elsewhere: gives out a clip, leads away, and is told.
final class OtherServer: Sendable {
    struct Word: Sendable {
        let id, timestamp, signature, body: String
    }

    private struct State {
        var requests = 0
        var words: [Word] = []
    }

    private let state = Mutex(State())

    /// How often it was asked for anything.
    var requests: Int { state.withLock { $0.requests } }
    /// What it was told.
    var words: [Word] { state.withLock { $0.words } }

    /// Runs `body` while a server answers at this address of the machine itself.
    /// - Parameter target: where `/away` leads.
    static func run(
        at address: String = "127.0.0.1", leadingTo target: String = "",
        _ body: (OtherServer, _ port: Int) async throws -> Void
    ) async throws {
        let server = OtherServer()
        let router = Router()
        router.get("/speech.mp4") { _, _ in server.answer("the clip from elsewhere") }
        router.get("/large.mp4") { _, _ in server.answer(String(repeating: "l", count: 100)) }
        router.get("/empty.mp4") { _, _ in server.answer("") }
        router.get("/away") { _, _ in
            _ = server.answer("")
            return Response(status: .found, headers: [.location: target])
        }
        router.post("/told") { request, _ in
            let body = try await request.body.collect(upTo: 1 << 20)
            func header(_ name: String) -> String { request.headers[.init(name)!] ?? "" }
            server.hear(
                Word(
                    id: header("webhook-id"), timestamp: header("webhook-timestamp"),
                    signature: header("webhook-signature"), body: String(buffer: body)))
            return Response(status: .noContent)
        }
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let application = Application(
            router: router, configuration: .init(address: .hostname(address, port: 0)),
            onServerRunning: { continuation.yield($0.localAddress?.port ?? 0) })
        let serving = Task {
            defer { continuation.finish() }
            try await application.run()
        }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await body(server, port))
        } catch {
            outcome = .failure(error)
        }
        serving.cancel()
        _ = await serving.result
        try outcome.get()
    }

    private func answer(_ text: String) -> Response {
        state.withLock { $0.requests += 1 }
        return Response(status: .ok, body: .init(byteBuffer: .init(string: text)))
    }

    private func hear(_ word: Word) {
        state.withLock {
            $0.requests += 1
            $0.words.append(word)
        }
    }
}
