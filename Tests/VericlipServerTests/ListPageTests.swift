import Foundation
import Registry
import RegistryStorage
import Reporting
import Signing
import Testing
import VericlipServer
import Verification

/// The pages that list verifications, records and publishers, in the reader's language.
@Suite struct ListPageTests {
    /// Runs `body` against a server that has verified clips of these names: those with `no` in them have no source.
    private func withServer(
        _ names: [String], _ body: (Client, MadeRegistry, _ ids: [String]) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let registry = try MadeRegistry()
        defer { withExtendedLifetime(registry) {} }
        try await RunningServer.run(in: folder, registry: registry.served) { _, name, _ in
            Report(
                verdict: Verdict(clip: ClipFacts(name: name), relation: name.contains("no") ? .noSource : .same),
                checkedAt: "2026-01-02T03:04:05Z", toolVersion: "1")
        } _: { client in
            var ids: [String] = []
            for name in names {
                let taken = try await client.send("POST", "/v1/verifications?name=\(name)", body: name).object
                ids.append(try #require(taken["id"] as? String))
            }
            try await client.wait { client in
                let list = try await client.send("GET", "/v1/verifications?limit=100").text
                return !list.contains("queued") && !list.contains("running")
            }
            try await body(client, registry, ids)
        }
    }

    /// Names of the clips that a page shows.
    private func names(_ client: Client, _ query: String) async throws -> [String] {
        let page = try await client.send("GET", "/verifications\(query)")
        #expect(page.status == 200, "\(query)")
        return page.text.matches(of: #/<a href="\/verifications\/[0-9a-f]{32}"><bdi>([^<]*)</#).map { String($0.1) }
    }

    @Test func verificationsAreFoundByNameVerdictAndDay() async throws {
        try await withServer(["Speech.mp4", "no-one.mp4", "other.mov"]) { (client, _, _) async throws in
            let today = Date().formatted(.iso8601.year().month().day())
            let cases = [
                ("", ["other.mov", "no-one.mp4", "Speech.mp4"]), ("?query=speech", ["Speech.mp4"]),
                ("?query=.MP4", ["no-one.mp4", "Speech.mp4"]), ("?query=%25", []),
                ("?verdict=no-source", ["no-one.mp4"]),
                ("?verdict=same&query=o", ["other.mov"]),
                ("?verdict=nonsense", ["other.mov", "no-one.mp4", "Speech.mp4"]),
                ("?until=2000-01-01", []), ("?from=2000-01-01&until=9999-12-31&query=other", ["other.mov"]),
                ("?from=9999-01-01", []), ("?from=\(today)", ["other.mov", "no-one.mp4", "Speech.mp4"]),
            ]
            for (query, expected) in cases {
                let found = try await names(client, query)
                #expect(found == expected, "\(query)")
            }
            #expect(try await client.send("GET", "/verifications?query=zzz").text.contains("Nothing was found."))
            let long = String(repeating: "x", count: 256)
            #expect(try await client.send("GET", "/verifications?query=\(long)").status == 400)
        }
    }

    @Test func theNextPageGoesOnWithTheSameSearch() async throws {
        try await withServer((0..<23).map { "clip%20\($0)" }) { (client, _, _) async throws in
            let page = try await client.send("GET", "/verifications?query=clip%20&lang=en").text
            let next = try #require(page.firstMatch(of: #/<a href="([^"]*)" rel="next">/#)).1
            let first = try await names(client, "?query=clip%20")
            let second = try await names(client, String(next).replacing("&amp;", with: "&"))
            #expect(first.count == 20 && second == ["clip 2", "clip 1", "clip 0"])
            #expect(!next.contains("lang="))
        }
    }

    @Test func recordsAndPublishersHavePermanentPages() async throws {
        try await withServer([]) { (client, registry, _) async throws in
            let list = try await client.send("GET", "/records").text
            #expect(list.contains("<a href=\"/records/1\"><bdi>Speech &lt;1&gt;</bdi></a>") && !list.contains("<1>"))
            let found = try await client.send("GET", "/records?query=budget%20office").text
            #expect(found.contains("href=\"/records/1\"") && !found.contains("href=\"/records/2\""))
            #expect(try await client.send("GET", "/records?query=nothing").text.contains("Nothing was found."))

            let record = try await client.send("GET", "/records/1").text
            #expect(record.contains("<h1 id=\"title\" dir=\"auto\">Speech &lt;1&gt;</h1>"))
            #expect(record.contains("href=\"/publishers/\(registry.publisher.hex)\">Office of &lt;Somebody&gt;</a>"))
            #expect(
                record.contains("The signature holds; the log contains it.") && record.contains("Budget &amp; more"))
            #expect(record.contains("vericlip export 1"))

            let publisher = try await client.send("GET", "/publishers/\(registry.publisher.hex)").text
            #expect(publisher.contains("Office of &lt;Somebody&gt;</h1>") && publisher.contains("office.example"))
            #expect(publisher.contains("\(registry.publisher.hex)</code> (Ed25519): added in log entry 0; stands"))
            #expect(publisher.contains("trusts its key as"))
            #expect(try await client.send("GET", "/publishers?query=SOMEBODY").text.contains(registry.publisher.hex))
            #expect(!(try await client.send("GET", "/publishers?query=nobody").text.contains(registry.publisher.hex)))

            for path in ["/records/0", "/records/99", "/records/x", "/publishers/abc", "/publishers/x"] {
                #expect(try await client.send("GET", path).status == 404, "\(path)")
            }
        }
    }

    @Test func pagesComeInTheReadersLanguageAndRememberAChoice() async throws {
        try await withServer(["a", "no"]) { (client, _, ids) async throws in
            let german = try await client.send("GET", "/", headers: ["Accept-Language": "de-AT,de;q=0.9,en;q=0.1"])
            #expect(
                german.headers["Content-Language"] == "de" && german.text.contains("<html lang=\"de\" dir=\"ltr\">"))
            #expect(
                german.text.contains("Stimmt mit signiertem Material überein.")
                    && german.text.contains("Löschen</button>"))
            let chosen = try await client.send("GET", "/?lang=ar", headers: ["Accept-Language": "de"])
            #expect(chosen.text.contains("<html lang=\"ar\" dir=\"rtl\">"))
            let cookie = try #require(chosen.headers["Set-Cookie"])
            #expect(cookie.hasPrefix("vericlip-language=ar;") && cookie.contains("HttpOnly"))
            let remembered = ["Accept-Language": "de", "Cookie": "vericlip-language=ar"]
            let report = try await client.send("GET", "/verifications/\(ids[0])", headers: remembered)
            #expect(report.headers["Content-Language"] == "ar" && report.text.contains("<h1>يطابق مادة موقّعة.</h1>"))
            #expect(report.headers["Set-Cookie"] == nil)
            for path in ["/", "/verifications", "/records", "/publishers", "/records/1", "/verifications/x"] {
                let page = try await client.send("GET", path, headers: ["Cookie": "vericlip-language=nonsense"])
                #expect(page.text.contains("<html lang=\"en\""), "\(path)")
                let arabic = try await client.send("GET", path, headers: remembered)
                #expect(arabic.text.contains("<html lang=\"ar\" dir=\"rtl\">"), "\(path)")
            }
            // What programs get is English, whatever is asked for.
            let json = try await client.send("GET", "/v1/verifications/\(ids[0])", headers: remembered).text
            #expect(json.contains("Matches signed footage."))
        }
    }
}
