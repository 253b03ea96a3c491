import Foundation
import Registry
import RegistryStorage
import Reporting
import Synchronization
import Testing
import VericlipServer
import Verification

/// Recordings that become drafts on the page, and drafts that become records.
@Suite struct DraftTests {
    /// Analyses what says nothing of refusals, and remembers what was registered.
    private final class Work: Sendable {
        private let state = Mutex<[[String: String]]>([])
        var registered: [[String: String]] { state.withLock { $0 } }

        func work(gate: @escaping @Sendable () async -> Void = {}) -> RegistrationWork {
            RegistrationWork { draft, path, _ throws(RegistrationRefusal) in
                await gate()
                let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
                if text == "plain" { throw RegistrationRefusal("There is nothing to be found by.") }
                let overlap = RecordingAnalysis.Overlap(
                    record: "1", title: "Speech <1>", publisher: "Office", isOwn: false, here: 0..<4000,
                    source: 8000..<12_000)
                return (
                    RecordingAnalysis(
                        sha256: String(repeating: "ab", count: 32), container: "mov", width: 640, height: 360,
                        duration: 4000, faces: draft.findsFaces ? 1 : nil, obstacle: nil, bare: [], overlaps: [overlap],
                        searched: 3), [1, 2, 3]
                )
            } check: { details throws(RegistrationRefusal) in
                if details["date"] == "never" { throw RegistrationRefusal("date “never” is not a date.") }
            } register: { draft, _, fingerprint throws(RegistrationRefusal) in
                guard fingerprint == [1, 2, 3] else { throw RegistrationRefusal("another fingerprint") }
                self.state.withLock { $0.append(draft.details) }
                return 1
            }
        }
    }

    private static func report(_ name: String) -> Report {
        Report(
            verdict: Verdict(clip: ClipFacts(name: name), relation: .noSource), checkedAt: "2026-01-02T03:04:05Z",
            toolVersion: "1")
    }

    private func withServer(
        _ work: RegistrationWork, in folder: String, _ body: (Client) async throws -> Void
    ) async throws {
        let registry = try MadeRegistry()
        try await RunningServer.run(in: folder, registry: registry.served, registration: work) { _, name, _ in
            Self.report(name)
        } _: { (client) async throws in
            try await body(client)
        }
    }

    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    /// Hands a recording in, and waits until it is no longer worked on.
    private func draft(_ client: Client, _ body: String = "recording", query: String = "") async throws -> String {
        let taken = try await client.send("POST", "/register?name=Speech%202.mp4\(query)", body: body)
        #expect(taken.status == 202)
        let path = "/register/\(try #require(try taken.object["id"] as? String))"
        try await client.wait { (client) async throws in
            !(try await client.send("GET", path).text.contains("data-look"))
        }
        return path
    }

    private func form(_ client: Client, _ path: String, _ body: String) async throws -> Client.Reply {
        try await client.send(
            "POST", path, headers: ["Content-Type": "application/x-www-form-urlencoded"], body: body)
    }

    @Test func aDraftIsDescribedSignedOnceAndShowsWhoElseHasIt() async throws {
        let work = Work()
        try await withFolder { (folder) async throws in
            try await withServer(work.work(), in: folder) { (client) async throws in
                let start = try await client.send("GET", "/register").text
                #expect(start.contains("signed as <bdi>Office of &lt;Somebody&gt;</bdi>"))
                let path = try await draft(client)
                let page = try await client.send("GET", path).text
                #expect(page.contains("value=\"Speech 2\"") && page.contains("3 recordings were looked through."))
                #expect(page.contains("<a href=\"/records/1\"><bdi>Speech &lt;1&gt;</bdi></a>"))
                #expect(page.contains("<bdi>0:08–0:12</bdi>") && page.contains("1 was followed"))
                // The recording is gone; its fingerprint stays.
                let left = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".clip") }
                #expect(left.isEmpty)
                let refused = try await form(client, path, "title=Budget+speech&date=never&event=%3Cb%3E")
                #expect(refused.status == 422 && refused.text.contains("“never” is not a date."))
                #expect(refused.text.contains("value=\"&lt;b&gt;\""), "what was filled in is not lost")
                #expect(!(try await client.send("GET", path).text.contains("&lt;b&gt;")), "nor kept")
                #expect(try await form(client, path, "title=Budget+speech&place=Hall+1&other=x").status == 200)
                let sidecar = try await client.send("GET", path + "/details.json")
                let members = try sidecar.object as? [String: String]
                #expect(members == ["title": "Budget speech", "place": "Hall 1"])
                #expect(try await form(client, path + "/sign", "title=Budget&sure=on&publish=keys").status == 200)
                #expect(work.registered == [["title": "Budget", "publish": "keys"]])
                // Asked again, it leads to the record that is there.
                #expect(try await form(client, path + "/sign", "title=Budget&sure=on").status == 200)
                #expect(work.registered.count == 1)
                #expect(try await client.send("GET", path).text.contains("<a href=\"/records/1\">To its record"))
                #expect(try await form(client, path + "/erase", "").status == 200)
                #expect(try await client.send("GET", path).status == 404)
            }
        }
    }

    @Test func draftsSurviveARestartAlsoInTheMiddle() async throws {
        let work = Work()
        try await withFolder { (folder) async throws in
            var paths: [String] = []
            try await withServer(work.work { try? await Task.sleep(for: .seconds(600)) }, in: folder) {
                (client) async throws in
                let taken = try await client.send("POST", "/register?name=a.mp4&faces=no", body: "recording")
                paths.append("/register/\(try #require(try taken.object["id"] as? String))")
                try await client.wait { (client) async throws in
                    try await client.send("GET", paths[0]).text.contains("Is being read.")
                }
            }
            try await withServer(work.work(), in: folder) { (client) async throws in
                try await client.wait { (client) async throws in
                    try await client.send("GET", paths[0]).text.contains("nothing is signed yet")
                }
                #expect(try await client.send("GET", paths[0]).text.contains("not looked for"))
                paths.append(try await draft(client, "plain"))
                #expect(try await client.send("GET", paths[1]).text.contains("There is nothing to be found by."))
            }
            try await withServer(work.work(), in: folder) { (client) async throws in
                let list = try await client.send("GET", "/register").text
                #expect(paths.allSatisfy(list.contains) && list.contains("Cannot be registered."))
                #expect(try await form(client, paths[1] + "/sign", "title=x&sure=on").status == 409)
                #expect(work.registered.isEmpty)
            }
        }
    }

    /// The home's key signs with `admin` alone: `register` is given to publishers who sign elsewhere.
    @Test func aKeyThatMayRegisterDoesNotHaveTheHomesKeySign() async throws {
        let work = Work()
        try await ServedClips.serve(registration: work.work()) { (server) async throws in
            let (lookup, other) = (try server.key("desk"), try server.key("other", [.register]))
            let register = try server.key("publisher", [.register])
            #expect(try await server.client.send("GET", "/register", headers: lookup).status == 403)
            #expect(try await server.client.send("GET", "/", headers: lookup).text.contains("/register") == false)
            let taken = try await server.client.send(
                "POST", "/register?name=a.mp4", headers: register, body: "recording")
            let path = "/register/\(try #require(try taken.object["id"] as? String))"
            try await server.client.wait { (client) async throws in
                try await client.send("GET", path, headers: register).text.contains("nothing is signed yet")
            }
            let page = try await server.client.send("GET", path, headers: register).text
            #expect(!page.contains("/sign\"") && page.contains("--metadata details.json"))
            #expect(try await server.client.send("GET", path, headers: other).status == 404)
            for key in [register, other] {
                let refused = try await server.client.send("POST", path + "/sign", headers: key, body: "title=x")
                #expect(refused.status == 403)
            }
            #expect(work.registered.isEmpty)
        }
    }
}
