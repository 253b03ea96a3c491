import Media
import MediaDecoding
import TestMedia
import Testing

/// Sound becomes one channel of 16-bit samples.
@Suite(.enabled(if: TestMedia.isAvailable))
struct SoundTests {
    /// A half of full scale on the left, a quarter on the right: the mean is 0.375 of full scale.
    private static let level = "-f lavfi -i aevalsrc=exprs=0.5|0.25:s=48000:d=0.5"

    @Test(arguments: ["pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le", "flac"])
    func takesTheMeanOfTheFrontChannels(_ codec: String) throws {
        let path = try #require(TestMedia.shared).make("level-\(codec).mkv", "\(Self.level) -c:a \(codec)")
        let reading = try Reading(path)
        #expect(reading.soundLength == 24_000)
        #expect(reading.sound.allSatisfy { $0.sampleRate == 48_000 })
        // 8 bits are steps of 256.
        #expect(reading.sound.allSatisfy { run in run.mono.allSatisfy { abs(Int($0) - 12_288) <= 256 } })
    }

    @Test func hearsTheCentreOfSurroundSound() throws {
        let path = try #require(TestMedia.shared).make(
            "surround.mkv",
            "-f lavfi -i aevalsrc=exprs=0|0|0.3|0.9|0.9|0.9:c=5.1:s=48000:d=0.2 -c:a pcm_s16le")
        let reading = try Reading(path)
        #expect(reading.description.audio?.channels == 6)
        #expect(reading.sound.allSatisfy { run in run.mono.allSatisfy { abs(Int($0) - 3277) <= 2 } })
    }

    @Test func soundAloneIsEnough() throws {
        let reading = try Reading(
            try #require(TestMedia.shared).make("sound.m4a", "\(TestMedia.tone(2)) -c:a aac"))
        #expect(reading.description.video == nil)
        #expect(reading.outcome.pictureEnd == nil)
        #expect(abs(try #require(reading.outcome.soundEnd) - 2000) < 50)
    }
}
