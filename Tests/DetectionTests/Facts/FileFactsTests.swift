import Detection
import Media
import Testing

/// Facts from what a file says and what decoding it showed.
@Suite struct FileFactsTests {
    private func media(claimed: Int? = nil, rate: Double? = 25) -> MediaDescription {
        MediaDescription(
            container: "mov,mp4", claimedDuration: claimed,
            video: .init(stream: 0, codec: "h264", width: 640, height: 360, frameRate: rate), audio: nil, streamCount: 1
        )
    }

    private func facts(
        tags: [FileHistory.Tag] = [], encoders: [FileHistory.Encoder] = [], edits: [FileHistory.EditList] = [],
        bytes: Int = 0, media: MediaDescription? = nil, signal: FileFacts.Signal = .init()
    ) -> [FileFact] {
        let all = FileFacts.all(
            history: FileHistory(tags: tags, encoders: encoders, edits: edits, bytes: bytes),
            media: media ?? self.media(), signal: signal)
        #expect(all.allSatisfy { $0.isSane })
        return Array(all.dropFirst())
    }

    @Test func containerComesFirst() {
        let all = FileFacts.all(
            history: FileHistory(tags: [.init(.container, "major_brand", "isom")]), media: media(), signal: .init())
        #expect(all == [.container(format: "mov,mp4", brand: "isom")])
    }

    @Test func writersHandlersAndDevices() {
        let found = facts(tags: [
            .init(.container, "encoder", "Lavf61.1.100"),
            .init(.container, "com.apple.quicktime.make", "Apple"),
            .init(.container, "com.apple.quicktime.model", "iPhone 15"),
            .init(.container, "com.apple.quicktime.location.iso6709", "+52.5+013.4/"),
            .init(.container, "creation_time", "2026-01-02T03:04:05Z"),
            .init(.picture, "creation_time", "2026-01-02T03:04:05Z"),
            .init(.sound, "creation_time", "2019-01-01T00:00:00Z"),
            .init(.picture, "handler_name", "ISO Media file produced by Google Inc. Created on: 05/11/2023."),
            .init(.sound, "handler_name", "SoundHandler"),
            .init(.picture, "encoder", "Lavc61.3.100 libx264"),
        ])
        #expect(
            found == [
                .writer(name: "Lavf61.1.100", known: .ffmpeg),
                .encoder(track: .picture, name: "Lavc61.3.100 libx264", settings: nil, at: nil),
                .handler(
                    track: .picture, name: "ISO Media file produced by Google Inc. Created on: 05/11/2023.",
                    known: .google),
                .device("Apple iPhone 15"),
                .created(["2026-01-02T03:04:05Z", "2019-01-01T00:00:00Z"]),
                .place,
            ])
    }

    @Test func handlersThatAreKnown() {
        func known(_ name: String) -> KnownWriter? {
            for case .handler(_, _, let known) in facts(tags: [.init(.picture, "handler_name", name)]) { return known }
            return nil
        }
        #expect(known("Twitter-vork muxer") == .twitter)
        #expect(known("Core Media Video") == .apple)
        #expect(known("VideoHandle") == .android)
        #expect(known("VideoHandler") == nil)
        #expect(known("\u{1f}Mainconcept Video Media Handler") == .mainconcept)
        #expect(known("L-SMASH Video Handler") == .lsmash)
        #expect(known("GPAC ISO Video Handler") == .gpac)
    }

    @Test func notesOfEncoders() {
        let note =
            "x264 - core 155 r2901 7d0ff22 - H.264/MPEG-4 AVC codec - Copyleft 2003-2018 - options: cabac=1 keyint=250 rc=crf "
            + "mbtree=1 crf=23.0 qcomp=0.60"
        let other = "x265 (build 199) - 3.5+1-f0c1022b6:[Linux][GCC 10.3.0][64 bit] 8bit - H.265/HEVC codec"
        #expect(
            facts(encoders: [.init(time: 0, text: note), .init(time: 4200, text: other)]) == [
                .encoder(
                    track: .picture, name: "x264 core 155 r2901 7d0ff22", settings: "keyint=250 rc=crf crf=23.0", at: 0),
                .encoder(track: .picture, name: "x265 (build 199) - 3.5+1-f0c1022b6", settings: nil, at: 4200),
            ])
    }

    @Test func editLists() {
        func list(_ entries: [(Int, Int?)], of length: Int, _ owner: FileHistory.Tag.Owner = .picture) -> [FileFact] {
            facts(edits: [
                .init(
                    owner: owner, entries: entries.map { .init(duration: $0.0, mediaTime: $0.1) }, mediaDuration: length
                )
            ])
        }
        // What every encoder with frames out of order leaves.
        #expect(list([(10_000, 80)], of: 10_080).isEmpty)
        #expect(list([(4000, 2500)], of: 9000) == [.hidden(track: .picture, before: 2500, after: 2500)])
        #expect(list([(0, 2500)], of: 9000) == [.hidden(track: .picture, before: 2500, after: 0)])
        #expect(
            list([(1000, nil), (2000, 0), (2000, 5000)], of: 7000, .sound) == [.assembled(track: .sound, stretches: 2)])
        #expect(list([(2000, nil)], of: 2000).isEmpty)
        #expect(list([(4000, 2500)], of: 9000, .other).isEmpty)
        #expect(list([(.max, .max)], of: .max).count <= 1)
    }

    @Test func claimsThatDecodingDoesNotBear() {
        let signal = FileFacts.Signal(picture: 0..<10_000, sound: 0..<10_040, frames: 240)
        #expect(facts(media: media(claimed: 10_020, rate: 24), signal: signal).isEmpty)
        #expect(
            facts(media: media(claimed: 20_000, rate: 30), signal: signal) == [
                .duration(claimed: 20_000, decoded: 10_040), .frameRate(claimed: 30, decoded: 24),
            ])
    }

    @Test func tracksThatDoNotGoTogether() {
        func tracks(_ picture: Range<Int>, _ sound: Range<Int>) -> [FileFact] {
            facts(signal: .init(picture: picture, sound: sound))
        }
        #expect(tracks(0..<5000, 20..<5400).isEmpty)
        #expect(tracks(0..<5000, 200..<5000) == [.tracks(picture: 0..<5000, sound: 200..<5000)])
        #expect(tracks(0..<5000, 0..<4400) == [.tracks(picture: 0..<5000, sound: 0..<4400)])
    }

    @Test func dataRate() {
        #expect(
            facts(bytes: 1_000_000, signal: .init(picture: 0..<8000, frames: 200)) == [
                .dataRate(bitsPerSecond: 1_000_000, bitsPerPixel: 8e6 / (200 * 640 * 360))
            ])
    }

    @Test func repeatedAndStandingPictures() {
        var repeats = FrameRepeats()
        for index in 0..<100 {
            let shade = UInt8((index - (index + 1) / 5) * 30 % 200)
            repeats.add(
                VideoFrame(
                    time: MediaTime(milliseconds: index * 40), width: 16, height: 9,
                    luma: Array(repeating: shade, count: 144), range: .full))
        }
        repeats.finish(at: 4000)
        let signal = FileFacts.Signal(picture: 0..<4000, frames: 100, repeats: repeats, sawEveryFrame: true)
        #expect(facts(signal: signal) == [.repeats(count: 20, of: 100, every: 5, differentPerSecond: 20)])
        var sampled = signal
        sampled.sawEveryFrame = false
        #expect(facts(signal: sampled).isEmpty)
    }

    @Test func longTextsAreCutAndHostileOnesRefused() {
        let long = String(repeating: "é", count: 500)
        let found = facts(tags: [.init(.container, "encoder", long)])
        #expect(found == [.writer(name: String(repeating: "é", count: 100), known: nil)])
        #expect(!FileFact.writer(name: long, known: nil).isSane)
        #expect(!FileFact.created(Array(repeating: "x", count: 9)).isSane)
        #expect(!FileFact.frameRate(claimed: .nan, decoded: 1).isSane)
        #expect(!FileFact.still([-5..<3]).isSane)
        #expect(!FileFact.repeats(count: 5, of: 4, every: nil, differentPerSecond: 1).isSane)
    }
}
