import Foundation
import Media
import MediaDecoding
import TestMedia
import Testing

/// What is said of the picture, and its luma.
@Suite(.enabled(if: TestMedia.isAvailable))
struct PictureTests {
    private func make(_ name: String, _ arguments: String) throws -> String {
        try #require(TestMedia.shared).make(name, arguments)
    }

    @Test(arguments: [90, 180, 270]) func readsRotation(_ degrees: Int) throws {
        let plain = try make("plain.mp4", "\(TestMedia.picture(1)) -c:v libx264")
        // This program counts counterclockwise.
        let path = try make("turned\(degrees).mp4", "-i \(plain) -c copy -metadata:s:v rotate=\(degrees)")
        let video = try #require(try Reading(path).description.video)
        #expect(video.rotation == 360 - degrees)
        #expect(!video.mirrored)
        #expect((video.displayAspect > 1) == (degrees == 180))
    }

    /// x264 adds and takes three where frames lean on others: at a quantiser of 34 they have from 31 to 37. Others do not tell.
    @Test func tellsHowCoarselyStillsAreQuantised() throws {
        func quantisers(_ name: String, _ encoder: String) throws -> [Double?] {
            let path = try make(name, "\(TestMedia.picture(2)) \(encoder)")
            return try Reading(path, sampling: .stills(nearestTo: [0, 500, 1000, 1500], height: 90)).stills.map(
                \.quantiser)
        }
        let fine = try quantisers("qp18.mp4", "-c:v libx264 -pix_fmt yuv420p -qp 18").compactMap(\.self)
        let coarse = try quantisers("qp34.mp4", "-c:v libx264 -pix_fmt yuv420p -qp 34").compactMap(\.self)
        #expect(fine.count == 4 && fine.allSatisfy { (14...22).contains($0) })
        #expect(coarse.count == 4 && coarse.allSatisfy { (30...38).contains($0) })
        #expect(try quantisers("qp18-10.mp4", "-c:v libx264 -pix_fmt yuv420p10le -qp 18") == [nil, nil, nil, nil])
        #expect(try quantisers("qp.avi", "-c:v mpeg4 -q:v 5") == [nil, nil, nil, nil])
    }

    @Test func tellsHowFramesLieInTheFile() throws {
        let path = try make("coded.mp4", "\(TestMedia.picture(4)) -c:v libx264 -g 25 -bf 0 -sc_threshold 0 -an")
        let reading = try Reading(path)
        #expect(reading.coded.count == reading.frames.count && reading.coded.count == 100)
        #expect(reading.coded.indices.filter { reading.coded[$0].kind == .key } == [0, 25, 50, 75])
        #expect(reading.coded.filter { $0.kind == .predicted }.count == 96)
        let bytes = reading.coded.reduce(0) { $0 + $1.bytes }
        let size = try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
        #expect(reading.coded.allSatisfy { $0.bytes > 0 } && bytes < size && bytes > size * 8 / 10)
    }

    @Test func readsPixelAspectAndInterlacing() throws {
        let path = try make(
            "pal.ts", "\(TestMedia.picture(1, size: "720x576")) -vf setsar=64/45 -c:v mpeg2video -flags +ildct+ilme")
        let video = try #require(try Reading(path).description.video)
        #expect(abs(video.pixelAspect - 64.0 / 45) < 1e-6)
        #expect(abs(video.displayAspect - 16.0 / 9) < 1e-3)
        #expect(video.interlaced)
    }

    @Test(arguments: [
        ("yuv420p", "ffv1", 235, LumaRange.limited), ("yuv422p10le", "ffv1", 235, .limited),
        ("yuv420p12le", "ffv1", 235, .limited), ("gray16le", "ffv1", 255, .full), ("bgra", "ffv1", 255, .full),
        ("gray", "ffv1", 255, .full), ("yuyv422", "rawvideo", 235, .limited), ("uyvy422", "rawvideo", 235, .limited),
        ("rgb24", "rawvideo", 255, .full), ("monow", "rawvideo", 255, .full),
        ("yuvj420p", "mjpeg", 255, .full),
    ])
    func readsWhite(_ format: String, _ codec: String, _ white: Int, _ range: LumaRange) throws {
        let container = codec == "rawvideo" ? "nut" : "mkv"
        let path = try make(
            "white-\(format).\(container)",
            "-f lavfi -i color=white:s=66x34:r=5:d=0.4 -vf format=\(format) -c:v \(codec) -strict -1")
        let frame = try #require(try Reading(path).frames.first)
        #expect(frame.range == range)
        #expect(frame.luma.allSatisfy { abs(Int($0) - white) <= 1 })
        #expect(frame.width == 66 && frame.height == 34)
    }

    @Test func passesOverCoverArt() throws {
        let cover = try make("cover.png", "\(TestMedia.picture(0.04)) -frames:v 1")
        let path = try make(
            "cover.mp3",
            "\(TestMedia.tone(1)) -i \(cover) -map 0 -map 1 -c:a libmp3lame -c:v copy -disposition:v attached_pic")
        let reading = try Reading(path)
        #expect(reading.description.video == nil)
        #expect(reading.description.streamCount == 2)
        #expect(reading.frames.isEmpty)
        #expect(!reading.sound.isEmpty)
    }

    @Test func readsTheDefaultOfSeveralStreams() throws {
        let path = try make(
            "several.mkv",
            "\(TestMedia.tone(1)) \(TestMedia.tone(1)) \(TestMedia.picture(1)) -map 2 -map 0 -map 1 -c:v ffv1 "
                + "-c:a pcm_s16le -disposition:a:0 0 -disposition:a:1 default")
        let description = try Reading(path).description
        #expect(description.streamCount == 3)
        #expect(description.video?.stream == 0)
        #expect(description.audio?.stream == 2)
    }
}
