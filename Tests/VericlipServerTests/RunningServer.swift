import Foundation
import Registry
import RegistryStorage
import Testing
import VericlipServer

/// A server that runs while a test asks it.
enum RunningServer {
    /// Runs `body` against a server in this folder that stops afterwards.
    static func run(
        in folder: String, registry: ServedRegistry, byteLimit: Int = 1 << 20,
        people: [String] = [], outbound: ServerOutbound = .none, registration: RegistrationWork? = nil,
        verify: @escaping VerificationWork.Verify,
        _ body: (Client) async throws -> Void
    ) async throws {
        try await run(
            VerificationServer(
                store: try VerificationStore(folder: folder), registry: registry,
                work: VerificationWork(verify: verify),
                byteLimit: byteLimit, people: people, outbound: outbound, registration: registration), body)
    }

    /// Runs `body` against a server of this store, which has no registry.
    static func run(
        in store: VerificationStore, work: VerificationWork, _ body: (Client) async throws -> Void
    ) async throws {
        let registry = ServedRegistry(of: Home(path: "/nonexistent"))
        try await run(VerificationServer(store: store, registry: registry, work: work), body)
    }

    private static func run(_ server: VerificationServer, _ body: (Client) async throws -> Void) async throws {
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let serving = Task {
            defer { continuation.finish() }
            try await server.run(port: 0) { continuation.yield($0) }
        }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        do {
            try await body(Client(port: port))
        } catch {
            serving.cancel()
            _ = await serving.result
            throw error
        }
        serving.cancel()
        _ = await serving.result
    }
}
