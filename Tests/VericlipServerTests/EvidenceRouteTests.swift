import Comparison
import EvidenceBundle
import Foundation
import Matching
import Media
import Registry
import RegistryStorage
import Reporting
import Signing
import Testing
import VericlipServer
import Verification

/// What is taken away from a report: the evidence bundle, the draft of a MediaReview, and a print.
@Suite struct EvidenceRouteTests {
    private static let clip = Array("the clip".utf8)

    private static func report(_ relation: Relation, _ name: String, origin: String, publisher: SHA256Digest) -> Report
    {
        var verdict = Verdict(
            clip: ClipFacts(name: name, sha256: SHA256Digest(of: clip).hex, duration: 4000), relation: relation,
            registry: RegistryState(origin: origin, size: 4, rootHash: nil, recordings: 3))
        if relation == .same {
            let recording = RecordingID(rawValue: 1)
            let range = TimeRange(milliseconds: 0..<4000)
            verdict.segments = [
                VerifiedSegment(recording: recording, clip: range, source: range, picture: .same, sound: .absent)
            ]
            verdict.sources = [
                SourceRecord(
                    recording: recording, title: "Speech <1>",
                    publisher: .init(name: "Office of <Somebody>", keyID: publisher.hex), signature: .holds,
                    trust: .unknown, logIndex: 1, inclusion: .holds)
            ]
        }
        return Report(verdict: verdict, checkedAt: "2026-01-02T03:04:05Z", toolVersion: "1")
    }

    /// Runs `body` with a verification that is done.
    private func withReport(
        _ relation: Relation, _ body: (Client, _ id: String, MadeRegistry) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let registry = try MadeRegistry()
        defer { withExtendedLifetime(registry) {} }
        let origin = try SQLiteRegistry(reading: registry.home.registryFile).log.name
        try await RunningServer.run(in: folder, registry: registry.served) { _, name, _ in
            Self.report(relation, name, origin: origin, publisher: registry.publisher)
        } _: { client in
            let taken = try await client.send(
                "POST", "/v1/verifications?name=a.mp4", body: String(decoding: Self.clip, as: UTF8.self)
            ).object
            let id = try #require(taken["id"] as? String)
            try await client.wait { client in
                try await client.send("GET", "/v1/verifications/\(id)").object["state"] as? String == "done"
            }
            try await body(client, id, registry)
        }
    }

    @Test func theBundleHoldsUpOffline() async throws {
        try await withReport(.same) { (client, id, registry) async throws in
            let page = try await client.send("GET", "/verifications/\(id)").text
            #expect(
                page.contains("href=\"/v1/verifications/\(id)/bundle\"") && page.contains("/verifications/\(id)/pdf"))
            let bundle = try EvidenceBundle(decoding: try await client.bytes("/v1/verifications/\(id)/bundle"))
            let check = BundleCheck(
                of: bundle, trusting: try registry.home.trustedKeys(),
                clip: (SHA256Digest(of: Self.clip), Self.clip.count))
            #expect(check.defects.isEmpty, "\(check.defects)")
            #expect(bundle.clip.bytes == 8 && bundle.entries.keys.sorted() == [0, 1])
        }
    }

    @Test func withoutASourceThereIsNothingToProveAndNothingToPropose() async throws {
        try await withReport(.noSource) { (client, id, _) async throws in
            let page = try await client.send("GET", "/verifications/\(id)").text
            #expect(!page.contains("/bundle\"") && !page.contains("mediareview"))
            let refused = try await client.send("GET", "/v1/verifications/\(id)/bundle")
            let problem = try refused.problem
            #expect(refused.status == 409 && problem == "nothing-to-prove")
            #expect(try await client.send("GET", "/v1/verifications/\(id)/report/mediareview").status == 404)
        }
    }

    @Test func theDraftOfAMediaReviewIsGivenOut() async throws {
        try await withReport(.same) { (client, id, _) async throws in
            let reply = try await client.send("GET", "/v1/verifications/\(id)/report/mediareview")
            #expect(reply.headers["Content-Type"] == "application/ld+json")
            #expect(try reply.object["mediaAuthenticityCategory"] as? String == "OriginalMediaContent")
        }
    }

    /// A print where Chromium is there; else words that say what is missing, for people and for programs.
    @Test func aReportIsPrintedOrItIsSaidWhyNot() async throws {
        try await withReport(.same) { (client, id, _) async throws in
            let reply = try await client.send("GET", "/v1/verifications/\(id)/pdf")
            if reply.status == 200 {
                #expect(reply.text.hasPrefix("%PDF-") && reply.headers["Content-Type"] == "application/pdf")
            } else {
                let problem = try reply.problem
                #expect(reply.status == 501 && problem == "no-printer")
                let page = try await client.send("GET", "/verifications/\(id)/pdf")
                #expect(page.status == 501 && page.text.contains("apt-get install chromium"))
                #expect(page.text.contains("href=\"/verifications/\(id)\""))
            }
            #expect(try await client.send("GET", "/v1/verifications/0123/pdf").status == 404)
            #expect(try await client.send("GET", "/v1/verifications/0123/bundle").status == 404)
        }
    }
}
