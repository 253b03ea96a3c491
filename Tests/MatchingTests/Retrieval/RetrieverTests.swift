import Fingerprinting
import Matching
import Testing

@Suite struct RetrieverTests {
    private static let registered = GridSize(width: 64, height: 36)
    private static let fine = GridSize(width: 128, height: 72)
    private static let recordings = 6
    /// Of the recording that the clips are taken from.
    private static let wanted = RecordingID(rawValue: 3)
    private static let start = 100
    private static let clip = start..<start + 42

    private static let index: InMemoryRetrievalIndex = {
        let index = InMemoryRetrievalIndex()
        for number in 0..<recordings {
            let footage = MadeFootage(seed: number)
            let recording = RecordingID(rawValue: UInt32(number))
            index.insert(KeyDeriver().postings(of: footage.picture(0..<250, grid: registered), as: recording))
            index.insert(KeyDeriver().postings(of: footage.sound(0..<234), as: recording))
        }
        return index
    }()

    private func best(
        _ picture: PictureSamples?, _ sound: SoundSamples?, _ search: RetrievalQuery.Search, aspect: Double = 16.0 / 9
    ) throws -> Candidate? {
        let query = RetrievalQuery(picture: picture, aspect: aspect, sound: sound, search: search)
        return try Retriever().candidates(for: query, in: Self.index).first
    }

    /// A clip's picture as `view` shows it, looked up in the way that must find it.
    private func expectFound(
        _ search: RetrievalQuery.Search, aspect: Double = 16.0 / 9, mirrored: Bool = false,
        view: (Double, Double) -> (Double, Double)?
    ) throws {
        let picture = MadeFootage(seed: 3).picture(Self.clip, grid: Self.fine, view: view)
        let found = try #require(try best(picture, nil, search, aspect: aspect))
        #expect(found.recording == Self.wanted)
        #expect(abs(found.offsets[0].milliseconds - Self.start * PictureSamples.interval) < 750)
        #expect(found.view?.mirrored == mirrored)
    }

    @Test func plainExcerptIsFoundWithItsOffset() throws {
        try expectFound(.direct) { ($0, $1) }
    }

    @Test func mirroredExcerptIsFoundAsSuch() throws {
        try expectFound(.direct, mirrored: true) { (1 - $0, $1) }
    }

    @Test func letterboxedExcerptIsFound() throws {
        try expectFound(.direct, aspect: 4.0 / 3) { x, y in
            y < 0.125 || y > 0.875 ? nil : (x, (y - 0.125) / 0.75)
        }
    }

    @Test func croppedExcerptIsFoundWithWhatItShows() throws {
        try expectFound(.cropped) { (0.04 + 0.88 * $0, 0.07 + 0.88 * $1) }
    }

    @Test func mirroredCropIsFound() throws {
        try expectFound(.cropped, mirrored: true) { (1 - 0.04 - 0.8 * $0, 0.1 + 0.8 * $1) }
    }

    @Test func portraitRecropIsFound() throws {
        try expectFound(.cropped, aspect: 9.0 / 16) { (0.342 + 0.316 * $0, $1) }
    }

    @Test func reorderedClipHasBothOffsets() throws {
        let footage = MadeFootage(seed: 3)
        let first = footage.picture(150..<180, grid: Self.fine)
        let second = footage.picture(40..<70, grid: Self.fine)
        let picture = PictureSamples(
            grid: Self.fine, firstIndex: 0, times: (0..<60).map { $0 * PictureSamples.interval },
            luma: first.luma + second.luma)
        let found = try #require(try best(picture, nil, .direct))
        #expect(found.recording == Self.wanted)
        for offset in [150, 40 - 30] {
            #expect(found.offsets.contains { abs($0.milliseconds - offset * PictureSamples.interval) < 750 })
        }
    }

    @Test func soundAloneIsFoundWhateverItsVolume() throws {
        let found = try #require(try best(nil, MadeFootage(seed: 3).sound(90..<130, gain: 12), .direct))
        #expect(found.recording == Self.wanted)
        #expect(abs(found.offsets[0].milliseconds - 90 * 128) < 300)
        #expect(found.view == nil)
        #expect(found.pictureVotes == 0)
    }

    @Test func foreignFootageFindsLessThanItsOwn() throws {
        let own = try #require(try best(MadeFootage(seed: 3).picture(Self.clip, grid: Self.fine), nil, .direct))
        let foreign = try best(MadeFootage(seed: 77).picture(Self.clip, grid: Self.fine), nil, .direct)
        #expect((foreign?.score ?? 0) < own.score / 4)
    }

    /// Black, a plain grey, colour bars, a gradient across, and silence say nothing.
    @Test func emptyFootageHasNoKeys() {
        let pictures: [(Int, Int) -> UInt8] = [
            { _, _ in 16 }, { _, _ in 130 }, { x, _ in [235, 210, 170, 145, 106, 81, 41, 16][x / 8] },
            { x, _ in UInt8(x * 3) },
        ]
        for picture in pictures {
            let luma = (0..<20 * Self.registered.area).map { picture($0 % 64, $0 / 64 % 36) }
            let samples = PictureSamples(
                grid: Self.registered, firstIndex: 0, times: (0..<20).map { $0 * 120 }, luma: luma)
            #expect(KeyDeriver().postings(of: samples, as: Self.wanted).isEmpty)
        }
        for level in [0, 40] as [UInt8] {
            let silence = SoundSamples(
                start: 0, subfingerprints: [UInt32](repeating: 0, count: 320),
                levels: [UInt8](repeating: level, count: 640))
            #expect(KeyDeriver().postings(of: silence, as: Self.wanted).isEmpty)
        }
    }

    @Test func emptyClipHasNoCandidates() throws {
        #expect(try best(nil, nil, .direct) == nil)
    }

    /// One cell of 2,304 blinks once a second: no still, and no other keys.
    @Test func aPictureThatHardlyChangesIsIndexedEveryTwoSeconds() {
        let scene = MadeFootage(seed: 5).picture(0..<1, grid: Self.registered)
        let luma = (0..<100).flatMap { sample in
            var cells = scene.luma
            if sample % 8 == 0 { cells[0] ^= 8 }
            return cells
        }
        let slow = PictureSamples(
            grid: scene.grid, firstIndex: 0, times: (0..<100).map { $0 * 120 }, luma: luma)
        let times = Set(KeyDeriver().postings(of: slow, as: Self.wanted).map(\.posting.time))
        #expect(times == [0, 16, 32, 48, 64, 80, 96])
    }
}
