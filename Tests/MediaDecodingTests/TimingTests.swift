import Media
import MediaDecoding
import TestMedia
import Testing

/// Presentation time, and which frames are given.
@Suite(.enabled(if: TestMedia.isAvailable))
struct TimingTests {
    private func make(_ name: String, _ arguments: String) throws -> String {
        try #require(TestMedia.shared).make(name, arguments)
    }

    @Test func givesFramesNearestToTheGridAndTheLast() throws {
        let path = try make("grid.mp4", "\(TestMedia.picture(2)) -c:v libx264")
        let all = try Reading(path).frames.map(\.time.milliseconds)
        #expect(all == (0..<50).map { $0 * 40 })
        let sampled = try Reading(path, sampling: .nearest(everyMilliseconds: 120)).frames
        #expect(sampled.map(\.time.milliseconds) == Array(stride(from: 0, to: 2000, by: 120)) + [1960])
    }

    @Test func threadsGiveTheSameFrames() throws {
        let path = try make("grid.mp4", "\(TestMedia.picture(2)) -c:v libx264")
        let (one, four) = (try Reading(path), try Reading(path, threads: 4))
        #expect(one.frames.map(\.luma) == four.frames.map(\.luma))
        #expect(one.frames.map(\.time) == four.frames.map(\.time))
    }

    @Test func variableFrameRateKeepsItsTimes() throws {
        let path = try make(
            "vfr.mkv", "\(TestMedia.picture(2)) -vf setpts='N*N*2/5/25/TB' -vsync vfr -frames:v 12 -c:v ffv1")
        let times = try Reading(path).frames.map(\.time.milliseconds)
        #expect(times.count >= 9)
        #expect(Set(zip(times, times.dropFirst()).map { $1 - $0 }).count > 3)
        let sampled = try Reading(path, sampling: .nearest(everyMilliseconds: 120)).frames.map(\.time.milliseconds)
        #expect(Set(sampled).isSubset(of: Set(times)))
        for point in stride(from: 0, through: times.last ?? 0, by: 120) {
            let nearest = times.map { abs($0 - point) }.min()
            #expect(sampled.map { abs($0 - point) }.min() == nearest)
        }
    }

    @Test func startsAtTheEarliestStream() throws {
        let path = try make(
            "offset.mkv",
            "\(TestMedia.picture(1)) \(TestMedia.tone(2)) -vf setpts=PTS+0.52/TB -c:v ffv1 -c:a pcm_s16le "
                + "-output_ts_offset 3")
        let reading = try Reading(path)
        #expect(reading.sound.first?.time.milliseconds == 0)
        #expect(abs(try #require(reading.frames.first).time.milliseconds - 520) <= 1)
    }

    @Test func joinsClocksThatStartAnew() throws {
        let media = try #require(TestMedia.shared)
        let part = try make("part.ts", "\(TestMedia.picture(2)) -c:v mpeg2video -f mpegts -output_ts_offset 60")
        let other = try make("other.ts", "\(TestMedia.picture(2)) -c:v mpeg2video -f mpegts")
        let path = try media.join("joined.ts", [part, other])
        let reading = try Reading(path)
        #expect((98...101).contains(reading.frames.count))
        #expect(abs(reading.outcome.duration - 4000) < 200)
    }
}
