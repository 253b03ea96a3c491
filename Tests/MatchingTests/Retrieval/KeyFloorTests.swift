import Fingerprinting
import Matching
import Testing

/// Black, bars, slates, stills and silence give no keys; what moves or is heard gives as many as it did.
@Suite struct KeyFloorTests {
    private static let grid = GridSize(width: 64, height: 36)
    private static let recording = RecordingID(rawValue: 1)

    /// A picture track of which every sample is drawn anew.
    private func track(_ count: Int, _ luma: (_ x: Int, _ y: Int, _ sample: Int) -> UInt8) -> PictureSamples {
        var cells: [UInt8] = []
        for sample in 0..<count {
            for y in 0..<Self.grid.height { for x in 0..<Self.grid.width { cells.append(luma(x, y, sample)) } }
        }
        return PictureSamples(
            grid: Self.grid, firstIndex: 0, times: (0..<count).map { $0 * PictureSamples.interval }, luma: cells)
    }

    private func postings(_ picture: PictureSamples) -> [KeyedPosting] {
        KeyDeriver().postings(of: picture, as: Self.recording)
    }

    /// A slate: blocks of text-like contrast on grey.
    private func slate(_ x: Int, _ y: Int) -> UInt8 { (x * 7 + y * 13) % 11 < 4 && x > 9 && y > 7 ? 230 : 60 }

    @Test func blackAndBarsGiveNone() {
        #expect(postings(track(60) { _, _, _ in 16 }).isEmpty)
        #expect(postings(track(60) { x, _, _ in UInt8(230 - x / 8 * 25) }).isEmpty)
    }

    @Test func aSlateThatStandsGivesNone() {
        #expect(postings(track(60) { x, y, _ in slate(x, y) }).isEmpty)
    }

    /// As coding leaves it: every cell moves by a few levels.
    @Test func aStillWithNoiseOfCodingGivesNone() {
        let noisy = track(60) { x, y, sample in slate(x, y) &+ UInt8((x * 31 + y * 17 + sample * 7) % 5) }
        #expect(postings(noisy).isEmpty)
    }

    @Test func aPictureThatStandsBrieflyCounts() {
        #expect(!postings(track(16) { x, y, _ in slate(x, y) }).isEmpty)
    }

    @Test func onlyTheStillPartIsLeftOut() {
        let footage = MadeFootage(seed: 4)
        let moving = footage.picture(0..<100, grid: Self.grid)
        let held = track(150) { x, y, sample in
            moving.luma[min(sample, 99) * Self.grid.area + y * Self.grid.width + x]
        }
        let times = Set(postings(held).map(\.posting.time))
        #expect(times.contains { $0 > 90 } && times.allSatisfy { $0 <= 99 })
        let kept = postings(held).filter { $0.posting.time < 90 }
        #expect(Set(kept) == Set(postings(moving).filter { $0.posting.time < 90 }))
    }

    @Test func silenceGivesNoneAndHushedNoiseNeither() {
        let footage = MadeFootage(seed: 4)
        let heard = footage.sound(0..<60)
        #expect(!KeyDeriver().postings(of: heard, as: Self.recording).isEmpty)
        let hushed = SoundSamples(
            start: 0, subfingerprints: heard.subfingerprints, levels: heard.levels.map { ($0 - 60) / 2 })
        #expect(KeyDeriver().postings(of: hushed, as: Self.recording).isEmpty)
    }

    @Test func anExcludedPassageOfSoundGivesNone() {
        let sound = MadeFootage(seed: 4).sound(0..<120)
        let all = KeyDeriver().postings(of: sound, as: Self.recording)
        let some = KeyDeriver().postings(of: sound, as: Self.recording, excluding: [4000..<8000])
        let times = some.map { Int($0.posting.time) * PictureSamples.interval }
        // A key covers 0.77 s: none of it may lie in the passage.
        #expect(times.allSatisfy { $0 < 3300 || $0 >= 7900 })
        #expect(times.contains { $0 < 3000 } && times.contains { $0 > 9000 })
        #expect(Set(some).isSubset(of: all))
    }

    @Test func aHandfulOfMomentsIsNotEnough() {
        func posting(_ key: UInt32, _ time: UInt32) -> KeyedPosting {
            .init(key: .init(rawValue: key), posting: .init(recording: Self.recording, time: time))
        }
        #expect(!KeyFloor.isReached(by: []))
        #expect(!KeyFloor.isReached(by: [posting(1, 0), posting(2, 0), posting(3, 0), posting(4, 44)]))
        #expect(KeyFloor.isReached(by: (0..<4).map { posting(1, $0) }))
    }

    @Test func stretchesWithoutKeysAreNamed() {
        func posting(_ time: UInt32) -> KeyedPosting {
            .init(key: .init(rawValue: 1), posting: .init(recording: Self.recording, time: time))
        }
        let postings = [50, 51, 60, 100].map(posting)
        #expect(KeyFloor.bareStretches(of: postings, duration: 20_000) == [0..<6000, 7200..<12_000, 12_000..<20_000])
        #expect(
            KeyFloor.bareStretches(of: postings, duration: 20_000, excluding: [0..<5000, 12_500..<20_000])
                == [7200..<12_000])
        #expect(KeyFloor.bareStretches(of: [], duration: 5000) == [0..<5000])
    }
}
