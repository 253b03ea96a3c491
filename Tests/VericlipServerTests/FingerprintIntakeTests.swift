import ClipAnalysis
import Fingerprinting
import Foundation
import HTTPClient
import Media
import Registry
import Reporting
import Synchronization
import Testing
import VericlipServer
import Verification

/// A clip's fingerprint in place of the clip.
@Suite struct FingerprintIntakeTests {
    private static let mediaType = "application/vnd.vericlip.clip-fingerprint+json"

    private static func document(_ profile: FingerprintProfile = .query) -> ClipFingerprint {
        let facts = ClipFacts(
            name: "viral.mp4", sha256: String(repeating: "ab", count: 32), description: MadeSound.description)
        return ClipFingerprint(
            clip: facts, fingerprint: MadeSound(seed: 1).fingerprint(profile, from: 0, to: 5))
    }

    @Test func whatWasWrittenIsRead() throws {
        let document = Self.document()
        let read = try ClipFingerprint(decoding: document.bytes)
        #expect(read.fingerprint == document.fingerprint && read.bytes == document.bytes)
        #expect(read.clip.name == "viral.mp4" && read.clip.sha256 == document.clip.sha256)
        #expect(read.clip.description?.audio == MadeSound.description.audio && read.clip.description?.video == nil)
        #expect(read.clip.duration == document.fingerprint.duration)
    }

    @Test func itGoesTheClipsWay() async throws {
        let made = try SoundRegistry()
        let taken = Mutex<[(name: String, bytes: [UInt8])]>([])
        let verify: VerificationWork.Verify = { path, name, _ in
            let bytes = FileManager.default.contents(atPath: path).map { Array($0) } ?? []
            taken.withLock { $0.append((name, bytes)) }
            let known = (try? ClipFingerprint(contentsOf: path))?.clip
            return Report(
                verdict: Verdict(clip: known ?? ClipFacts(name: name), relation: .noSource),
                checkedAt: "2026-01-02T03:04:05Z", toolVersion: "1")
        }
        try await made.served(verify: verify) { client in
            let document = Self.document()
            for (query, name) in [("", "viral.mp4"), ("?name=../mine.mp4", "mine.mp4")] {
                let reply = try await client.post("/v1/verifications\(query)", document.bytes, Self.mediaType)
                let resource = try #require(
                    try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any])
                #expect(reply.status == 202 && resource["name"] as? String == name)
                let id = try #require(resource["id"] as? String)
                try await client.wait { client in
                    try await client.send("GET", "/v1/verifications/\(id)").object["state"] as? String == "done"
                }
                let done = try await client.send("GET", "/v1/verifications/\(id)").object
                let clip = (done["report"] as? [String: Any])?["clip"] as? [String: Any]
                #expect(clip?["name"] as? String == name && clip?["duration"] as? Double == 5)
                #expect(
                    try await client.send("GET", "/v1/verifications/\(id)/clip").status == 404,
                    "the clip stayed where it was")
            }
        }
        #expect(taken.withLock { $0.map(\.name) } == ["viral.mp4", "mine.mp4"])
        #expect(taken.withLock { $0.first?.bytes } == Self.document().bytes)
    }

    /// With the real verifier, held up twice: where the clip lies is told while it is compared, and what came of it while detectors look.
    @Test func whatIsKnownBeforeTheReportIsTold() async throws {
        let made = try SoundRegistry()
        _ = try made.register(1, title: "Budget speech")
        _ = try made.register(2, title: "Something else")
        let (registry, keys) = (try made.registry(), try made.home.trustedKeys())
        let seen = Mutex(0)
        @Sendable func waitUntilSeen(_ count: Int) {
            while seen.withLock({ $0 < count }) { Thread.sleep(forTimeInterval: 0.01) }
        }
        let verify: VerificationWork.Verify = { path, name, tell in
            let verifier = Verifier(analyzer: ClipAnalyzer(), registry: registry, keys: keys)
            guard let document = try? ClipFingerprint(contentsOf: path),
                let verdict = try? await verifier.verdict(
                    on: document,
                    located: {
                        tell(.comparing($0))
                        waitUntilSeen(1)
                    })
            else {
                return Report(
                    verdict: Verdict(clip: ClipFacts(name: name), relation: .noSource),
                    checkedAt: "2026-01-02T03:04:05Z", toolVersion: "1")
            }
            let report = Report(verdict: verdict, checkedAt: "2026-01-02T03:04:05Z", toolVersion: "1")
            tell(.examining(headline: report.headline))
            waitUntilSeen(2)
            return report
        }
        try await made.served(verify: verify) { client in
            defer { seen.withLock { $0 = 2 } }
            let reply = try await client.post("/v1/verifications", Self.document().bytes, Self.mediaType)
            let taken = try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any]
            let path = "/v1/verifications/\(try #require(taken?["id"] as? String))"
            for (stage, count) in [("comparing", 1), ("examining", 2)] {
                try await client.wait { try await $0.send("GET", path).object["stage"] as? String == stage }
                let now = try await client.send("GET", path).object
                #expect((now["headline"] as? String) == (count == 2 ? "Matches signed footage." : nil))
                let found = try #require(now["found"] as? [[String: Any]])
                #expect(found.count == 1 && now["report"] == nil)
                #expect((found[0]["source"] as? [String: Any])?["title"] as? String == "Budget speech")
                let segment = try #require((found[0]["segments"] as? [[String: [String: Double]]])?.first)
                #expect(abs((segment["clip"]?["end"] ?? 0) - 5) < 0.2 && (segment["source"]?["start"] ?? 9) < 0.2)
                seen.withLock { $0 = count }
            }
            try await client.wait { try await $0.send("GET", path).object["state"] as? String == "done" }
            let done = try await client.send("GET", path).object
            #expect(done["found"] == nil && (done["report"] as? [String: Any])?["relation"] as? String == "same")
        }
    }

    @Test func whatIsNoFingerprintIsRefused() async throws {
        let text = String(decoding: Self.document().bytes, as: UTF8.self)
        let hostile = [
            "", "{}", "[]", "{\"schema\":\"vericlip.clip-fingerprint/1\"}", String(text.dropLast(30)), " " + text,
            text.replacing("clip-fingerprint/1", with: "clip-fingerprint/2"),
            text.replacing("\"fingerprint\":\"", with: "\"fingerprint\":\"!"),
            text.replacing("\"sampleRate\":8000", with: "\"sampleRate\":-1"),
            text.replacing("\"sampleRate\":8000", with: "\"sampleRate\":1e99"),
            text.replacing("\"audio\":{", with: "\"sound\":{"),
            text.replacing("viral.mp4", with: String(repeating: "n", count: 256)),
            // A recording's, and one whose bytes are cut.
            String(decoding: Self.document(.registered).bytes, as: UTF8.self),
            text.replacing("VkNGU", with: "VkNGV"),
        ]
        let made = try SoundRegistry()
        try await made.served { client in
            for body in hostile {
                let reply = try await client.post("/v1/verifications", Array(body.utf8), Self.mediaType)
                let problem = String(decoding: reply.body, as: UTF8.self)
                #expect(
                    reply.status == 422 && problem.contains("urn:vericlip:problem:bad-fingerprint"),
                    "\(body.prefix(80)): \(reply.status)")
            }
            #expect(
                try await client.send("GET", "/v1/verifications").object["verifications"] as? [String] == [])
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: made.home.verificationsFolder)
        #expect(left.allSatisfy { $0.hasPrefix("verifications.") }, "nothing of a refused document is kept")
    }

    /// Each byte of a document altered in turn: it is read or refused, and nothing else.
    @Test func alteredDocumentsAreReadOrRefused() {
        let bytes = Self.document().bytes
        var refused = 0
        for index in stride(from: 0, to: bytes.count, by: 7) {
            var altered = bytes
            altered[index] ^= 0x15
            do {
                let read = try ClipFingerprint(decoding: altered)
                #expect(read.fingerprint.duration >= 0)
            } catch {
                refused += 1
            }
        }
        #expect(refused > 0)
    }
}
