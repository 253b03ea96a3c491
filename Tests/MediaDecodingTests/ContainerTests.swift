import Foundation
import Media
import MediaDecoding
import TestMedia
import Testing

/// Containers and codecs, made by `ffmpeg` and read to their end.
@Suite(.enabled(if: TestMedia.isAvailable))
struct ContainerTests {
    struct Kind: Sendable, CustomTestStringConvertible {
        let file: String
        let coding: String
        let video: String
        let audio: String?
        var testDescription: String { file }
    }

    static let kinds = [
        Kind(file: "a.mp4", coding: "-c:v libx264 -pix_fmt yuv420p -c:a aac", video: "h264", audio: "aac"),
        Kind(
            file: "b.mp4", coding: "-c:v libx265 -x265-params log-level=none -pix_fmt yuv420p10le -c:a aac",
            video: "hevc", audio: "aac"),
        Kind(file: "c.mkv", coding: "-c:v libx264 -pix_fmt yuv444p -c:a flac", video: "h264", audio: "flac"),
        Kind(
            file: "d.webm", coding: "-c:v libvpx-vp9 -cpu-used 8 -deadline realtime -pix_fmt yuv420p -c:a libopus",
            video: "vp9", audio: "opus"),
        Kind(file: "e.mov", coding: "-c:v prores_ks -c:a pcm_s24le", video: "prores", audio: "pcm_s24le"),
        Kind(file: "f.avi", coding: "-c:v mpeg4 -c:a libmp3lame", video: "mpeg4", audio: "mp3"),
        Kind(file: "g.ts", coding: "-c:v mpeg2video -c:a mp2", video: "mpeg2video", audio: "mp2"),
        Kind(file: "h.flv", coding: "-c:v flv -c:a libmp3lame", video: "flv1", audio: "mp3"),
        Kind(file: "i.gif", coding: "-an", video: "gif", audio: nil),
        Kind(file: "j.mkv", coding: "-c:v ffv1 -pix_fmt bgra -c:a pcm_f32le", video: "ffv1", audio: "pcm_f32le"),
        Kind(file: "k.wmv", coding: "-c:v wmv2 -c:a wmav2", video: "wmv2", audio: "wmav2"),
    ]

    @Test(arguments: kinds) func readsWholeLength(_ kind: Kind) throws {
        let path = try #require(TestMedia.shared).make(
            kind.file, "\(TestMedia.picture(2)) \(TestMedia.tone(2)) \(kind.coding)")
        let reading = try Reading(path)
        #expect(reading.outcome.isComplete)
        #expect(reading.description.video?.codec == kind.video)
        #expect(reading.description.audio?.codec == kind.audio)
        #expect((49...51).contains(reading.frames.count))
        #expect(abs(try #require(reading.outcome.pictureEnd) - 2000) <= 60)
        #expect(zip(reading.frames, reading.frames.dropFirst()).allSatisfy { $0.time < $1.time })
        #expect(reading.frames.allSatisfy { $0.width == 320 && $0.height == 180 })
        if kind.audio != nil {
            let rate = try #require(reading.sound.first).sampleRate
            #expect(abs(Double(reading.soundLength) / Double(rate) - 2) < 0.1)
            #expect(reading.sound.contains { $0.mono.contains { abs($0) > 2000 } })
        } else {
            #expect(reading.sound.isEmpty)
        }
    }
}
