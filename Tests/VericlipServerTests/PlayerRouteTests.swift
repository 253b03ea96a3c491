import Foundation
import Registry
import Reporting
import Testing
import VericlipServer
import Verification

/// What the page's player fetches: the clip in parts, and the pictures of the original's fingerprint.
@Suite struct PlayerRouteTests {
    /// Runs `body` against a server that has taken this clip.
    private func withClip(
        _ clip: String, _ body: (Client, _ path: String) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let registry = try MadeRegistry()
        defer { withExtendedLifetime(registry) {} }
        try await RunningServer.run(in: folder, registry: registry.served) { _, name, _ in
            Report(
                verdict: Verdict(clip: ClipFacts(name: name), relation: .noSource), checkedAt: "2026-01-02T03:04:05Z",
                toolVersion: "1")
        } _: { client in
            let taken = try await client.send("POST", "/v1/verifications?name=a.html", body: clip).object
            let id = try #require(taken["id"] as? String)
            try await body(client, "/v1/verifications/\(id)/clip")
        }
    }

    @Test func clipsAreGivenInTheirParts() async throws {
        try await withClip("0123456789") { (client, path) async throws in
            let whole = try await client.send("GET", path)
            #expect(whole.status == 200 && whole.text == "0123456789" && whole.headers["Accept-Ranges"] == "bytes")
            #expect(whole.headers["Content-Length"] == "10")
            let parts = [
                ("bytes=0-3", "0123", "bytes 0-3/10"), ("bytes=4-", "456789", "bytes 4-9/10"),
                ("bytes=-3", "789", "bytes 7-9/10"), ("bytes=8-99", "89", "bytes 8-9/10"),
                ("bytes=-99", "0123456789", "bytes 0-9/10"), ("bytes=9-9", "9", "bytes 9-9/10"),
            ]
            for (range, text, place) in parts {
                let part = try await client.send("GET", path, headers: ["Range": range])
                #expect(part.status == 206 && part.text == text && part.headers["Content-Range"] == place, "\(range)")
                #expect(part.headers["Content-Length"] == "\(text.utf8.count)", "\(range)")
            }
            for range in ["bytes=10-", "bytes=99-100", "bytes=-0"] {
                let refused = try await client.send("GET", path, headers: ["Range": range])
                let problem = try refused.problem
                #expect(refused.status == 416 && problem == "range", "\(range)")
                #expect(refused.headers["Content-Range"] == "bytes */10", "\(range)")
            }
            // What is no range of bytes is passed over, and so is one of a version that nobody named.
            for range in ["bytes=3-1", "bytes=a-b", "bytes=0-1,4-5", "bytes=", "bytes=-", "lines=1-2", "bytes=+1-2"] {
                #expect(try await client.send("GET", path, headers: ["Range": range]).text == "0123456789", "\(range)")
            }
            let dated = ["Range": "bytes=0-1", "If-Range": "\"other\""]
            #expect(try await client.send("GET", path, headers: dated).status == 200)
            #expect(try await client.send("HEAD", path).headers["Content-Length"] == "10")
        }
    }

    /// A clip is a stranger's file on the server's own address: whatever it is, no browser may run it.
    @Test func clipsAreNeverPages() async throws {
        for (clip, type) in [
            ("<!DOCTYPE html><script>alert(1)</script>", "application/octet-stream"),
            ("\0\0\0\u{18}ftypisom and more", "video/mp4"), ("\0\0\0\u{18}ftypM4A  and more", "audio/mp4"),
            ("OggS and more", "video/ogg"), ("RIFF1234WAVE", "audio/wav"), ("fLaC and more", "audio/flac"),
            ("ID3 and more", "audio/mpeg"), ("x", "application/octet-stream"),
        ] {
            try await withClip(clip) { (client, path) async throws in
                let headers = try await client.send("GET", path).headers
                #expect(headers["Content-Type"] == type)
                #expect(headers["Content-Security-Policy"] == "sandbox; default-src 'none'")
                #expect(headers["Content-Disposition"] == "attachment")
                #expect(headers["X-Content-Type-Options"] == "nosniff")
            }
        }
        try await withClip("clip") { (client, _) async throws in
            #expect(try await client.send("GET", "/v1/verifications/0123/clip").status == 404)
        }
    }

    @Test func fingerprintsGiveTheirPicturesStretchByStretch() async throws {
        try await withClip("clip") { (client, _) async throws in
            let answer = try await client.bytes("/v1/records/1/pictures?start=1000&end=2000")
            func number(_ index: Int) -> Int {
                answer[index * 4..<index * 4 + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
            }
            let count = number(2)
            #expect(number(0) == 64 && number(1) == 36 && abs(number(3) - 65_536 * 16 / 9) <= 1)
            // From the point of the grid at or before the start to that at or before the end.
            #expect((0..<count).map { number(4 + $0) } == [960, 1080, 1200, 1320, 1440, 1560, 1680, 1800, 1920])
            #expect(answer.count == 16 + count * (4 + 64 * 36))
            // Each picture is of one grey, the one of its time.
            for index in 0..<count {
                let level = Int(answer[16 + count * 4 + index * 64 * 36 + 700])
                #expect(abs(level - (20 + number(4 + index) / 40 * 2)) <= 4, "\(index)")
            }
            let beyond = try await client.bytes("/v1/records/1/pictures?start=100000&end=160000")
            #expect(beyond.count == 16 && beyond[8] == 0)
            let backward = try await client.bytes("/v1/records/1/pictures?start=1000&end=999")
            #expect(backward.count == 16)
            let all = try await client.bytes("/v1/records/1/pictures")
            #expect(try await client.bytes("/v1/records/1/pictures?end=9007199254740991") == all)
        }
    }

    @Test func whatHasNoPicturesSaysSo() async throws {
        try await withClip("clip") { (client, _) async throws in
            for record in ["0", "2", "3", "99", "4294967296", "-1", "x"] {
                let answer = try await client.send("GET", "/v1/records/\(record)/pictures?start=0&end=1000")
                #expect(answer.status == 404, "\(record)")
            }
            for query in ["?end=9007199254740992", "?start=-1&end=5", "?start=x", "?end=x"] {
                let answer = try await client.send("GET", "/v1/records/1/pictures\(query)")
                let problem = try answer.problem
                #expect(answer.status == 400 && problem == "bad-request", "\(query)")
            }
        }
    }
}
