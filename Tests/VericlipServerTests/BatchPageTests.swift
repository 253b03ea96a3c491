import Foundation
import Registry
import RegistryStorage
import Reporting
import Testing
import VericlipServer
import Verification

/// The pages of clips that are handed in together or by address.
@Suite struct BatchPageTests {
    private func withServer(
        _ outbound: ServerOutbound = .none, _ body: (Client) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let registry = try MadeRegistry()
        try await RunningServer.run(in: folder, registry: registry.served, outbound: outbound) { _, name, _ in
            Report(
                verdict: Verdict(clip: ClipFacts(name: name), relation: .noSource), checkedAt: "2026-01-02T03:04:05Z",
                toolVersion: "1")
        } _: { (client) async throws in
            try await body(client)
        }
    }

    @Test func aBatchIsOneTable() async throws {
        try await withServer { (client) async throws in
            let made = try await client.send("POST", "/v1/batches?name=archive%3Cb%3E", body: "").object
            let id = try #require(made["id"] as? String)
            for number in 0..<101 {
                let path = "/v1/verifications?batch=\(id)&name=clip%20\(number)"
                #expect(try await client.send("POST", path, body: "clip").status == 202)
            }
            try await client.wait { (client) async throws in
                try await client.send("GET", "/v1/batches/\(id)").object["done"] as? Int == 101
            }
            let page = try await client.send("GET", "/batches/\(id)").text
            #expect(page.contains("<h1 id=\"name\" dir=\"auto\">archive&lt;b&gt;</h1>"))
            #expect(page.contains("101 of 101 done, 0 failed"))
            #expect(page.matches(of: #/<tr><th scope="row"/#).count == 100)
            #expect(page.contains("data-live>No signed source found. This does not mean the clip is fabricated.</td>"))
            let next = try #require(page.firstMatch(of: #/<a href="([^"]*)" rel="next">/#)).1
            let rest = try await client.send("GET", "/batches/\(id)\(next)").text
            #expect(rest.contains("<bdi>clip 100</bdi>") && !rest.contains("<bdi>clip 99</bdi>"))
            let list = try await client.send("GET", "/batches").text
            #expect(list.contains("href=\"/batches/\(id)\"><bdi>archive&lt;b&gt;</bdi></a> 101 of 101 done, 0 failed"))
            #expect(try await client.send("GET", "/batches/\(id.dropLast())0x").status == 404)
            #expect(try await client.send("DELETE", "/v1/batches/\(id)").status == 204)
            #expect(try await client.send("GET", "/batches/\(id)").status == 404)
        }
    }

    @Test func addressesAreAskedForWhereTheyAreTaken() async throws {
        try await withServer { (client) async throws in
            #expect(!(try await client.send("GET", "/").text.contains("id=\"address\"")))
        }
        try await withServer(ServerOutbound(fetchesClips: true, webhookSecret: nil)) { (client) async throws in
            let page = try await client.send("GET", "/").text
            #expect(page.contains("<textarea id=\"address\"") && page.contains("This server fetches it"))
        }
    }

    @Test func languagesKeepWhatWasLookedFor() async throws {
        try await withServer { (client) async throws in
            let page = try await client.send("GET", "/records?query=a%26b&lang=de").text
            #expect(page.contains("<a href=\"?query=a%26b&amp;lang=ar\" lang=\"ar\""))
            #expect(try await client.send("GET", "/").text.contains("<a href=\"?lang=ar\" lang=\"ar\""))
        }
    }
}
