import Foundation
import RegistryStorage
import Testing
import VericlipServer

/// What a server tells whoever runs it.
@Suite struct OperationTests {
    private func value(_ name: String, in metrics: String) -> String? {
        metrics.split(separator: "\n").first { $0.hasPrefix(name + " ") }.map { String($0.dropFirst(name.count + 1)) }
    }

    @Test func figuresAreGivenOutInTheTextFormatOfPrometheus() async throws {
        try await ServedClips.serve(asksForKeys: false) { server async throws in
            let client = server.client
            let taken = try await client.send("POST", "/v1/verifications?name=secret", body: "clip").object
            let id = try #require(taken["id"] as? String)
            _ = try await client.send("GET", "/v1/verifications/\(id)/events")
            _ = try await client.send("GET", "/v1/verifications/0123")
            _ = try await client.send("GET", "/nothing/\(id)")
            let reply = try await client.send("GET", "/metrics")
            #expect(reply.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
            let text = reply.text
            for (name, expected) in [
                ("vericlip_requests_total{route=\"/v1/verifications\",method=\"POST\",status=\"202\"}", "1"),
                ("vericlip_requests_total{route=\"/v1/verifications/{id}\",method=\"GET\",status=\"404\"}", "1"),
                ("vericlip_requests_total{route=\"none\",method=\"GET\",status=\"404\"}", "1"),
                ("vericlip_request_seconds_count{route=\"/v1/verifications\"}", "1"),
                ("vericlip_request_seconds_bucket{route=\"/v1/verifications\",le=\"+Inf\"}", "1"),
                ("vericlip_problems_total{type=\"not-found\"}", "2"), ("vericlip_verifications{state=\"done\"}", "1"),
                ("vericlip_verifications{state=\"queued\"}", "0"), ("vericlip_verification_seconds_count", "1"),
                ("vericlip_verified_bytes_total", "4"), ("vericlip_slow_connections_total", "0"),
                ("vericlip_request_bytes_total", "4"),
            ] {
                #expect(value(name, in: text) == expected, "\(name) in\n\(text)")
            }
            // No line but comments and values; each name is described once.
            for line in text.split(separator: "\n") where !line.hasPrefix("#") {
                #expect(
                    line.split(separator: " ").count == 2 && Double(line.split(separator: " ")[1]) != nil, "\(line)")
            }
            let types = text.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }
            #expect(Set(types).count == types.count && types.count >= 9)
            #expect(!text.contains(id) && !text.contains("secret"))
        }
    }

    @Test func figuresAreForAdministrators() async throws {
        try await ServedClips.serve { server async throws in
            let client = server.client
            #expect(try await client.send("GET", "/metrics").status == 401)
            #expect(try await client.send("GET", "/metrics", headers: try server.key("desk")).status == 403)
            #expect(try await client.send("GET", "/metrics", headers: try server.key("boss", [.admin])).status == 200)
        }
    }

    @Test func theOperatorIsToldWhatWasAskedAndNoNames() async throws {
        try await ServedClips.serve { server async throws in
            let (client, desk) = (server.client, try server.key("desk"))
            let taken = try await client.send(
                "POST", "/v1/verifications?name=secret.mp4", headers: desk, body: "clip")
            let id = try #require(try taken.object["id"] as? String)
            _ = try await client.send("GET", "/v1/verifications/\(id)/events", headers: desk)
            _ = try await client.send("GET", "/v1/verifications/\(id)")
            let lines = try server.log.all.map { line in
                try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
            }
            #expect(lines.allSatisfy { $0["time"] is String && $0["level"] is String && $0["event"] is String })
            let post = try #require(lines.first { $0["method"] as? String == "POST" })
            #expect(post["route"] as? String == "/v1/verifications" && post["status"] as? Int == 202)
            #expect(post["key"] as? String == "desk" && post["received"] as? Int == 4 && post["ms"] is Int)
            #expect(post["level"] as? String == "info" && post["from"] == nil)
            let refused = try #require(lines.first { $0["status"] as? Int == 401 })
            #expect(refused["problem"] as? String == "key-missing" && refused["level"] as? String == "warning")
            #expect(refused["from"] as? String == "127.0.0.1")
            #expect(lines.contains { $0["event"] as? String == "verification" && $0["bytes"] as? Int == 4 })
            let text = server.log.all.joined()
            #expect(!text.contains("secret") && !text.contains(id), "\(text)")
        }
    }

    @Test func withoutRequestsOnlyWhatWasRefusedOrFailedIsTold() async throws {
        try await ServedClips.serve(asksForKeys: false, hasRequests: false) { server async throws in
            _ = try await server.client.send("GET", "/healthz")
            _ = try await server.client.send("GET", "/nothing")
            #expect(server.log.all.isEmpty)
            _ = try await server.client.send("GET", "/", headers: ["Host": "evil.example"])
            #expect(server.log.all.count == 1 && server.log.all[0].contains("wrong-host"))
        }
    }
}
