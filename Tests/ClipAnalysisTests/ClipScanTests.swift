import ClipAnalysis
import ContentCredentials
import Detection
import Fingerprinting
import Foundation
import Glibc
import Media
import TestMedia
import Testing

/// Scans with the real child.
@Suite(.enabled(if: TestMedia.isAvailable))
struct ClipScanTests {
    private func clip() throws -> String {
        try #require(TestMedia.shared).make(
            "scan.mp4", "\(TestMedia.picture(3)) \(TestMedia.tone(3)) -c:v libx264 -c:a aac -movflags +faststart")
    }

    private func error(_ path: String, limits: AnalysisLimits = AnalysisLimits()) async throws -> ClipAnalysisError? {
        do {
            _ = try await ClipAnalyzer(limits: limits).scan(path: path, profile: .registered)
        } catch {
            return error
        }
        return nil
    }

    @Test func scansAClip() async throws {
        let scan = try await ClipAnalyzer().scan(path: try clip(), profile: .registered)
        #expect(scan.completeness.isComplete)
        #expect(scan.description.video?.codec == "h264")
        #expect(abs(scan.duration - 3000) < 60)
        #expect(scan.fingerprint.profile == .registered)
        #expect(scan.fingerprint.picture != nil && scan.fingerprint.sound != nil)
        #expect(scan.confinement.resourceLimits)
    }

    @Test func readsContentCredentialsWithAQuery() async throws {
        let query = try await ClipAnalyzer().scan(path: try clip(), profile: .query)
        #expect(query.contentCredentials?.state == ContentCredentials.State.none)
        let registered = try await ClipAnalyzer().scan(path: try clip(), profile: .registered)
        #expect(registered.contentCredentials == nil)
        let text = try #require(TestMedia.shared).write("letter", Array("Not a clip at all, nor a picture.".utf8))
        #expect(try await ClipAnalyzer().contentCredentials(path: text).reason != nil)
    }

    @Test func tellsFactsWithAQuery() async throws {
        let held = try #require(TestMedia.shared).make(
            "held.mp4",
            "-f lavfi -i testsrc2=s=320x180:r=25:d=2,tpad=stop_mode=clone:stop_duration=3 \(TestMedia.tone(4)) -c:v libx264 -c:a aac"
        )
        let facts = try await ClipAnalyzer().scan(path: held, profile: .query).facts
        #expect(facts.contains { if case .writer(_, .ffmpeg) = $0 { true } else { false } })
        #expect(
            facts.contains {
                if case .encoder(.picture, let name, _, 0) = $0 { name.hasPrefix("x264 core") } else { false }
            })
        #expect(
            facts.contains {
                if case .still(let ranges) = $0 {
                    ranges.count == 1 && abs(ranges[0].count - 3000) < 200
                } else {
                    false
                }
            })
        #expect(
            facts.contains {
                if case .tracks(let picture, let sound) = $0 {
                    picture.upperBound > sound.upperBound + 800
                } else {
                    false
                }
            })
        #expect(facts.contains { if case .dataRate = $0 { true } else { false } })
        #expect(try await ClipAnalyzer().scan(path: held, profile: .registered).facts.isEmpty)
    }

    @Test func threadsAndRepetitionGiveTheSameBytes() async throws {
        let analyzer = ClipAnalyzer()
        let one = try await analyzer.scan(path: try clip(), profile: .query)
        let four = try await analyzer.scan(path: try clip(), profile: .query, threads: 4)
        #expect(one.fingerprint.bytes == four.fingerprint.bytes)
    }

    @Test func saysHowTheChildIsConfined() async throws {
        let confinement = try await ClipAnalyzer().confinement()
        #expect(confinement.resourceLimits)
        #expect(confinement.isFull == (confinement.reason == nil))
    }

    @Test func theChildIsRefusedWhatDecodingDoesNotNeed() async throws {
        let confinement = try await ClipAnalyzer().confinement()
        guard confinement.systemCallFilter else {
            print("skipped: this kernel takes no system call filter: \(confinement.reason ?? "")")
            return
        }
        #expect(confinement.permitted == [])
        #expect(confinement.refused == ForbiddenAct.allCases)
    }

    @Test func namesWhatIsNoFile() async throws {
        #expect(try await error("/nowhere/clip.mp4") == .missingFile)
        #expect(try await error("/") == .notARegularFile(kind: "a directory"))
        #expect(try await error("/dev/null") == .notARegularFile(kind: "a device"))
        let pipe = FileManager.default.temporaryDirectory.appending(path: "vericlip-pipe-\(UUID().uuidString)").path
        let made = unsafe mkfifo(pipe, 0o600)
        #expect(made == 0)
        defer { unsafe unlink(pipe) }
        #expect(try await error(pipe) == .notARegularFile(kind: "a pipe"))
    }

    @Test func namesWhatIsNoClip() async throws {
        let media = try #require(TestMedia.shared)
        #expect(try await error(media.write("empty", [])) == .empty)
        #expect(try await error(media.write("text", Array("Not a clip at all.".utf8))) == .notMedia)
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: try clip())))
        let start = try #require(Data(bytes).range(of: Data("mdat".utf8))).upperBound
        let headers = try await error(media.write("headers", bytes.prefix(start)))
        guard case .nothingDecoded(_, let claimed) = headers else {
            Issue.record("\(String(describing: headers))")
            return
        }
        #expect(claimed == 3000)
    }

    @Test func saysWhatIsMissing() async throws {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: try clip())))
        let path = try #require(TestMedia.shared).write("cut", bytes.prefix(bytes.count / 2))
        let scan = try await ClipAnalyzer().scan(path: path, profile: .query)
        #expect(try #require(scan.completeness.truncatedAt) < 2900)
    }

    @Test func keepsLimits() async throws {
        #expect(
            try await error(clip(), limits: AnalysisLimits(duration: 500)) == .limitExceeded(.duration(allowed: 500)))
        let large = try #require(TestMedia.shared).make(
            "large.mkv", "-f lavfi -i color=s=7680x4320:r=5:d=0.4 -c:v ffv1")
        #expect(try await error(large) == nil)
        #expect(
            try await error(large, limits: AnalysisLimits(pixels: 1000))
                == .limitExceeded(.pixels(found: 7680 * 4320, allowed: 1000)))
    }

    @Test func aPictureOfOnePixelIsScanned() async throws {
        let path = try #require(TestMedia.shared).make(
            "pixel.mkv", "\(TestMedia.picture(1)) -vf crop=1:1:0:0:exact=1,format=gray -c:v ffv1")
        #expect(try await error(path) == nil)
    }
}
