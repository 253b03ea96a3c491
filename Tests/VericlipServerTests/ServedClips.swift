import Foundation
import RegistryStorage
import Reporting
import Synchronization
import Testing
import VericlipServer
import Verification

/// A server on this machine, in a folder of its own, that stops and is gone after the test. What verifies is made.
struct ServedClips {
    let keys: APIKeyStore
    let client: Client
    let folder: String
    /// What the operator was told.
    let log: Lines

    final class Lines: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    /// A new key, as a request shows it.
    func key(_ name: String, _ scopes: Set<APIKey.Scope> = [.lookup], days: Int64 = 1) throws -> [String: String] {
        let now = Int64(Date().timeIntervalSince1970)
        let made = try keys.add(name: name, scopes: scopes, at: now, expiresAt: now + days * 86_400)
        return ["Authorization": "Bearer \(try #require(made))"]
    }

    /// - Parameter asksForKeys: whether it does.
    static func serve(
        asksForKeys: Bool = true, origin: String? = nil, limits: ServerLimits = .own, hasRequests: Bool = true,
        byteLimit: Int = 1 << 20, registration: RegistrationWork? = nil,
        until stop: (@Sendable () async -> Void)? = nil,
        verify: @escaping VerificationWork.Verify = { _, name, _ in noSource(name) },
        _ body: (ServedClips) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let keys = try APIKeyStore(path: "\(folder)/api-keys.db")
        let log = Lines()
        let registry = try MadeRegistry()
        defer { withExtendedLifetime(registry) {} }
        let server = VerificationServer(
            store: try VerificationStore(folder: "\(folder)/verifications"), registry: registry.served,
            work: VerificationWork(verify: verify),
            byteLimit: byteLimit,
            access: ServerAccess(
                keys: asksForKeys ? keys : nil, origin: origin.flatMap { WebOrigin($0) }, quotas: keys),
            limits: limits, registration: registration, log: ServerLog(hasRequests: hasRequests) { log.add($0) })
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        let serving = Task {
            defer { continuation.finish() }
            try await server.run(port: 0, until: stop) { continuation.yield($0) }
        }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(
                try await body(ServedClips(keys: keys, client: Client(port: port), folder: folder, log: log)))
        } catch {
            outcome = .failure(error)
        }
        serving.cancel()
        _ = await serving.result
        try outcome.get()
    }

    static func noSource(_ name: String) -> Report {
        Report(
            verdict: Verdict(clip: ClipFacts(name: name), relation: .noSource), checkedAt: "2026-01-02T03:04:05Z",
            toolVersion: "1")
    }
}
