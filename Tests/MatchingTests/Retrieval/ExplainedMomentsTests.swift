import Fingerprinting
import Matching
import Synchronization
import Testing

/// What exact keys explain is not looked up again with flipped bits; everything else is.
@Suite struct ExplainedMomentsTests {
    private static let registered = GridSize(width: 64, height: 36)
    private static let fine = GridSize(width: 128, height: 72)

    private static func index(of seeds: [Int]) -> AskedIndex {
        let index = InMemoryRetrievalIndex()
        for seed in seeds {
            let (footage, recording) = (MadeFootage(seed: seed), RecordingID(rawValue: UInt32(seed)))
            index.insert(KeyDeriver().postings(of: footage.picture(0..<250, grid: registered), as: recording))
            index.insert(KeyDeriver().postings(of: footage.sound(0..<234), as: recording))
        }
        return AskedIndex(index)
    }

    private func found(
        _ picture: PictureSamples?, _ sound: SoundSamples?, in index: AskedIndex
    ) throws -> [RecordingID: Candidate] {
        let query = RetrievalQuery(picture: picture, aspect: 16.0 / 9, sound: sound, search: .direct)
        let candidates = try Retriever().candidates(for: query, in: index)
        return Dictionary(uniqueKeysWithValues: candidates.map { ($0.recording, $0) })
    }

    @Test func aCopyThatKeptEnoughIsLookedUpWithFewKeys() throws {
        let picture = MadeFootage(seed: 3).picture(100..<142, grid: Self.fine)
        let (known, unknown) = (Self.index(of: [3, 5]), Self.index(of: [5]))
        #expect(try found(picture, nil, in: known)[RecordingID(rawValue: 3)] != nil)
        _ = try found(picture, nil, in: unknown)
        #expect(known.keyCount < unknown.keyCount / 2)
    }

    @Test func theSoundOfAnotherRecordingIsFoundUnderAnExplainedPicture() throws {
        let found = try found(
            MadeFootage(seed: 3).picture(100..<142, grid: Self.fine), MadeFootage(seed: 5).sound(60..<100),
            in: Self.index(of: [3, 5]))
        #expect(found[RecordingID(rawValue: 3)].map { $0.pictureVotes > 0 && $0.soundVotes == 0 } == true)
        #expect(found[RecordingID(rawValue: 5)].map { $0.soundVotes > 0 && $0.pictureVotes == 0 } == true)
    }

    /// Speech in a quarter of 31 s, more and more altered: exact keys that explain it must suffice to name the recording
    /// (`Matcher.isTelling`, 15 % of all moments), wherever all keys together would.
    @Test(arguments: 0...15) func aPausingSpeakerIsNamedByAllThatIsHeard(change: Int) throws {
        let (spoken, all) = (70, 245)
        let levels = MadeFootage(seed: 3).sound(0..<spoken).levels
        let pause = [UInt8](repeating: 60, count: (all - spoken) * SoundSamples.bands)
        func sound(_ spoken: [UInt8]) -> SoundSamples {
            SoundSamples(
                start: 0, subfingerprints: [UInt32](repeating: 0, count: all * SoundSamples.hopsPerLevel),
                levels: spoken + pause)
        }
        let recording = RecordingID(rawValue: 3)
        let index = InMemoryRetrievalIndex()
        index.insert(KeyDeriver().postings(of: sound(levels), as: recording))
        let copy = sound(
            levels.enumerated().map { UInt8(Int($1) + ($0 * 7919 % 13 - 6) * change / 6) })
        func votes(_ search: RetrievalQuery.Search) throws -> Int {
            let query = RetrievalQuery(picture: nil, aspect: 1, sound: copy, search: search)
            return try Retriever().candidates(for: query, in: index).first { $0.recording == recording }?.soundVotes
                ?? 0
        }
        let (asked, full) = (try votes(.direct), try votes(.cropped))
        #expect(asked >= min(full, all * 15 / 100))
    }

    /// 3.6 s of each; the second was brightened unevenly, so that its keys differ in some bits.
    @Test func aSecondSourceIsFoundBesideAnExplainedOne() throws {
        let first = MadeFootage(seed: 3).picture(150..<180, grid: Self.fine)
        let second = MadeFootage(seed: 5).picture(40..<70, grid: Self.fine)
        let uneven = second.luma.enumerated().map { offset, value in
            UInt8(clamping: Int(value) + offset % Self.fine.width / 8)
        }
        let picture = PictureSamples(
            grid: Self.fine, firstIndex: 0, times: (0..<60).map { $0 * PictureSamples.interval },
            luma: first.luma + uneven)
        let found = try found(picture, nil, in: Self.index(of: [3, 5]))
        for (seed, offset) in [(3, 150), (5, 40 - 30)] {
            let offsets = try #require(found[RecordingID(rawValue: UInt32(seed))]).offsets
            #expect(offsets.contains { abs($0.milliseconds - offset * PictureSamples.interval) < 750 })
        }
    }
}

/// Counts the keys that are asked for.
private final class AskedIndex: RetrievalIndex {
    private let index: InMemoryRetrievalIndex
    private let asked = Mutex(0)

    init(_ index: InMemoryRetrievalIndex) { self.index = index }

    var keyCount: Int { asked.withLock { $0 } }

    func forEachList(of keys: [RetrievalKey], _ visit: (RetrievalKey, [Posting]) -> Void) {
        asked.withLock { $0 += keys.count }
        index.forEachList(of: keys, visit)
    }
}
