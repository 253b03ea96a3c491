import Foundation
import Registry
import RegistryStorage
import Reporting
import Synchronization
import Testing
import VericlipServer
import Verification

/// The page and the API, asked over HTTP on this machine alone. What verifies is made: it takes each clip's bytes for its name.
@Suite struct VerificationServerTests {
    /// What was verified, in order.
    private final class Verified: Sendable {
        private let value = Mutex<[String]>([])
        var names: [String] { value.withLock { $0 } }
        func add(_ name: String) { value.withLock { $0.append(name) } }
    }

    private static func report(_ name: String) -> Report {
        Report(
            verdict: Verdict(clip: ClipFacts(name: name), relation: .noSource), checkedAt: "2026-01-02T03:04:05Z",
            toolVersion: "1")
    }

    private static func makeFolder() -> String {
        FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)").path
    }

    /// Runs `body` against a server in this folder that stops afterwards.
    private func withServer(
        in folder: String, byteLimit: Int = 1 << 20, verify: @escaping VerificationWork.Verify,
        _ body: (Client) async throws -> Void
    ) async throws {
        let registry = try MadeRegistry()
        defer { withExtendedLifetime(registry) {} }
        try await RunningServer.run(
            in: folder, registry: registry.served, byteLimit: byteLimit, verify: verify, body)
    }

    private func withServer(
        byteLimit: Int = 1 << 20, _ body: (Client, _ folder: String, Verified) async throws -> Void
    ) async throws {
        let folder = Self.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let verified = Verified()
        try await withServer(in: folder, byteLimit: byteLimit) { path, name, tell in
            tell(.reading(0.5))
            verified.add(String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self))
            return Self.report(name)
        } _: { client in
            try await body(client, folder, verified)
        }
    }

    @Test func aClipIsTakenVerifiedAndItsReportGivenOut() async throws {
        try await withServer { (client, _, verified) async throws in
            let taken = try await client.send("POST", "/v1/verifications?name=speech.mp4", body: "the clip")
            #expect(taken.status == 202 && taken.headers["Retry-After"] == "1")
            let resource = try taken.object
            let id = try #require(resource["id"] as? String)
            #expect(taken.headers["Location"] == "/v1/verifications/\(id)")
            #expect(resource["state"] as? String == "queued" && resource["name"] as? String == "speech.mp4")
            #expect(resource["bytes"] as? Int == 8 && id.count == 32)

            // The events end when it is done.
            let events = try await client.send("GET", "/v1/verifications/\(id)/events")
            #expect(events.headers["Content-Type"] == "text/event-stream")
            #expect(
                events.text.hasSuffix("\n\n")
                    && events.text.contains("event: done\ndata: {\"id\":\"\(id)\",\"state\":\"done\""))

            let done = try await client.send("GET", "/v1/verifications/\(id)").object
            let report = try #require(done["report"] as? [String: Any])
            #expect(done["state"] as? String == "done" && report["relation"] as? String == "no-source")
            #expect(verified.names == ["the clip"])

            for (format, type) in [
                ("html", "text/html; charset=utf-8"), ("json", "application/json"), ("csv", "text/csv; charset=utf-8"),
                ("md", "text/markdown; charset=utf-8"),
            ] {
                let export = try await client.send("GET", "/v1/verifications/\(id)/report/\(format)")
                #expect(export.status == 200 && export.headers["Content-Type"] == type)
                #expect(
                    export.headers["Content-Disposition"]
                        == "attachment; filename=\"vericlip-\(id.prefix(8)).\(format)\"")
                #expect(!export.text.contains("<nav"), "a file that stands by itself leads nowhere")
            }
            let page = try await client.send("GET", "/verifications/\(id)")
            #expect(page.status == 200 && page.text.contains("href=\"/v1/verifications/\(id)/report/json\""))
            #expect(try await client.send("GET", "/").text.contains("href=\"/verifications/\(id)\""))
            let list = try await client.send("GET", "/v1/verifications?limit=1").object
            #expect((list["verifications"] as? [[String: Any]])?.first?["id"] as? String == id && list["before"] is Int)
        }
    }

    /// Whoever hands clips in is told of the people whom they are compared with, and of nobody where there is nobody.
    @Test func thePageNamesThePeopleWhomClipsAreComparedWith() async throws {
        let folder = Self.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let registry = try MadeRegistry()
        defer { withExtendedLifetime(registry) {} }
        for (people, said) in [(["Jane <Doe>", "John Roe"], true), ([], false)] {
            try await RunningServer.run(in: folder, registry: registry.served, people: people) { _, name, _ in
                Self.report(name)
            } _: { client in
                let page = try await client.send("GET", "/").text
                #expect(page.contains("is compared with face and voice of") == said)
                #expect(page.contains("Jane &lt;Doe&gt;, John Roe") == said && !page.contains("<Doe>"))
            }
        }
    }

    @Test func whoAsksUnderAnotherNameOrFromAnotherSiteIsRefused() async throws {
        try await withServer { (client, _, verified) async throws in
            for host in ["evil.example", "evil.example:\(client.port)", "127.0.0.1", "localhost:1"] {
                let refused = try await client.send("GET", "/", headers: ["Host": host])
                let problem = try refused.problem
                #expect(refused.status == 421 && problem == "wrong-host", "\(host)")
            }
            #expect(try await client.send("GET", "/", headers: ["Host": "LOCALHOST:\(client.port)"]).status == 200)
            for header in [
                ["Origin": "http://evil.example"], ["Origin": "null"], ["Origin": "http://127.0.0.1:1"],
                ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"],
            ] {
                let refused = try await client.send("POST", "/v1/verifications", headers: header, body: "clip")
                let problem = try refused.problem
                #expect(refused.status == 403 && problem == "foreign-origin", "\(header)")
            }
            let own = ["Origin": "http://127.0.0.1:\(client.port)", "Sec-Fetch-Site": "same-origin"]
            #expect(try await client.send("POST", "/v1/verifications", headers: own, body: "clip").status == 202)
            try await client.wait { _ in verified.names.count == 1 }
        }
    }

    @Test func everyAnswerSaysWhatItsPageMayDo() async throws {
        try await withServer { (client, _, _) async throws in
            for path in [
                "/", "/app.js", "/openapi.json", "/healthz", "/nothing", "/v1/verifications", "/verifications/x",
            ] {
                let headers = try await client.send("GET", path).headers
                let policy = headers["Content-Security-Policy"] ?? ""
                #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "\(path)")
                #expect(
                    headers["X-Content-Type-Options"] == "nosniff" && headers["Cache-Control"] == "no-store", "\(path)")
            }
        }
    }

    @Test func whatCannotBeTakenIsSaid() async throws {
        try await withServer(byteLimit: 64) { (client, folder, verified) async throws in
            let large = String(repeating: "a", count: 65)
            let cases: [(status: Int, problem: String, reply: Client.Reply)] = [
                (413, "too-large", try await client.send("POST", "/v1/verifications", body: large)),
                (400, "bad-request", try await client.send("POST", "/v1/verifications", body: "")),
                (
                    400, "bad-request",
                    try await client.send(
                        "POST", "/v1/verifications?name=" + String(repeating: "n", count: 256), body: "clip")
                ),
                (400, "bad-request", try await client.send("GET", "/v1/verifications?limit=0")),
                (400, "bad-request", try await client.send("GET", "/v1/verifications?before=x")),
                (404, "not-found", try await client.send("GET", "/v1/verifications/../../etc/passwd")),
                (404, "not-found", try await client.send("GET", "/v1/verifications/0123")),
                (404, "not-found", try await client.send("DELETE", "/v1/verifications/0123")),
                (404, "not-found", try await client.send("GET", "/v1/verifications/0123/events")),
                (404, "not-found", try await client.send("GET", "/v1/verifications/0123/report/json")),
                (405, "method", try await client.send("PUT", "/v1/verifications/0123")),
                (405, "method", try await client.send("POST", "/healthz")),
            ]
            for (status, problem, reply) in cases {
                let named = try reply.problem
                #expect(reply.status == status && named == problem, "\(problem) \(reply)")
                #expect(reply.headers["Content-Type"] == "application/problem+json")
            }
            #expect(verified.names.isEmpty)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
                !$0.hasPrefix("verifications")
            }
            #expect(left.isEmpty, "nothing of a refused clip is kept")
        }
    }

    @Test func namesAreWordsAndNeverPathsOrMarkup() async throws {
        try await withServer { (client, folder, _) async throws in
            let name = "%2e%2e%2f%2e%2e%2f%3Cscript%3Ealert(1)%3C%2Fscript%3E.mp4"
            let taken = try await client.send("POST", "/v1/verifications?name=\(name)", body: "clip").object
            #expect(taken["name"] as? String == "script>.mp4")
            let marked = try await client.send("POST", "/v1/verifications?name=%3Cb%3E%22'.mp4", body: "clip").object
            #expect(marked["name"] as? String == "<b>\"'.mp4")
            let pages = [
                try await client.send("GET", "/").text,
                try await client.send("GET", "/verifications/\(marked["id"] as? String ?? "")").text,
            ]
            for page in pages { #expect(page.contains("&lt;b&gt;&quot;&#39;.mp4") && !page.contains("<b>")) }
            for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
                #expect(file.hasPrefix("verifications.") || file.count == 32 + ".clip".count, "\(file)")
            }
        }
    }

    @Test func askingAgainUnderTheSameKeyAsksForNothingNew() async throws {
        try await withServer { (client, _, verified) async throws in
            let key = ["Idempotency-Key": "newsroom-7"]
            let first = try await client.send("POST", "/v1/verifications", headers: key, body: "clip").object
            let again = try await client.send("POST", "/v1/verifications", headers: key, body: "clip")
            let answer = try again.object
            #expect(again.status == 202 && answer["id"] as? String == first["id"] as? String)
            try await client.wait { client in
                try await client.send("GET", "/v1/verifications").object["verifications"].map {
                    "\($0)".contains("done")
                } ?? false
            }
            #expect(verified.names == ["clip"])
        }
    }

    @Test func whatIsErasedIsGoneAndStopped() async throws {
        let folder = Self.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let stopped = Verified()
        try await withServer(in: folder) { _, name, _ in
            while !Task.isCancelled { try? await Task.sleep(for: .milliseconds(20)) }
            stopped.add(name)
            return Self.report(name)
        } _: { client in
            let taken = try await client.send("POST", "/v1/verifications?name=a", body: "clip").object
            let id = try #require(taken["id"] as? String)
            try await client.wait { client in
                try await client.send("GET", "/v1/verifications/\(id)").object["state"] as? String == "running"
            }
            #expect(try await client.send("GET", "/verifications/\(id)").text.contains("data-id=\"\(id)\""))
            #expect(try await client.send("GET", "/v1/verifications/\(id)/report/json").status == 409)
            #expect(try await client.send("DELETE", "/v1/verifications/\(id)").status == 204)
            #expect(try await client.send("GET", "/v1/verifications/\(id)").status == 404)
            #expect(try await client.send("GET", "/verifications/\(id)").status == 404)
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/\(id).clip"))
            try await client.wait { _ in stopped.names == ["a"] }
        }
    }

    /// Three in hand, the fourth waits; what fails is said, what comes out is kept before it is forgotten.
    @Test func workIsHandedOut() async throws {
        let folder = Self.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (handedOut, forgotten, opened) = (Verified(), Verified(), Verified())
        let store = try VerificationStore(folder: folder)
        let work = VerificationWork(atOnce: 3) { verification, path, tell throws(VerificationFailure) in
            handedOut.add(verification.name)
            var standing = VerificationStanding()
            standing.take(.reading(0.25))
            tell(.elsewhere(standing))
            while opened.names.isEmpty, !Task.isCancelled { try? await Task.sleep(for: .milliseconds(20)) }
            if verification.name == "b" { throw VerificationFailure("It was set aside.") }
            return VerificationOutcome(headline: "Matches signed footage.", reports: ["json": Array("{}".utf8)])
        } forget: { id in
            let kept = try? store.verification(id: id)
            forgotten.add("\(kept?.name ?? "") \(kept?.state.rawValue ?? "")")
        }
        try await RunningServer.run(in: store, work: work) { client in
            for name in ["a", "b", "c", "d"] {
                #expect(try await client.send("POST", "/v1/verifications?name=\(name)", body: name).status == 202)
            }
            try await client.wait { client in
                let list = try await client.send("GET", "/v1/verifications").text
                return handedOut.names.count == 3 && list.components(separatedBy: "\"percent\":25").count == 4
            }
            #expect(try store.counts() == [.running: 3, .queued: 1])
            opened.add("now")
            try await client.wait { _ in forgotten.names.count == 4 }
            #expect(forgotten.names.sorted() == ["a done", "b failed", "c done", "d done"])
            #expect(try await client.send("GET", "/v1/verifications").text.contains("It was set aside."))
        }
    }

    @Test func whatWasTakenIsDoneOnceAlsoAfterTheServerStopped() async throws {
        let folder = Self.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        // It stops in the middle of the first of three.
        try await withServer(in: folder) { _, name, _ in
            while !Task.isCancelled { try? await Task.sleep(for: .milliseconds(20)) }
            return Self.report(name)
        } _: { client in
            for name in ["a", "b", "c"] {
                #expect(try await client.send("POST", "/v1/verifications?name=\(name)", body: name).status == 202)
            }
            try await client.wait { client in
                try await client.send("GET", "/v1/verifications").text.contains("running")
            }
        }
        // A clip on its way when it stopped, and one whose row is gone.
        for file in ["0123.part", "4567.clip"] {
            _ = FileManager.default.createFile(atPath: "\(folder)/\(file)", contents: Data([1]))
        }
        let verified = Verified()
        try await withServer(in: folder) { _, name, _ in
            verified.add(name)
            return Self.report(name)
        } _: { client in
            try await client.wait { client in
                let text = try await client.send("GET", "/v1/verifications").text
                return !text.contains("queued") && !text.contains("running")
            }
        }
        #expect(verified.names == ["a", "b", "c"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".clip") }.count == 3)
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/0123.part"))
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/4567.clip"))
    }

    @Test func twoServersDoNotShareAFolder() throws {
        let folder = Self.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let first = try VerificationStore(folder: folder)
        do {
            _ = try VerificationStore(folder: folder, busyTimeout: 50)
            Issue.record("opened twice")
        } catch {
            guard case .locked = error else { throw error }
        }
        withExtendedLifetime(first) {}
    }

    /// The description is what tools and people go by: it names every route, and each answers as it says.
    @Test func everyRouteOfTheDescriptionAnswersAsItSays() async throws {
        try await withServer { (client, _, verified) async throws in
            let taken = try await client.send("POST", "/v1/verifications?name=a", body: "clip").object
            let id = try #require(taken["id"] as? String)
            try await client.wait { client in
                try await client.send("GET", "/v1/verifications/\(id)").object["state"] as? String == "done"
            }
            let document = try await client.send("GET", "/openapi.json").object
            let paths = try #require(document["paths"] as? [String: [String: Any]])
            var asked: [String] = []
            // Erasing comes last.
            for path in paths.keys.sorted(by: { ($0.count, $1) > ($1.count, $0) })
            where path.hasPrefix("/v1/verifications") || path.hasPrefix("/v1/batches") || path.hasSuffix("/pictures")
                || path.split(separator: "/").count == 1
            {
                for (method, operation) in paths[path] ?? [:] where method != "parameters" {
                    let responses = try #require((operation as? [String: Any])?["responses"] as? [String: Any])
                    let place = path.replacing("{id}", with: method == "delete" ? "0123" : id)
                        .replacing("{format}", with: "csv").replacing("{record}", with: "1")
                    let reply = try await client.send(method.uppercased(), place, body: method == "post" ? "clip" : nil)
                    #expect(responses["\(reply.status)"] != nil, "\(method) \(path) answered \(reply.status)")
                    asked.append("\(method) \(path)")
                }
            }
            #expect(asked.count == 19)
            try await client.wait { _ in verified.names.count == 2 }
        }
    }
}
