import ClipAnalysis
import Fingerprinting
import Foundation
import Media
import TestMedia
import Testing

/// The small pictures and the stills that the real child hands over.
@Suite(.enabled(if: TestMedia.isAvailable))
struct PicturesTests {
    private func make(_ name: String, _ arguments: String) throws -> String {
        try #require(TestMedia.shared).make(name, arguments)
    }

    private func clip() throws -> String {
        try make("pictures.mp4", "\(TestMedia.picture(3, size: "640x360")) \(TestMedia.tone(3)) -c:v libx264 -c:a aac")
    }

    @Test func aScanForAQueryKeepsEveryPicture() async throws {
        let scan = try await ClipAnalyzer().scan(path: try clip(), profile: .query)
        let pictures = try #require(scan.pictures)
        #expect(pictures.grid == GridSize(width: 320, height: 180))
        #expect(pictures.times == (0..<75).map { $0 * 40 })
        #expect(Set(pictures.luma).count > 50)
        let registered = try await ClipAnalyzer().scan(path: try clip(), profile: .registered)
        #expect(registered.pictures == nil)
    }

    /// Whether the file tells beforehand that there are too many, or the last ones turn out not to fit.
    @Test func keepsNoneThatDoNotFit() async throws {
        let live = try make("live.mkv", "-i \(try clip()) -c copy -live 1")
        for (path, budget) in [(try clip(), 57_600 * 10), (live, 57_600 * 74)] {
            let whole = try await ClipAnalyzer().scan(path: path, profile: .query)
            #expect(whole.pictures?.count == 75)
            let scan = try await ClipAnalyzer(limits: AnalysisLimits(pictureBytes: budget))
                .scan(path: path, profile: .query)
            #expect(scan.pictures == nil)
            #expect(scan.fingerprint == whole.fingerprint)
        }
    }

    @Test(arguments: [
        ("long.mp4", "-c:v libx264 -g 50 -bf 3"), ("open.mp4", "-c:v libx264 -g 50 -bf 3 -x264-params open-gop=1"),
        ("long.mkv", "-c:v libx264 -g 50"), ("long.webm", "-c:v libvpx -g 50 -deadline realtime"),
        ("long.ts", "-c:v libx264 -g 50"),
    ])
    func aStretchIsAsInTheWhole(_ name: String, _ codec: String) async throws {
        let path = try make(
            name, "\(TestMedia.picture(12, size: "320x180")) \(TestMedia.tone(12)) \(codec) -ac 1")
        let whole = try #require(try await ClipAnalyzer().scan(path: path, profile: .query).pictures)
        #expect(whole.count == 300)
        for range in [0..<500, 6010..<7000, 9000..<9040, 11_500..<20_000] {
            let part = try await ClipAnalyzer().pictures(path: path, range: range, threads: 2)
            let indices = whole.times.indices.filter { range.contains(whole.times[$0]) }
            #expect(part.times == indices.map { whole.times[$0] }, "\(range)")
            #expect(part.luma == indices.flatMap { whole[$0] }, "\(range)")
        }
        #expect(try await ClipAnalyzer().pictures(path: path, range: 90_000..<91_000).count == 0)
    }

    @Test func givesStillsAsShown() async throws {
        // Red left, blue right; turned a quarter, red is on top.
        let flat = try make(
            "flat.mp4",
            "-f lavfi -i color=red:s=160x90:r=25:d=1 -f lavfi -i color=blue:s=160x90:r=25:d=1 "
                + "-filter_complex hstack -c:v libx264 -pix_fmt yuv444p")
        let turned = try make("turned-flat.mp4", "-i \(flat) -c copy -metadata:s:v rotate=270")
        let stills = try await ClipAnalyzer().frames(path: flat, times: [990, 21, 22], height: 45)
        #expect(stills.map(\.time) == [40, 960])
        #expect(stills.allSatisfy { ($0.width, $0.height) == (160, 45) })
        let first = try #require(stills.first)
        func pixel(_ rgb: [UInt8], _ index: Int) -> [Int] { rgb[3 * index..<3 * index + 3].map { Int($0) } }
        #expect(zip(pixel(first.rgb, 0), [254, 0, 0]).allSatisfy { abs($0 - $1) <= 3 })
        #expect(zip(pixel(first.rgb, 159), [0, 0, 254]).allSatisfy { abs($0 - $1) <= 3 })
        let upright = try #require(try await ClipAnalyzer().frames(path: turned, times: [0], height: 640).first)
        #expect((upright.width, upright.height) == (90, 320))
        #expect(zip(pixel(upright.rgb, 0), [254, 0, 0]).allSatisfy { abs($0 - $1) <= 3 })
        #expect(zip(pixel(upright.rgb, 319 * 90), [0, 0, 254]).allSatisfy { abs($0 - $1) <= 3 })
        #expect(try await ClipAnalyzer().frames(path: flat, times: [], height: 45).isEmpty)
    }

    /// Widths that no vector divides: what the scaler writes beyond a row stays within what is its own.
    @Test(arguments: ["700x524", "362x642", "130x98"]) func stillsOfAnyWidth(size: String) async throws {
        let clip = try make(
            "still-\(size).mp4", "-f lavfi -i color=red:s=\(size):r=25:d=2 -c:v libx264 -pix_fmt yuv420p")
        let times = (0..<40).map { $0 * 40 }
        let stills = try await ClipAnalyzer().frames(path: clip, times: times, height: 1080)
        #expect(stills.map(\.time) == times)
        for still in stills {
            #expect("\(still.width)x\(still.height)" == size)
            #expect(
                stride(from: 1, to: still.rgb.count, by: 3).allSatisfy { still.rgb[$0] < 10 && still.rgb[$0 - 1] > 240 }
            )
        }
    }

    @Test func saysHowItLookedForFaces() async throws {
        let search = try await ClipAnalyzer().faceSearch()
        let scan = try await ClipAnalyzer().scan(path: try clip(), profile: .registered, threads: 4)
        #expect(scan.faceSearch == search)
        let without = try await ClipAnalyzer().scan(path: try clip(), profile: .registered, findsFaces: false)
        #expect(without.faceSearch == .notAsked)
    }
}
