import ClipAnalysis
import Detection
import Foundation
import Media
import TestMedia
import Testing

/// What the real child sees of lips and hears about them, where the face detector is installed.
struct LipsTests {
    static let isInstalled: Bool = {
        let environment = ProcessInfo.processInfo.environment
        let data = environment["XDG_DATA_HOME"] ?? (environment["HOME"] ?? "") + "/.local/share"
        let path = environment["VERICLIP_FACE_DETECTOR"] ?? data + "/vericlip/face-detector/yuface/libfacedetection.so"
        let isThere = FileManager.default.fileExists(atPath: path)
        if !isThere { print("Skipped: there is no face detector at \(path); scripts/setup fetches it.") }
        return isThere
    }()

    /// A speech to the camera.
    static let speech: String? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let shared =
            ProcessInfo.processInfo.environment["VERICLIP_SHARED"].map { URL(filePath: $0) }
            ?? root.deletingLastPathComponent().appending(path: "shared")
        let path = shared.appending(path: "media/authentic/TaoKai__subtitleEffect/obama.mp4").path
        if FileManager.default.fileExists(atPath: path) { return path }
        print("Skipped: the shared footage is not at \(path).")
        return nil
    }()

    private func result(_ path: String, _ stretches: [Range<Int>]) async throws -> DetectorResult {
        let seen = try await ClipAnalyzer().examination(path: path, plan: ExaminationPlan(lips: stretches))
        let examination = try #require(seen.lips).get()
        #expect(examination.isSane && examination.sounds.count == stretches.count)
        return LipSignal.result(examination, in: stretches.map(TimeRange.init(milliseconds:)))
    }

    /// The same stretch from the file's start and sought in its middle.
    @Test(.enabled(if: isInstalled && speech != nil)) func aSpeech() async throws {
        let path = try #require(Self.speech)
        for stretch in [0..<12_000, 30_000..<42_000] {
            let found = try await result(path, [stretch])
            #expect(found.outcome == .noSigns && found.soundOffset == nil && found.moments.count == 4)
            #expect(found.moments.allSatisfy { stretch.contains($0.time.milliseconds) })
        }
    }

    /// Sound that was moved is found where it lies, to a frame or two.
    @Test(.enabled(if: isInstalled && speech != nil && TestMedia.isAvailable)) func movedSound() async throws {
        let path = try #require(Self.speech)
        let moved = try #require(TestMedia.shared).make(
            "moved.mp4", "-i \(path) -t 16 -c:v copy -af adelay=480:all=1 -c:a aac")
        let found = try await result(moved, [0..<14_000])
        let offset = try #require(found.soundOffset)
        #expect((400...560).contains(offset) && found.reason == .experimental)
    }

    @Test(.enabled(if: isInstalled && TestMedia.isAvailable)) func neitherFaceNorSpeech() async throws {
        let clip = try #require(TestMedia.shared).make(
            "no-lips.mp4", "\(TestMedia.picture(5, size: "640x360")) \(TestMedia.tone(5)) -c:v libx264 -c:a aac")
        #expect(try await result(clip, [0..<5000]).reason == .noFace)
    }
}
