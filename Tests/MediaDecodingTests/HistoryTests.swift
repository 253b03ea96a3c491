import Foundation
import Media
import MediaDecoding
import TestMedia
import Testing

/// What files say of how they were made, in files that `ffmpeg` made.
@Suite(.enabled(if: TestMedia.isAvailable))
struct HistoryTests {
    private func make(_ name: String, _ arguments: String) throws -> String {
        try #require(TestMedia.shared).make(name, arguments)
    }

    private func clip(_ name: String, _ options: String) throws -> String {
        try make(name, "\(TestMedia.picture(3)) \(TestMedia.tone(3)) -c:v libx264 -g 25 -c:a aac \(options)")
    }

    @Test func tagsOfContainerAndTracks() throws {
        let path = try clip(
            "history-tags.mov",
            "-metadata software=Cutter -movflags use_metadata_tags -metadata:s:v handler_name=Lens -metadata aigc={\"Label\":\"1\"}"
        )
        let history = try Reading(path).history
        #expect(history.tags.contains(.init(.container, "software", "Cutter")))
        #expect(history.tags.contains(.init(.container, "aigc", #"{"Label":"1"}"#)))
        #expect(history.tags.contains(.init(.picture, "handler_name", "Lens")))
        #expect(history.tags.contains { $0.owner == .container && $0.key == "encoder" && $0.value.hasPrefix("Lavf") })
        #expect(history.bytes == (try Data(contentsOf: URL(filePath: path))).count)
    }

    @Test func notesOfX264AndX265() throws {
        let notes = try Reading(try clip("history-x264.mkv", "-crf 30")).history.encoders
        #expect(notes.count == 1 && notes[0].time == 0)
        #expect(notes[0].text.hasPrefix("x264 - core") && notes[0].text.contains("crf=30.0"))
        let other = try make(
            "history-x265.mp4", "\(TestMedia.picture(1)) -c:v libx265 -x265-params log-level=none -pix_fmt yuv420p")
        #expect(try Reading(other).history.encoders.first?.text.hasPrefix("x265 (build") == true)
        let none = try make("history-mpeg4.mp4", "\(TestMedia.picture(1)) -c:v mpeg4")
        #expect(try Reading(none).history.encoders.isEmpty)
    }

    @Test func aSecondEncoderIsFoundWhereItBegins() throws {
        let one = try make("history-a.ts", "\(TestMedia.picture(2)) -c:v libx264 -g 25 -crf 20")
        let two = try make("history-b.ts", "\(TestMedia.picture(2)) -c:v libx264 -g 25 -crf 33 -output_ts_offset 100")
        let both = try #require(TestMedia.shared).join("history-both.ts", [one, two])
        let notes = try Reading(both).history.encoders
        #expect(notes.count == 2)
        #expect(notes.last?.text.contains("crf=33.0") == true)
        #expect(abs(try #require(notes.last).time - 2000) < 100)
    }

    @Test func editListsThatHide() throws {
        let whole = try make("history-whole.mp4", "\(TestMedia.picture(4)) -c:v libx264 -g 100 -bf 0")
        #expect(try Reading(whole).history.edits.allSatisfy { $0.entries.allSatisfy { ($0.mediaTime ?? 0) < 200 } })
        // Copied from within a group of pictures: what goes before is in the file, and not shown.
        let cut = try make("history-cut.mp4", "-ss 1.6 -i \(whole) -c copy")
        let list = try #require(try Reading(cut).history.edits.first)
        #expect(list.owner == .picture)
        #expect(abs(try #require(list.entries.last?.mediaTime) - 1600) <= 40)
        #expect(abs(list.mediaDuration - 4000) <= 40)
    }

    /// A movie header that lies is passed over, and reading goes on as the decoder finds it.
    @Test func hostileMovieBoxes() throws {
        let path = try make("history-hostile.mp4", "\(TestMedia.picture(1)) -c:v libx264 -bf 2")
        let bytes = Array(try Data(contentsOf: URL(filePath: path)))
        let place = try #require(bytes.firstRange(of: Array("elst".utf8))?.lowerBound)
        for (offset, value) in [(-4, UInt8(0xff)), (4, 9), (8, 0xff), (11, 0), (12, 0xff), (16, 0x80)] {
            var altered = bytes
            altered[place + offset] = value
            let file = try #require(TestMedia.shared).write("history-hostile-\(offset)-\(value).mp4", altered)
            guard let reading = try? Reading(file) else { continue }
            #expect(reading.history.edits.count <= 1)
        }
    }

    @Test func whereTracksBegin() throws {
        let path = try make(
            "history-late.mkv", "\(TestMedia.picture(3)) -itsoffset 0.5 \(TestMedia.tone(2)) -c:v libx264 -c:a flac")
        let outcome = try Reading(path).outcome
        #expect(outcome.pictureStart == 0 && outcome.frames == 75)
        #expect(abs(try #require(outcome.soundStart) - 500) <= 25)
    }
}
