import Foundation
import Registry
import RegistryStorage
import Reporting
import Synchronization
import Testing
import VericlipServer
import Verification

/// What a server reaches out for, and what it does not.
@Suite struct OutboundTests {
    private static func report(_ name: String) -> Report {
        Report(
            verdict: Verdict(clip: ClipFacts(name: name), relation: .noSource), checkedAt: "2026-01-02T03:04:05Z",
            toolVersion: "1")
    }

    /// Runs `body` against a server, with what was verified: the bytes of each clip, in order.
    private func withServer(
        _ outbound: ServerOutbound, in folder: String? = nil, byteLimit: Int = 64,
        verify: (@Sendable (String) async -> Void)? = nil,
        _ body: (Client, _ verified: @Sendable () -> [String]) async throws -> Void
    ) async throws {
        let place =
            folder ?? FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)").path
        defer { if folder == nil { try? FileManager.default.removeItem(atPath: place) } }
        let registry = try MadeRegistry()
        let verified = Verified()
        try await RunningServer.run(in: place, registry: registry.served, byteLimit: byteLimit, outbound: outbound) {
            path, name, _ in
            await verify?(name)
            verified.add(String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self))
            return Self.report(name)
        } _: { client in
            try await body(client) { verified.clips }
        }
    }

    private final class Verified: Sendable {
        private let value = Mutex<[String]>([])
        var clips: [String] { value.withLock { $0 } }
        func add(_ clip: String) { value.withLock { $0.append(clip) } }
    }

    /// Hands an address in, and waits until it is over.
    private func outcome(of address: String, _ client: Client) async throws -> [String: Any] {
        let taken = try await client.send(
            "POST", "/v1/verifications", headers: ["Content-Type": "application/json"], body: "{\"url\":\"\(address)\"}"
        )
        #expect(taken.status == 202)
        let id = try #require(try taken.object["id"] as? String)
        try await client.wait { client in
            let state = try await client.send("GET", "/v1/verifications/\(id)").object["state"] as? String
            return state == "done" || state == "failed"
        }
        return try await client.send("GET", "/v1/verifications/\(id)").object
    }

    @Test func nothingIsReachedUnlessTheOperatorAllowsIt() async throws {
        try await OtherServer.run { (other, port) async throws in
            try await withServer(.none) { (client, _) async throws in
                let address = "http://127.0.0.1:\(port)"
                for (path, headers, body, problem) in [
                    (
                        "/v1/verifications", ["Content-Type": "application/json"],
                        "{\"url\":\"\(address)/speech.mp4\"}", "fetch-off"
                    ),
                    ("/v1/batches", [:], "{\"url\":\"\(address)/speech.mp4\"}", "fetch-off"),
                    ("/v1/verifications?webhook=\(address)/told", [:], "clip", "webhooks-off"),
                ] {
                    let refused = try await client.send("POST", path, headers: headers, body: body)
                    let named = try refused.problem
                    #expect(refused.status == 403 && named == problem)
                }
                #expect(try await client.send("GET", "/v1/batches").object["batches"] as? [Int] == [])
            }
            #expect(other.requests == 0)
        }
    }

    @Test func aClipIsFetchedFromItsAddressAndVerified() async throws {
        try await OtherServer.run { (_, port) async throws in
            let outbound = ServerOutbound(fetchesClips: true, webhookSecret: nil, privateAddresses: ["127.0.0.1"])
            try await withServer(outbound) { (client, verified) async throws in
                let done = try await outcome(of: "http://127.0.0.1:\(port)/speech.mp4?token=1", client)
                #expect(done["state"] as? String == "done" && done["name"] as? String == "speech.mp4")
                #expect(done["bytes"] as? Int == 23 && verified() == ["the clip from elsewhere"])
                for (path, words) in [
                    ("large.mp4", "larger than 64 bytes"), ("empty.mp4", "nothing at this address"),
                    ("missing.mp4", "could not be fetched now"),
                ] {
                    let failed = try await outcome(of: "http://127.0.0.1:\(port)/\(path)", client)
                    let failure = failed["failure"] as? String ?? ""
                    #expect(failed["state"] as? String == "failed" && failure.contains(words), "\(failure)")
                }
                #expect(verified().count == 1)
            }
        }
    }

    /// Checked where a connection is made: a name that leads here, a redirect, and an address in another guise are the same to it.
    @Test func noPrivateAddressIsReached() async throws {
        try await OtherServer.run(at: "127.0.0.2") { (inner, innerPort) async throws in
            let target = "http://127.0.0.2:\(innerPort)/speech.mp4"
            try await OtherServer.run(leadingTo: target) { (outer, port) async throws in
                let closed = ServerOutbound(fetchesClips: true, webhookSecret: nil)
                try await withServer(closed) { (client, _) async throws in
                    for address in [
                        "http://127.0.0.1:\(port)/speech.mp4", "http://localhost:\(port)/speech.mp4",
                        "http://2130706433:\(port)/speech.mp4", "http://[::ffff:127.0.0.1]:\(port)/speech.mp4",
                        "http://0.0.0.0:\(port)/speech.mp4",
                    ] {
                        #expect(try await outcome(of: address, client)["state"] as? String == "failed", "\(address)")
                    }
                }
                #expect(outer.requests == 0)
                let half = ServerOutbound(fetchesClips: true, webhookSecret: nil, privateAddresses: ["127.0.0.1"])
                try await withServer(half) { (client, _) async throws in
                    let away = "http://127.0.0.1:\(port)/away"
                    #expect(try await outcome(of: away, client)["state"] as? String == "failed")
                }
                #expect(outer.requests == 1 && inner.requests == 0)
                let open = ServerOutbound(
                    fetchesClips: true, webhookSecret: nil, privateAddresses: ["127.0.0.1", "127.0.0.2"])
                try await withServer(open) { (client, verified) async throws in
                    _ = try await outcome(of: "http://127.0.0.1:\(port)/away", client)
                    #expect(verified() == ["the clip from elsewhere"])
                }
            }
        }
    }

    @Test(
        arguments: [
            "file:///etc/passwd", "ftp://example.org/a", "gopher://example.org", "https://",
            "https://a:b@example.org/c",
            "example.org/clip.mp4", "https://example.org/" + String(repeating: "a", count: 2048),
        ])
    func whatIsNoAddressIsRefused(address: String) async throws {
        try await withServer(ServerOutbound(fetchesClips: true, webhookSecret: nil)) { (client, _) async throws in
            let refused = try await client.send(
                "POST", "/v1/verifications", headers: ["Content-Type": "application/json"],
                body: "{\"url\":\"\(address)\"}")
            let problem = try refused.problem
            #expect(refused.status == 422 && problem == "unusable")
        }
    }

    @Test func whatWasToBeFetchedIsFetchedAfterTheServerStopped() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await OtherServer.run { (_, port) async throws in
            do {
                let store = try VerificationStore(folder: folder)
                _ = try store.add(
                    fetchingFrom: "http://127.0.0.1:\(port)/speech.mp4",
                    for: VerificationRequest(name: "a", askedAt: "2026-01-02T03:04:05Z"))
            }
            let outbound = ServerOutbound(fetchesClips: true, webhookSecret: nil, privateAddresses: ["127.0.0.1"])
            try await withServer(outbound, in: folder) { (client, verified) async throws in
                try await client.wait { _ in verified().count == 1 }
            }
        }
    }

    @Test func whoWantsToBeToldIsToldUnderASignature() async throws {
        let secret = WebhookSecret()
        try await OtherServer.run { (other, port) async throws in
            let outbound = ServerOutbound(fetchesClips: false, webhookSecret: secret, privateAddresses: ["127.0.0.1"])
            try await withServer(outbound) { (client, _) async throws in
                let taken = try await client.send(
                    "POST", "/v1/verifications?name=a&webhook=http://127.0.0.1:\(port)/told", body: "clip")
                let id = try #require(try taken.object["id"] as? String)
                try await client.wait { _ in !other.words.isEmpty }
                let word = try #require(other.words.first)
                let time = try #require(Int64(word.timestamp))
                let headers = secret.headers(id: word.id, time: time, body: Array(word.body.utf8))
                #expect(word.id == "msg_\(id)" && headers.contains("webhook-signature: \(word.signature)"))
                let body = try #require(
                    try JSONSerialization.jsonObject(with: Data(word.body.utf8)) as? [String: Any])
                let data = try #require(body["data"] as? [String: Any])
                #expect(body["type"] as? String == "verification.done" && data["id"] as? String == id)
                #expect(data["report"] == nil, "what was found is for who may ask for it")
            }
            #expect(other.words.count == 1)
        }
    }

    /// The example of the Standard Webhooks specification's libraries.
    @Test func signature() throws {
        let secret = try #require(WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        #expect(
            secret.headers(
                id: "msg_p5jXN8AQM9LWM0D4loKWxJek", time: 1_614_265_330, body: Array("{\"test\": 2432232314}".utf8))
                == [
                    "webhook-id: msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp: 1614265330",
                    "webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                ])
        #expect(WebhookSecret("whsec_AAAA") == nil && WebhookSecret("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") == nil)
        #expect(WebhookSecret(WebhookSecret().text) != nil)
    }

    @Test func aWordIsKeptUntilItIsTaken() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        do {
            let store = try VerificationStore(folder: folder)
            let request = VerificationRequest(name: "a", askedAt: "2026-01-02T03:04:05Z", webhook: "https://a.example/")
            let upload = try store.upload()
            try upload.append([1])
            _ = try store.add(upload, for: request)
            #expect(try store.deliveries(dueAt: .max, limit: 8).isEmpty)
            let running = try #require(try store.next())
            try store.finish(running, headline: "h", reports: [:], at: 1000)
            #expect(try store.deliveries(dueAt: 999, limit: 8).isEmpty)
            let due = try #require(try store.deliveries(dueAt: 1000, limit: 8).first)
            try store.postpone(due, until: 2000)
        }
        let store = try VerificationStore(folder: folder)
        #expect(try store.deliveries(dueAt: 1999, limit: 8).isEmpty)
        let due = try #require(try store.deliveries(dueAt: 2000, limit: 8).first)
        #expect(due.attempts == 1 && due.verification.webhook == "https://a.example/")
        try store.close(due)
        #expect(try store.deliveries(dueAt: .max, limit: 8).isEmpty)
    }
}
