import Foundation
import Media
import MediaDecoding
import TestMedia
import Testing

/// Pictures that are converted as they are asked for, and what is read for their sake.
@Suite(.enabled(if: TestMedia.isAvailable))
struct StillTests {
    private func make(_ name: String, _ arguments: String) throws -> String {
        try #require(TestMedia.shared).make(name, arguments)
    }

    private func picture(_ path: String) throws -> DecodedPicture {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? file.close() }
        var reader = try MediaReader(
            fileDescriptor: file.fileDescriptor, sampling: .stills(nearestTo: [500], height: 1080))
        while let event = try reader.next() {
            if case .still(let picture) = event { return picture }
        }
        throw CocoaError(.fileReadUnknown)
    }

    private func difference(_ a: Bitmap, _ b: Bitmap) -> Double {
        #expect(a.width == b.width && a.height == b.height && a.channels == b.channels)
        return Double(zip(a.pixels, b.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }) / Double(a.pixels.count)
    }

    /// Parts and smaller copies come from the decoder's planes, and are those of the whole; turned pictures too.
    @Test(arguments: [
        ("plain", "", 320), ("turned", "-metadata:s:v rotate=90", 180), ("deep", "-pix_fmt yuv420p10le", 320),
        ("rgb", "-c:v libx264rgb", 320),
    ])
    func partsAreThoseOfTheWhole(_ name: String, _ options: String, _ width: Int) throws {
        let coded = try make("part-coded.mp4", "\(TestMedia.picture(1)) -c:v libx264 -pix_fmt yuv420p -qp 10")
        let encoder = name == "turned" ? "-c copy" : name == "rgb" ? "" : "-c:v libx264"
        let picture = try picture(try make("part-\(name).mp4", "-i \(coded) \(encoder) \(options)"))
        #expect(picture.width == width && picture.colour.width == width && picture.colour.height == picture.height)
        // Where no more is asked for, swscale has colours for every second pixel alone.
        #expect(difference(picture.reduced(by: 2), picture.colour.reduced(by: 2)) < 3)
        let (columns, rows) = (37..<101, 18..<77)
        let part = picture.luma(columns: columns, rows: rows)
        #expect(difference(part, picture.colour.part(columns: columns, rows: rows).luma) < 2)
    }

    /// Frames that nothing refers to are not decoded where nobody asked for one near them: the others are the same.
    @Test func whatNobodyNeedsIsPassedOver() throws {
        let path = try make(
            "passed.mp4", "\(TestMedia.picture(6)) -c:v libx264 -bf 3 -b_strategy 0 -g 50 -pix_fmt yuv420p")
        let all = try Reading(path).frames.map(\.time.milliseconds)
        let points = [0, 700, 1330, 1350, 3010, 5990]
        let stills = try Reading(path, sampling: .stills(nearestTo: points, height: 180)).stills
        #expect(stills.map(\.time) == points.map { point in all.min { abs($0 - point) < abs($1 - point) } })
        let each = try Reading(path, sampling: .stills(nearestTo: all, height: 180)).stills
        #expect(each.count == all.count && stills.allSatisfy { still in each.contains(still) })
    }

    @Test func soundIsReadBeyondTheLastStill() throws {
        let path = try make(
            "sound-after.mp4", "\(TestMedia.picture(8)) \(TestMedia.tone(8)) -c:v libx264 -c:a aac")
        func heard(_ points: [Int], to end: Int?) throws -> (stills: Int, milliseconds: Int) {
            let reading = try Reading(path, sampling: .stills(nearestTo: points, height: 90), soundEnd: end)
            return (reading.stills.count, reading.soundLength * 1000 / 44_100)
        }
        let without = try heard([200], to: nil)
        #expect(without.stills == 1 && without.milliseconds < 2000)
        let with = try heard([200], to: 5000)
        #expect(with.stills == 1 && (4900..<7000).contains(with.milliseconds))
        let alone = try heard([], to: 3000)
        #expect(alone.stills == 0 && (2900..<5000).contains(alone.milliseconds))
        #expect(try heard([], to: 20_000).milliseconds >= 7900)
    }
}
