import Foundation
import RegistryStorage
import Testing
import VericlipServer

/// How much of a server one asker may use, and how long it may keep it waiting.
@Suite struct LimitTests {
    private static func limits(
        requests: Int? = nil, clips: Int? = nil, bytes: Int? = nil, patience: ServerLimits.Patience = .standard
    ) -> ServerLimits {
        ServerLimits(requestsPerMinute: requests, clipsPerDay: clips, bytesPerDay: bytes, patience: patience)
    }

    @Test func requestsAreCountedByKey() async throws {
        try await ServedClips.serve(limits: Self.limits(requests: 2)) { server async throws in
            let (one, other) = (try server.key("one"), try server.key("other"))
            let first = try await server.client.send("GET", "/v1/verifications", headers: one)
            #expect(first.status == 200 && first.field("RateLimit-Policy") == "\"requests\";q=2;w=60")
            #expect(first.field("RateLimit")?.hasPrefix("\"requests\";r=1;t=") == true)
            // A minute may end in between.
            var refused = first
            for _ in 0..<1000 where refused.status == 200 {
                refused = try await server.client.send("GET", "/v1/verifications", headers: one)
            }
            let problem = try refused.problem
            #expect(refused.status == 429 && problem == "rate-limit")
            #expect(refused.field("RateLimit")?.hasPrefix("\"requests\";r=0;t=") == true)
            let wait = try #require(refused.field("Retry-After").flatMap { Int($0) })
            #expect((1...60).contains(wait))
            #expect(try await server.client.send("GET", "/v1/verifications", headers: other).status == 200)
            #expect(server.log.all.contains { $0.contains("\"status\":429") && $0.contains("\"key\":\"one\"") })
        }
    }

    @Test func strangersAreCountedByAddress() async throws {
        try await ServedClips.serve(limits: Self.limits(requests: 0)) { server async throws in
            let reply = try await server.client.send("GET", "/healthz")
            #expect(reply.status == 429)
            #expect(server.log.all.contains { $0.contains("\"from\":\"127.0.0.1\"") })
            let forged = ["X-Forwarded-For": "192.0.2.1"]
            #expect(try await server.client.send("GET", "/healthz", headers: forged).status == 429)
            #expect(!server.log.all.contains { $0.contains("192.0.2.1") }, "only a proxy is believed")
        }
    }

    @Test func withoutLimitsNothingIsSaidOfThem() async throws {
        try await ServedClips.serve(asksForKeys: false) { server async throws in
            let reply = try await server.client.send("POST", "/v1/verifications", body: "clip")
            #expect(reply.status == 202 && reply.headers.keys.allSatisfy { !$0.lowercased().hasPrefix("ratelimit") })
        }
    }

    @Test func aDaysClipsAndBytesAreCounted() async throws {
        try await ServedClips.serve(limits: Self.limits(clips: 3, bytes: 100)) { server async throws in
            let desk = try server.key("desk")
            func post(_ count: Int, _ headers: [String: String] = desk) async throws -> Client.Reply {
                let clip = String(repeating: "a", count: count)
                return try await server.client.send("POST", "/v1/verifications", headers: headers, body: clip)
            }
            let tooMuch = try await post(101)
            let problem = try tooMuch.problem
            #expect(tooMuch.status == 429 && problem == "quota" && tooMuch.field("Retry-After") != nil)
            let taken = try await post(60)
            #expect(taken.status == 202)
            let policy = taken.field("RateLimit-Policy") ?? ""
            #expect(policy.contains("\"clips\";q=3;w=86400"), "\(policy)")
            #expect(policy.contains("\"bytes\";q=100;qu=\"content-bytes\";w=86400"), "\(policy)")
            #expect(taken.field("RateLimit")?.contains("\"bytes\";r=40;t=") == true)
            #expect(try await post(41).status == 429)
            #expect(try await post(1).status == 202)
            #expect(try await post(1).status == 202)
            #expect(try await post(1).status == 429, "the fourth")
            #expect(try await post(1, try server.key("other")).status == 202)
            #expect(try await server.client.send("GET", "/v1/verifications", headers: desk).status == 200)
        }
    }

    /// What keeps the server waiting is no longer waited for: a head that does not come, and a body of which too little comes.
    @Test(arguments: ["head", "dripping head", "second head", "body", "dripping body"])
    func aSlowClientIsLeft(way: String) async throws {
        let patience = ServerLimits.Patience(secondsForHead: 2, secondsBetweenLooks: 1, bytesBetweenLooks: 1000)
        try await ServedClips.serve(asksForKeys: false, limits: Self.limits(patience: patience)) {
            server async throws in
            let output = try await Self.python(Self.slowClient, ["\(server.client.port)", way])
            #expect(output == "closed\n", "\(output)")
            #expect(server.log.all.contains { $0.contains("slow-connection") })
            #expect(try await server.client.send("GET", "/healthz").status == 200)
            // What had come of a clip is not kept.
            try await server.client.wait { _ in
                try FileManager.default.contentsOfDirectory(atPath: "\(server.folder)/verifications").allSatisfy {
                    $0.hasPrefix("verifications.")
                }
            }
        }
    }

    private static let slowClient = """
        import socket, sys
        port, way = int(sys.argv[1]), sys.argv[2]
        head = b"POST /v1/verifications HTTP/1.1\\r\\nHost: 127.0.0.1:%d\\r\\nContent-Length: 1000000\\r\\n\\r\\n" % port
        s = socket.create_connection(("127.0.0.1", port))
        s.settimeout(0.2)
        if way == "second head":
            s.sendall(b"GET /healthz HTTP/1.1\\r\\nHost: 127.0.0.1:%d\\r\\n\\r\\n" % port)
        if "body" in way:
            s.sendall(head)
        rest = iter(head[:-4] * 1000)
        while True:
            try:
                if not s.recv(65536):
                    break
            except TimeoutError:
                pass
            except ConnectionError:
                break
            try:
                if "dripping" in way:
                    s.sendall(b"a" if "body" in way else bytes([next(rest)]))
            except ConnectionError:
                break
        print("closed")
        """

    static func python(_ program: String, _ arguments: [String]) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        let process = Process()
                        process.executableURL = URL(filePath: "/usr/bin/env")
                        process.arguments = ["python3", "-c", program] + arguments
                        let pipe = Pipe()
                        process.standardOutput = pipe
                        process.standardError = pipe
                        try process.run()
                        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
                        process.waitUntilExit()
                        return String(decoding: output, as: UTF8.self)
                    })
            }
        }
    }
}

extension Client.Reply {
    /// By its name in any case: what reads answers writes some names its own way.
    fileprivate func field(_ name: String) -> String? {
        headers.first { $0.key.lowercased() == name.lowercased() }?.value
    }
}
