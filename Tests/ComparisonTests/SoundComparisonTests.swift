import Comparison
import Fingerprinting
import Matching
import Media
import Testing

/// Sound of a known bit error with known passages in it.
struct SoundComparisonTests {
    private let source = SyntheticSound(hops: 1000, seed: 1)

    private func compare(
        _ clip: SyntheticSound, source other: SyntheticSound? = nil, from start: Int = 0, speed: Double = 1
    ) -> SoundComparison {
        let length = clip.subfingerprints.count * SoundSamples.hop
        let end = start + Int(Double(length) * speed)
        let segment = AlignedSegment(
            clip: TimeRange(milliseconds: 0..<length), source: TimeRange(milliseconds: start..<end), speed: speed,
            picture: .supports, sound: .undecided)
        return SoundComparison(clip: clip.samples, source: (other ?? source).samples, segments: [segment])
    }

    @Test("kept sound is the same at every error that coding causes", arguments: [0, 0.1, 0.2, 0.3])
    func kept(error: Double) {
        let result = compare(source.withError(error, seed: 2))
        #expect(result.findings == [.same])
        #expect(result.passages.isEmpty)
        #expect(abs(Double(result.medianError ?? 1) - error) < 0.02)
    }

    @Test("half a second of other sound is found within 0.1 s", arguments: [0, 0.1, 0.2, 0.27])
    func replaced(error: Double) throws {
        let planted = 400..<432
        let result = compare(source.replacing(planted, seed: 3).withError(error, seed: 4))
        #expect(result.findings == [.differs])
        let passage = try #require(result.passages.first)
        #expect(result.passages.count == 1)
        #expect(passage.kind == .replaced)
        #expect(abs(passage.hops.lowerBound - planted.lowerBound) <= 6)
        #expect(abs(passage.hops.upperBound - planted.upperBound) <= 6)
    }

    @Test("other sound throughout is replaced throughout")
    func replacedThroughout() throws {
        let result = compare(SyntheticSound(hops: 1000, seed: 9))
        let passage = try #require(result.passages.first)
        #expect(result.passages.count == 1)
        #expect(passage.kind == .replaced && passage.strength == .strong)
        #expect(passage.hops.count > 950)
    }

    @Test("sound between kept and unrelated is not judged")
    func poor() {
        let result = compare(source.withError(0.43, seed: 5))
        #expect(result.findings == [.notChecked])
        #expect(result.passages.isEmpty)
    }

    @Test("a passage without sound is muted, not replaced")
    func muted() throws {
        let result = compare(source.muting(400..<464).withError(0.1, seed: 6))
        #expect(result.passages.map(\.kind) == [.muted])
        #expect(result.passages[0].hops == 400..<464)
        #expect(result.findings == [.differs])
    }

    @Test("where sound was muted, what is heard across the edges is not replaced", arguments: [-4, 0, 3])
    func mutedEdges(offset: Int) {
        let clip = source.muting(400..<464).withError(0.5, in: 394 + offset..<406 + offset, seed: 21)
            .withError(0.5, in: 458 + offset..<470 + offset, seed: 22)
        #expect(compare(clip.withError(0.1, seed: 23)).passages.map(\.kind) == [.muted])
    }

    @Test("other sound beside a muted passage is found")
    func replacedBesideMuted() throws {
        let result = compare(source.muting(400..<464).replacing(472..<520, seed: 24).withError(0.2, seed: 25))
        #expect(result.passages.map(\.kind) == [.muted, .replaced])
        let replaced = try #require(result.passages.last)
        #expect(replaced.hops.lowerBound - 472 <= 6 && abs(replaced.hops.upperBound - 520) <= 6)
    }

    @Test("a silent clip of a recording with sound is muted from end to end")
    func mutedThroughout() {
        let result = compare(source.muting(0..<1000))
        #expect(result.passages.map(\.kind) == [.muted])
        #expect(result.passages[0].hops == 0..<1000)
    }

    @Test("silence on both sides is the same, and has no bits to compare")
    func silent() {
        let silence = source.muting(0..<1000)
        let result = compare(silence.withError(0.5, seed: 7), source: silence)
        #expect(result.findings == [.same])
        #expect(result.passages.isEmpty)
        #expect(result.medianError == nil)
    }

    @Test("louder sound under which the source is still heard was added")
    func added() throws {
        let result = compare(source.adding(400..<560, seed: 8))
        let passage = try #require(result.passages.first)
        #expect(result.passages.map(\.kind) == [.added])
        #expect(abs(passage.hops.lowerBound - 400) <= 8 && abs(passage.hops.upperBound - 560) <= 8)
    }

    @Test("sound over the source's silence was added")
    func addedOverSilence() throws {
        let result = compare(source, source: source.muting(400..<560))
        let passage = try #require(result.passages.first)
        #expect(result.passages.map(\.kind) == [.added])
        #expect(abs(passage.hops.lowerBound - 400) <= 8 && abs(passage.hops.upperBound - 560) <= 8)
    }

    @Test("sound that lies up to 0.32 s beside the picture is followed", arguments: [-19, -3, 0, 5, 20])
    func delayed(hops: Int) {
        // The excerpt begins at hop 104; the map says that it begins `hops` hops later or earlier.
        let result = compare(source.dropping(104), from: (104 + hops) * SoundSamples.hop)
        #expect(result.findings == [.same])
        #expect(result.passages.isEmpty)
    }

    @Test("slowed sound is stretched before it is compared")
    func slowed() {
        var clip = SyntheticSound(hops: 1000, seed: 1)
        for hop in 0..<1000 { clip.subfingerprints[hop] = source.subfingerprints[Int((Double(hop) * 0.75).rounded())] }
        for index in clip.levels.indices {
            let (set, band) = index.quotientAndRemainder(dividingBy: SoundSamples.bands)
            clip.levels[index] = source.levels[Int((Double(set) * 0.75).rounded()) * SoundSamples.bands + band]
        }
        let result = compare(clip, speed: 0.75)
        #expect(result.findings == [.same])
    }

    @Test("sound that cannot be followed at another speed is not judged")
    func lostAtAnotherSpeed() {
        let result = compare(SyntheticSound(hops: 800, seed: 11), speed: 1.2)
        #expect(result.findings == [.notChecked])
        #expect(result.passages.isEmpty)
    }
}
