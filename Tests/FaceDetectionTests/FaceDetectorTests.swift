import FaceDetection
import Fingerprinting
import Foundation
import Media
import MediaDecoding
import Testing

/// The detector where `scripts/setup` puts it.
struct FaceDetectorTests {
    static let library: String? = {
        let environment = ProcessInfo.processInfo.environment
        let data = environment["XDG_DATA_HOME"] ?? (environment["HOME"] ?? "") + "/.local/share"
        let path =
            environment["VERICLIP_FACE_DETECTOR"] ?? data + "/vericlip/face-detector/yuface/libfacedetection.so"
        if FileManager.default.fileExists(atPath: path) { return path }
        print("Skipped: the face detector is not at \(path); scripts/setup fetches it.")
        return nil
    }()

    static let obama: String? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let shared =
            ProcessInfo.processInfo.environment["VERICLIP_SHARED"].map { URL(filePath: $0) }
            ?? root.deletingLastPathComponent().appending(path: "shared")
        let path = shared.appending(path: "media/authentic/hieubkvn123__face_recognition/videos/obama.mp4").path
        if FileManager.default.fileExists(atPath: path) { return path }
        print("Skipped: the shared footage is not at \(path).")
        return nil
    }()

    private static let grid = GridSize(width: 320, height: 180)

    @Test(.enabled(if: library != nil)) func findsNoFaceInNoise() throws {
        var detector = try FaceDetector(library: try #require(Self.library))
        #expect(detector.name == "libfacedetection-0.0.3")
        var state: UInt64 = 1
        for _ in 0..<5 {
            let noise = (0..<Self.grid.area).map { _ -> UInt8 in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 56)
            }
            #expect(detector.faces(in: noise[...], grid: Self.grid).isEmpty)
        }
    }

    /// One face, in the middle third of the frame and as high as its label says; every frame of the clip is like that.
    @Test(.enabled(if: library != nil && obama != nil)) func findsTheFaceInRealFootage() throws {
        var detector = try FaceDetector(library: try #require(Self.library))
        let file = try FileHandle(forReadingFrom: URL(filePath: try #require(Self.obama)))
        defer { try? file.close() }
        var reader = try MediaReader(fileDescriptor: file.fileDescriptor, sampling: .nearest(everyMilliseconds: 960))
        var looks = 0
        while let event = try reader.next() {
            guard case .video(let frame) = event else { continue }
            let faces = detector.faces(in: Self.shrunk(frame)[...], grid: Self.grid)
            looks += 1
            let face = try #require(faces.first)
            #expect(faces.filter { $0.certainty >= 0.5 }.count == 1, "at \(frame.time.milliseconds) ms")
            #expect(face.certainty > 0.8)
            // Seen by eye: the face stays between these lines.
            #expect(face.box.x > 0.3 && face.box.x + face.box.width < 0.7)
            #expect(face.box.y > 0.05 && face.box.y + face.box.height < 0.6)
            #expect((0.15...0.4).contains(face.box.height))
        }
        #expect(looks >= 5)
    }

    /// Every cell the nearest pixel: enough for a detector.
    private static func shrunk(_ frame: VideoFrame) -> [UInt8] {
        (0..<grid.height).flatMap { y in
            (0..<grid.width).map { x in
                frame.luma[y * frame.height / grid.height * frame.width + x * frame.width / grid.width]
            }
        }
    }

    @Test(.enabled(if: library != nil)) func refusesAnAlteredLibrary() throws {
        let library = try #require(Self.library)
        let folder = FileManager.default.temporaryDirectory.appending(path: "vericlip-detector-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "yuface"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let copy = folder.appending(path: "yuface/libfacedetection.so")
        try FileManager.default.copyItem(at: URL(filePath: library), to: copy)
        // Whole, but what it would load beside it is missing.
        #expect(throws: FaceDetectorError.unusable(reason: "it cannot be read")) {
            try FaceDetector(library: copy.path)
        }
        var bytes = try Data(contentsOf: copy)
        bytes[bytes.count - 1] ^= 1
        try bytes.write(to: copy)
        #expect(throws: FaceDetectorError.altered) { try FaceDetector(library: copy.path) }
    }

    @Test func refusesAMissingLibrary() {
        #expect(throws: FaceDetectorError.self) { try FaceDetector(library: "/nowhere/libfacedetection.so") }
    }
}
