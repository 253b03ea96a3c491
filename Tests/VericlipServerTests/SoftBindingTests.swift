import Comparison
import Fingerprinting
import Foundation
import HTTPClient
import Matching
import Media
import Registry
import Reporting
import Testing
import VericlipServer
import Verification

/// C2PA's Soft Binding Resolution API, as far as it has meaning here.
@Suite struct SoftBindingTests {
    private static func object(_ reply: HTTPClient.Reply) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any])
    }

    @Test func aBindingLeadsToTheRecordAndThePlaceInIt() async throws {
        let made = try SoundRegistry()
        for seed in 1...2 as ClosedRange<UInt64> { _ = try made.register(seed, title: "Recording \(seed)") }
        try await made.served { client in
            let clip = MadeSound(seed: 2).fingerprint(.query, from: 8, to: 18)
            let binding = ["alg": "vericlip.fingerprint.1", "value": Data(clip.bytes).base64EncodedString()]
            let body = Array(try JSONSerialization.data(withJSONObject: binding))
            let reply = try await client.post("/v1/matches/byBinding", body, "application/json")
            let matches = try #require(try Self.object(reply)["matches"] as? [[String: Any]])
            #expect(reply.status == 200 && matches.count == 1)
            let place = try #require(matches[0]["vericlip.match"] as? [String: Any])
            let segment = try #require((place["segments"] as? [[String: [String: Double]]])?.first)
            #expect(place["record"] as? String == "2" && abs((segment["source"]?["start"] ?? 0) - 8) < 0.3)
            #expect(matches[0]["similarityScore"] == nil, "a number that measures nothing is not given")
            // The manifest that the standard has a place for is not there, and that is said.
            let id = try #require(matches[0]["manifestId"] as? String)
            let manifest = try await client.send("GET", "/v1/manifests/\(id)")
            #expect(try manifest.status == 404 && manifest.problem == "not-found")

            let other = MadeSound(seed: 9).fingerprint(.query, from: 0, to: 4)
            let query = Data(other.bytes).base64EncodedString()
                .addingPercentEncoding(withAllowedCharacters: .alphanumerics)
            let asked = try await client.send(
                "GET", "/v1/matches/byBinding?alg=vericlip.fingerprint.1&value=\(query ?? "")")
            #expect(try asked.status == 200 && asked.object["matches"] as? [String] == [])
            for (bad, status) in [
                ("", 400), ("?alg=vericlip.fingerprint.1", 400), ("?alg=io.iscc.v0&value=AA==", 400),
                ("?alg=vericlip.fingerprint.1&value=%21", 422),
            ] {
                #expect(try await client.send("GET", "/v1/matches/byBinding\(bad)").status == status, "\(bad)")
            }
        }
    }

    @Test func aFileIsComparedAndErased() async throws {
        let made = try SoundRegistry()
        _ = try made.register(1, title: "Budget speech")
        let verify: VerificationWork.Verify = { _, name, _ in
            let segment = VerifiedSegment(
                recording: RecordingID(rawValue: 1), clip: TimeRange(milliseconds: 0..<4500),
                source: TimeRange(milliseconds: 12_000..<16_500), picture: .absent, sound: .same)
            return Report(
                verdict: Verdict(clip: ClipFacts(name: name), relation: .edited, segments: [segment]),
                checkedAt: "2026-01-02T03:04:05Z", toolVersion: "1")
        }
        try await made.served(verify: verify) { client in
            let reply = try await client.post("/v1/matches/byContent", [1, 2, 3], "video/mp4")
            let matches = try #require(try Self.object(reply)["matches"] as? [[String: Any]])
            let match = try #require(matches.first?["vericlip.match"] as? [String: Any])
            #expect(reply.status == 200 && match["relation"] as? String == "edited")
            #expect(
                (match["segments"] as? [[String: [String: Double]]])?.first?["source"] == ["start": 12, "end": 16.5])
            #expect((match["source"] as? [String: Any])?["title"] as? String == "Budget speech")
            let left = try await client.send("GET", "/v1/verifications").object["verifications"] as? [Any]
            #expect(left?.isEmpty == true)
            #expect(try await client.post("/v1/matches/byContent", [1], "image/png").status == 415)
            #expect(try await client.post("/v1/matches/byContent", [], "video/mp4").status == 400)
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: made.home.verificationsFolder)
        #expect(files.allSatisfy { $0.hasPrefix("verifications.") })
    }

    @Test func whatIsHereIsSaid() async throws {
        let made = try SoundRegistry()
        try await made.served { client in
            let known = try await client.send("GET", "/.well-known/c2pa-soft-binding-resolution").object
            #expect(known["apiEndpoint"] as? String == "/v1" && known["c2paSpecificationVersion"] as? String == "2.4.0")
            #expect(try await client.send("GET", "/v1/services/status").object["status"] as? String == "ok")
            let algorithms = try await client.send("GET", "/v1/services/supportedAlgorithms").object
            #expect((algorithms["fingerprints"] as? [[String: String]])?.first?["alg"] == "vericlip.fingerprint.1")
            #expect((algorithms["watermarks"] as? [Any])?.isEmpty == true)
            let able = try await client.send("GET", "/v1/services/capabilities").object
            #expect(able["supportedCapabilities"] as? [String] == ["queryByBinding", "queryByContent"])
        }
    }
}
