import Foundation
import Registry
import RegistryStorage
import Reporting
import Synchronization
import Testing
import VericlipServer
import Verification

/// Clips that are asked for together.
@Suite struct BatchTests {
    /// What is verified waits until it is opened.
    private final class Gate: Sendable {
        private let state = Mutex((isOpen: false, names: [String]()))
        var names: [String] { state.withLock { $0.names } }
        func open() { state.withLock { $0.isOpen = true } }

        func pass(_ name: String) async {
            state.withLock { $0.names.append(name) }
            while !state.withLock({ $0.isOpen }), !Task.isCancelled { try? await Task.sleep(for: .milliseconds(10)) }
        }
    }

    private func withServer(_ gate: Gate, _ body: (Client) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let registry = try MadeRegistry()
        try await RunningServer.run(in: folder, registry: registry.served) { _, name, _ in
            await gate.pass(name)
            return Report(
                verdict: Verdict(clip: ClipFacts(name: name), relation: .noSource), checkedAt: "2026-01-02T03:04:05Z",
                toolVersion: "1")
        } _: { client in
            try await body(client)
        }
    }

    @Test func whoWaitsComesBeforeABatch() async throws {
        let gate = Gate()
        try await withServer(gate) { client in
            let made = try await client.send("POST", "/v1/batches?name=archive", body: "")
            let id = try #require(try made.object["id"] as? String)
            #expect(made.status == 201 && made.headers["Location"] == "/v1/batches/\(id)")
            for name in ["b1", "b2", "b3"] {
                let taken = try await client.send("POST", "/v1/verifications?batch=\(id)&name=\(name)", body: name)
                let batch = try taken.object["batch"] as? String
                #expect(taken.status == 202 && batch == id)
            }
            try await client.wait { _ in gate.names == ["b1"] }
            #expect(try await client.send("POST", "/v1/verifications?name=live", body: "live").status == 202)
            let waiting = try await client.send("GET", "/v1/batches/\(id)").object
            #expect(waiting["queued"] as? Int == 2 && waiting["running"] as? Int == 1 && waiting["count"] as? Int == 3)
            gate.open()
            try await client.wait { client in
                try await client.send("GET", "/v1/batches/\(id)").object["done"] as? Int == 3
            }
            #expect(gate.names == ["b1", "live", "b2", "b3"])

            let first = try await client.send("GET", "/v1/batches/\(id)/verifications?limit=2").object
            let after = try #require(first["after"] as? Int)
            let second = try await client.send("GET", "/v1/batches/\(id)/verifications?limit=2&after=\(after)").object
            let names = [first, second].flatMap {
                ($0["verifications"] as? [[String: Any]] ?? []).map { $0["name"] as? String }
            }
            #expect(names == ["b1", "b2", "b3"] && second["after"] == nil)

            let reports = try await client.send("GET", "/v1/batches/\(id)/reports")
            let lines = reports.text.split(separator: "\n")
            #expect(reports.headers["Content-Type"] == "application/x-ndjson" && lines.count == 3)
            for line in lines {
                let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
                #expect((object["report"] as? [String: Any])?["relation"] as? String == "no-source")
            }
        }
    }

    @Test func whatIsErasedIsGoneWithAllThatIsInIt() async throws {
        let gate = Gate()
        try await withServer(gate) { client in
            let made = try await client.send("POST", "/v1/batches", body: "")
            let id = try #require(try made.object["id"] as? String)
            let taken = try await client.send("POST", "/v1/verifications?batch=\(id)&name=b", body: "b")
            let clip = try #require(try taken.object["id"] as? String)
            #expect(try await client.send("DELETE", "/v1/batches/\(id)").status == 204)
            for path in [
                "/v1/batches/\(id)", "/v1/batches/\(id)/verifications", "/v1/batches/\(id)/reports",
                "/v1/verifications/\(clip)",
            ] {
                #expect(try await client.send("GET", path).status == 404, "\(path)")
            }
            let late = try await client.send("POST", "/v1/verifications?batch=\(id)", body: "b")
            #expect(late.status == 404)
            gate.open()
        }
    }

    @Test func oneNameMakesOneBatch() async throws {
        try await withServer(Gate()) { client in
            let key = ["Idempotency-Key": "monday"]
            let first = try await client.send("POST", "/v1/batches", headers: key, body: "").object
            let again = try await client.send("POST", "/v1/batches", headers: key, body: "").object
            #expect(first["id"] as? String == again["id"] as? String)
            let list = try await client.send("GET", "/v1/batches").object["batches"] as? [[String: Any]]
            #expect(list?.count == 1)
        }
    }

    @Test func aLineThatCannotBeReadIsNamed() async throws {
        try await withServer(Gate()) { client in
            let lines = "{\"url\":\"https://example.org/a.mp4\"}\n{\"address\":1}"
            let refused = try await client.send("POST", "/v1/batches", body: lines)
            #expect(refused.status == 422 && refused.text.contains("Line 2"))
            let many = String(repeating: "{\"url\":\"https://example.org/a\"}\n", count: 10_001)
            let problem = try await client.send("POST", "/v1/batches", body: many)
            #expect(problem.status == 413)
        }
    }
}
