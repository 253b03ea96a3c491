import Fingerprinting
import Media
import Testing

@Suite struct RoundTripTests {
    @Test func framesAndToneComeBack() throws {
        let video = MediaDescription.Video(stream: 0, codec: "", width: 64, height: 36)
        var builder = FingerprintBuilder(
            profile: .registered,
            description: .init(container: "", claimedDuration: nil, video: video, audio: nil, streamCount: 2))
        for index in 0..<125 {
            let luma = (0..<64 * 36).map { UInt8(($0 % 64 * 2 + $0 / 64 + index) % 256) }
            builder.add(
                VideoFrame(time: MediaTime(milliseconds: index * 40), width: 64, height: 36, luma: luma, range: .full))
        }
        let square = (0..<80_000).map { Int16($0 / 20 % 2 == 0 ? 8000 : -8000) }
        builder.add(AudioSamples(time: .zero, sampleRate: 16_000, mono: square))
        let fingerprint = try Fingerprint(decoding: builder.finish().bytes)
        #expect(fingerprint.duration == 5000)
        let picture = try #require(fingerprint.picture)
        let samples = try picture.samples(30..<42)
        #expect(samples.times == (30..<42).map { $0 * 120 })
        for cell in 0..<64 * 36 {
            let expected = (cell % 64 * 2 + cell / 64 + 90) % 256
            #expect(abs(Int(samples[0][cell]) - expected) <= 40)
        }
        let sound = try #require(fingerprint.sound).samples()
        #expect(sound.subfingerprints.count == 313)
        #expect(sound.levelCount == 40)
    }
}
